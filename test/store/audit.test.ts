import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '../../main/store/database.ts'
import { migrate } from '../../main/store/migrate.ts'
import { keyVault, scratchFolder, scratchStore } from './scratch.ts'

function filled() {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  for (const subject of ['person 1', 'person 2', 'person 3']) {
    store.audit.append({
      actor: 'Front desk',
      via: 'command',
      action: 'person.erase',
      subject,
      details: { templates: 2 },
    })
  }
  const tamper = (sql: string) => {
    const beside = new Sqlite(file)
    beside.exec('drop trigger audit_stays; drop trigger audit_stays_unchanged')
    beside.exec(sql)
    beside.close()
  }
  return { store, tamper, file }
}

test('what was done is listed newest first, and the chain is whole', () => {
  const { store } = filled()
  expect(store.audit.verify()).toEqual({ kind: 'intact', entries: 3 })
  expect(store.audit.list(null, 2).entries.map(({ id, subject }) => [id, subject])).toEqual([
    [3, 'person 3'],
    [2, 'person 2'],
  ])
  expect(store.audit.list(2, 5).entries).toEqual([
    {
      id: 1,
      at: 1002,
      actor: 'Front desk',
      via: 'command',
      action: 'person.erase',
      subject: 'person 1',
      details: { templates: 2 },
    },
  ])
})

test.each([
  ['a changed entry', `update audit set actor = 'Somebody' where id = 2`, 2],
  ['a removed entry', 'delete from audit where id = 2', 3],
  ['removed last entries', 'delete from audit where id > 1', 2],
  ['an emptied log', 'delete from audit', 1],
  ['an entry of another chain', 'update audit set chain = (select chain from audit where id = 1) where id = 3', 3],
])('%s shows', async (_, sql, id) => {
  const { store, tamper } = filled()
  tamper(sql)
  expect(store.audit.verify()).toEqual({ kind: 'broken', id })
  expect((await store.examine('quick')).audit.kind).toBe('broken')
})

test('SQLite refuses to change it', () => {
  const { file } = filled()
  const beside = new Sqlite(file)
  expect(() => beside.exec('delete from audit')).toThrow('only shortened because of its age')
  expect(() => beside.exec(`update audit set actor = ''`)).toThrow('never changed')
  beside.close()
})

test('entries of before the way of a call was kept stay whole through the migration, and the chain goes on', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const old = openDatabase(file)
  migrate(old, 18)
  const vault = keyVault()
  const put = old.prepare(`insert into audit (id, at, actor, action, subject, details, chain)
    values (@id, @at, 'Front desk', 'person.erase', @subject, '{}', @chain)`)
  let chain = new Uint8Array()
  for (const id of [1, 2, 3]) {
    const content = JSON.stringify([id, 900 + id, 'Front desk', 'person.erase', `person ${id}`, '{}'])
    chain = new Uint8Array(vault.authenticate(Buffer.concat([chain, Buffer.from(content)]), 'audit'))
    put.run({ id, at: 900 + id, subject: `person ${id}`, chain })
  }
  old.close()
  const store = scratchStore(file)
  store.audit.append({ actor: 'payroll', via: 'api', action: 'person.update', subject: 'person 1', details: {} })
  expect(store.audit.verify()).toEqual({ kind: 'intact', entries: 4 })
  expect(store.audit.list(null, 4).entries.map(({ via }) => via)).toEqual(['api', null, null, null])
})

test('the way of a call is part of the chain', async () => {
  const { store, tamper } = filled()
  store.audit.append({ actor: 'payroll', via: 'api', action: 'person.update', subject: 'person 1', details: {} })
  tamper(`update audit set via = 'window' where id = 4`)
  expect(store.audit.verify()).toEqual({ kind: 'broken', id: 4 })
})

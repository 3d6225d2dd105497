import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { scratchFolder, scratchStore } from './scratch.ts'

function filled() {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  for (const subject of ['person 1', 'person 2', 'person 3']) {
    store.audit.append({ actor: 'Front desk', action: 'person.erase', subject, details: { templates: 2 } })
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
  expect(store.audit.list(null, 2).map(({ id, subject }) => [id, subject])).toEqual([
    [3, 'person 3'],
    [2, 'person 2'],
  ])
  expect(store.audit.list(2, 5)).toEqual([
    { id: 1, at: 1001, actor: 'Front desk', action: 'person.erase', subject: 'person 1', details: { templates: 2 } },
  ])
})

test.each([
  ['a changed entry', `update audit set actor = 'Somebody' where id = 2`, 2],
  ['a removed entry', 'delete from audit where id = 2', 3],
  ['removed last entries', 'delete from audit where id > 1', 2],
  ['an emptied log', 'delete from audit', 1],
  ['an entry of another chain', 'update audit set chain = (select chain from audit where id = 1) where id = 3', 3],
])('%s shows', (_, sql, id) => {
  const { store, tamper } = filled()
  tamper(sql)
  expect(store.audit.verify()).toEqual({ kind: 'broken', id })
  expect(store.check().auditIntact).toBe(false)
})

test('SQLite refuses to change it', () => {
  const { file } = filled()
  const beside = new Sqlite(file)
  expect(() => beside.exec('delete from audit')).toThrow('never shortened')
  expect(() => beside.exec(`update audit set actor = ''`)).toThrow('never changed')
  beside.close()
})

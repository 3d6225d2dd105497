import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PersonId } from '../../main/contract/entities.ts'
import { EventFilter } from '../../main/contract/events.ts'
import type { RecordHead } from '../../main/contract/record-head.ts'
import { addPerson, check, keyVault, scratchFolder, scratchStore, tamper } from './scratch.ts'

const ada = 1 as PersonId

/** Ada with two entries, and one line in the audit log. */
function office(file = join(scratchFolder(), 'rollcall.db')) {
  const store = scratchStore(file)
  addPerson(store, 'Ada')
  enter(store, 1000)
  enter(store, 2000)
  store.audit.append({ actor: 'tester', via: 'window', action: 'person.create', subject: 'person 1', details: {} })
  return { file, store, head: store.signHead()! }
}

function enter(store: ReturnType<typeof scratchStore>, at: number): void {
  store.events.record(check({ id: ada, name: 'Ada' }, at))
}

async function verdictOn(file: string, head: RecordHead) {
  const store = scratchStore(file)
  const { heads, total } = (await store.examine('whole', { heads: [head] })).records
  store.close()
  return { verdict: heads[0], faults: total }
}

/** Rewrites rows and has everything sealed anew, as somebody with the key can. */
function rewrite(file: string, sql: string): void {
  tamper(file, `delete from seals; delete from seal_head; ${sql}`)
  const store = scratchStore(file)
  store.seals.advance(1_000)
  store.close()
}

test('a head says how far both logs have come, and holds no name', () => {
  const { head } = office()
  expect(head).toMatchObject({ entries: { rows: 2, last: 2 }, audit: { rows: 1, last: 1 } })
  expect(JSON.stringify(head)).not.toMatch(/Ada|tester/)
})

test('what was written before a head is the same later, however much follows', async () => {
  const { file, store, head } = office()
  enter(store, 3000)
  store.people.update(ada, { name: 'Ada Lovelace' })
  store.close()
  expect(await verdictOn(file, head)).toEqual({ verdict: 'same', faults: 0 })
})

test('the name of somebody erased leaves every entry; seals, audit log and heads of before hold', async () => {
  const { file, store, head } = office()
  const eve = addPerson(store, 'Eve Quillfeather', 'E-77')
  store.events.record({ ...check(eve, 3000), employeeNumber: 'E-77' })
  store.events.record({ ...check({ id: ada, name: 'Ada' }, 4000), runnerUp: { person: eve, similarity: 0.3 } })
  const later = store.signHead()!
  store.people.erase(eve.id)
  store.events.eraseNames([eve.id])
  const [asRunnerUp, own, ada1] = store.events.list(EventFilter.parse({}), null, 10).events
  expect(own).toMatchObject({ person: { id: eve.id, name: '' }, employeeNumber: null, direction: 'in' })
  expect(asRunnerUp).toMatchObject({ person: { name: 'Ada' }, runnerUp: { person: { id: eve.id, name: '' } } })
  expect(ada1!.person.name).toBe('Ada')
  await store.scrub()
  store.close()
  for (const each of [file, `${file}-wal`])
    if (existsSync(each))
      expect(readFileSync(each).includes('Quillfeather') || readFileSync(each).includes('E-77')).toBe(false)
  for (const each of [head, later]) expect(await verdictOn(file, each)).toEqual({ verdict: 'same', faults: 0 })
  expect((await scratchStore(file).examine('whole')).audit.kind).toBe('intact')
})

test.each([
  ['an entry is moved', 'update events set at = 1500 where id = 1'],
  [
    'an entry is added in between',
    'update events set id = 3 where id = 2; insert into events (id, kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk) select 2, kind, person_id, event_person_id, direction, 1, zone, recorded_at, method, kiosk from events where id = 1',
  ],
  ['the last entry is removed', 'delete from events where id = 2'],
  ['T6: the audit log is rebuilt under another name', "update audit set actor = 'nobody'"],
  ['the audit log is emptied', 'delete from audit'],
])('%s with the key, and every seal made anew: the head tells', async (_, sql) => {
  const { file, store, head } = office()
  store.close()
  rewrite(file, sql)
  expect((await verdictOn(file, head)).verdict).toBe('differs')
})

test('T11: an older copy is older than the head', async () => {
  const { file, store } = office()
  store.close()
  const copy = join(scratchFolder(), 'rollcall.db')
  copyFileSync(file, copy)
  const later = scratchStore(file)
  later.settings.set({ sounds: false })
  expect(await verdictOn(copy, later.signHead()!)).toEqual({ verdict: 'older', faults: 0 })
})

test('a head of another office, or a changed one, is foreign', async () => {
  const { file, store, head } = office()
  store.close()
  const other = scratchStore(join(scratchFolder(), 'rollcall.db'), keyVault(8)).signHead()!
  const changed = { ...head, entries: { ...head.entries, rows: 1 } }
  for (const each of [other, changed, { ...changed, office: other.office }])
    expect((await verdictOn(file, each)).verdict).toBe('foreign')
})

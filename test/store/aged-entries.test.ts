import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { EventId, Instant } from '../../main/contract/entities.ts'
import { EventFilter } from '../../main/contract/events.ts'
import type { RecordHead } from '../../main/contract/record-head.ts'
import { createDamages } from '../../main/store/damages.ts'
import { openDatabase } from '../../main/store/database.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { proveRecords } from '../../main/store/record-proof.ts'
import { readStanding, renewSeals } from '../../main/store/renew-seals.ts'
import { addPerson, check, keyVault, scratchFolder, tamper } from './scratch.ts'

const day = 86_400_000
const first = '1970-03-01' as LocalDate
const before = (days: number) => (days * day) as Instant

function openOn(file: string, clock: { days: number }): Store {
  const store = openStore({ file, vault: keyVault(), now: () => clock.days * day })
  onTestFinished(() => store.close())
  return store
}

/** Entries 1 to 4 of the days 1, 2, 3 and 100; entry 5 corrects the first one on day 100. A head for each day. */
function office() {
  const file = join(scratchFolder(), 'rollcall.db')
  const clock = { days: 0 }
  const store = openOn(file, clock)
  const ada = addPerson(store, 'Ada', 'E-1')
  const eve = addPerson(store, 'Eve')
  store.webhooks.add('https://ours.example/', 'secret')
  const heads: RecordHead[] = []
  function enter(person: typeof ada, on: number) {
    clock.days = on
    const { id } = store.events.record(check(person, on * day))
    heads.push(store.signHead()!)
    return id
  }
  enter(ada, 1)
  enter(eve, 2)
  const disputed = enter(eve, 3)
  store.disputes.add({ eventId: disputed, personId: eve.id, rivalId: ada.id, similarity: 0.5, at: before(3) })
  clock.days = 60
  const idle = store.signHead()!
  enter(ada, 100)
  const { id: _, recordedAt: __, ...entry } = store.events.get(1 as EventId)
  const correction = { kind: 'correction', method: 'manual', corrects: 1, action: 'void', actor: 'HR', reason: 'x' }
  store.events.record({ ...entry, ...correction } as never)
  heads.push(store.signHead()!)
  return { file, store, clock, heads, idle }
}

function erase(store: Store, days: number) {
  return store.transaction(() => {
    const erased = store.agedEntries.erase(before(days), first)
    const details = { gaps: erased?.gaps }
    const entry = { actor: 'Rollcall', via: 'app', action: 'retention.run', subject: 'data', details } as const
    if (erased !== null) store.audit.append(entry)
    return erased
  })
}

const idsOf = (store: Store) =>
  store.events
    .list(EventFilter.parse({}), null, 100)
    .events.map(({ id }) => id)
    .toSorted((one, other) => one - other)

const inspect = async (store: Store, heads: readonly RecordHead[] = []) =>
  (await store.examine('whole', { heads })).records

test('an entry is as old as its newest correction, and goes with all that hangs on it', async () => {
  const { store, heads } = office()
  expect(store.agedEntries.find(before(50))).toEqual({ count: 2, from: 2 * day, to: 3 * day })
  expect(erase(store, 50)).toMatchObject({ count: 2, from: 2 * day, to: 3 * day, ids: [2, 3] })
  expect(idsOf(store)).toEqual([1, 4, 5])
  expect(store.agedEntries.find(before(50))).toBeNull()
  expect([store.events.count(), store.events.findNewestId(), store.countRows().events]).toEqual([3, 5, 3])
  expect(store.disputes.list(before(0))).toEqual([])
  expect(await inspect(store, heads)).toMatchObject({ faults: [], heads: ['same', 'erased', 'same', 'same', 'same'] })
  const gaps = [['events', 1, 5, '', heads[4]!.entries.digest, 101 * day]]
  expect(erase(store, 101)).toMatchObject({ count: 3, ids: [1, 4, 5], gaps })
  expect(idsOf(store)).toEqual([])
  expect(await inspect(store, heads)).toMatchObject({
    faults: [],
    heads: ['erased', 'erased', 'erased', 'erased', 'same'],
  })
})

test('the log goes on after what was erased, over restarts, also when nothing is left', async () => {
  const { file, store, clock, heads } = office()
  erase(store, 101)
  store.close()
  const again = openOn(file, clock)
  expect(again.highWater.lost).toBeNull()
  clock.days = 200
  const ada = again.people.findByNumber('E-1')!
  expect(again.events.record(check(ada, 200 * day)).id).toBe(6)
  expect(again.signHead()!.entries).toMatchObject({ rows: 6, last: 6 })
  expect(await inspect(again, [...heads, again.signHead()!])).toMatchObject({
    faults: [],
    heads: ['erased', 'erased', 'erased', 'erased', 'same', 'same'],
  })
})

test('names that only erased entries were written under are blank; those of others stay', () => {
  const { store, clock } = office()
  erase(store, 50)
  clock.days = 102
  const names = () =>
    [...store.personRecords.read('names', store.personRecords.idsOf(2 as never))].map(({ name }) => name)
  expect(names()).toEqual([''])
  expect(store.events.get(4 as EventId).person.name).toBe('Ada')
})

test('nothing else deletes an entry', () => {
  const { file, store } = office()
  erase(store, 50)
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  other.exec('delete from event_chains; delete from webhook_outbox')
  for (const id of [1, 4, 5])
    expect(() => other.exec(`delete from events where id = ${id}`)).toThrow('only erased because of their age')
})

test.each([
  [
    'an entry is deleted',
    'delete from event_chains where event_id = 4; delete from webhook_outbox; delete from events where id = 4',
    [{ table: 'events', key: 4, what: 'removed' }],
  ],
  [
    'an entry is deleted, and a gap made up for it',
    'delete from webhook_outbox; delete from events where id = 4; insert into log_gaps select tbl, 4, 4, after, after, seal, written_before, link from log_gaps',
    [
      { table: 'log_gaps', key: '["events",4]', what: 'added' },
      { table: 'events', key: 4, what: 'removed' },
    ],
  ],
  [
    'an entry is deleted, and the gap beside it made longer',
    'delete from webhook_outbox; delete from events where id = 4; update log_gaps set last = 4',
    [
      { table: 'log_gaps', key: '["events",2]', what: 'changed' },
      ...[2, 3, 4].map((key) => ({ table: 'events', key, what: 'removed' })),
    ],
  ],
  [
    'an entry is put in where one was erased',
    'insert into events (id, kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk) select 2, kind, person_id, event_person_id, direction, 9000, zone, recorded_at, method, kiosk from events where id = 4',
    [{ table: 'events', key: 2, what: 'added' }],
  ],
])('%s with sqlite3: that is named', async (_, sql, faults) => {
  const { file, store, clock } = office()
  erase(store, 50)
  store.close()
  tamper(file, sql)
  expect((await inspect(openOn(file, clock))).faults).toEqual(faults)
})

test('a row that another program made older is not erased, nor what corrects it', async () => {
  const { file, store, clock } = office()
  store.close()
  tamper(file, 'update events set at = 5, recorded_at = 5 where id = 4')
  const again = openOn(file, clock)
  expect(erase(again, 50)).toMatchObject({ ids: [2, 3] })
  expect(erase(again, 50)).toBeNull()
  expect((await inspect(again)).faults).toEqual([{ table: 'events', key: 4, what: 'changed' }])
})

test('with the key: a head kept elsewhere shows that what was erased was not that old, or was altered before', async () => {
  const { file, store, clock, heads: all, idle } = office()
  const heads = [...all, idle]
  const [gap] = erase(store, 50)!.gaps
  store.close()
  /** Erases entry 4 too, with a certificate of one's own, and everything sealed anew. */
  async function forge(writtenBefore: number, certified: boolean) {
    const copy = join(scratchFolder(), 'rollcall.db')
    copyFileSync(file, copy)
    tamper(
      copy,
      `delete from webhook_outbox; delete from events where id = 4; delete from seals; delete from seal_head;
      insert into log_gaps select tbl, 4, 4, '${heads[2]!.entries.digest}', '${heads[3]!.entries.digest}', seal, ${writtenBefore}, null from log_gaps`,
    )
    const forged = openOn(copy, clock)
    const own = ['events', 4, 4, heads[2]!.entries.digest, heads[3]!.entries.digest, writtenBefore]
    const details = { gaps: [gap, own] }
    const entry = { actor: 'Rollcall', via: 'app', action: 'retention.run', subject: 'data', details } as const
    if (certified) forged.audit.append(entry)
    forged.seals.advance(1_000)
    return (await inspect(forged, heads)).heads
  }
  // Entry 4 was written on day 100; the head of day 60 does not know it.
  expect(await forge(50 * day, true)).toEqual(['same', 'erased', 'same', 'same', 'same', 'differs'])
  expect(await forge(200 * day, false)).toEqual(['same', 'erased', 'same', 'differs', 'differs', 'same'])
})

test.each([50, 101])('seals are renewed with another key across what was erased by day %i', (days) => {
  const { file, store } = office()
  erase(store, days)
  store.close()
  const database = openDatabase(file)
  onTestFinished(database.close)
  database.exec('drop trigger audit_stays_unchanged')
  const [from, to] = [keyVault(), keyVault(8)]
  const renewed = [...renewSeals(database, readStanding(database, from), from, to)]
  expect(renewed.length).toBeGreaterThan(3)
  const proof = proveRecords(database, to, createDamages(), { logs: true, heads: [] })
  let step = proof.next()
  while (!step.done) step = proof.next()
  expect(step.value).toMatchObject({ faults: [], waiting: 0 })
})

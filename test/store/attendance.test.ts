import { expect, test } from 'vitest'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { EventId, Instant, PersonId } from '../../main/contract/entities.ts'
import { openAttendance } from '../../main/store/attendance.ts'
import { createDamages } from '../../main/store/damages.ts'
import { openDatabase } from '../../main/store/database.ts'
import { migrate } from '../../main/store/migrate.ts'
import { addPerson, check, scratchStore } from './scratch.ts'

const at = (time: number) => time as Instant
const correction = (
  person: { id: PersonId; name: string },
  time: number,
  corrects: EventId,
  action: 'void' | 'move',
) => ({
  ...check(person, time),
  kind: 'correction' as const,
  method: 'manual' as const,
  corrects,
  action,
  actor: 'chief',
  reason: 'wrong time',
})

test('a stretch of time brings along what corrects its entries and what its corrections correct', () => {
  const store = scratchStore()
  const ada = addPerson(store, 'Ada')
  const eve = addPerson(store, 'Eve')
  const early = store.events.record(check(ada, 100))
  const inside = store.events.record(check(ada, 1000))
  store.events.record(check(eve, 1001))
  const moved = store.events.record(correction(ada, 1500, early.id, 'move'))
  const undone = store.events.record(correction(ada, 9000, moved.id, 'void'))
  const later = store.events.record(correction(ada, 8000, inside.id, 'move'))
  store.events.record(check(ada, 5000))

  const ids = (events: readonly { id: EventId }[]) => events.map(({ id }) => id).sort((a, b) => a - b)
  const wanted = [early.id, inside.id, moved.id, undone.id, later.id]
  expect(ids(store.attendance.listSlim(ada.id, at(900), at(2000)))).toEqual(wanted)
  expect(ids(store.attendance.listWhole(ada.id, at(900), at(2000)))).toEqual(wanted)
  const all = store.attendance.listSlimOfAll(at(900), at(2000))
  expect(ids(all.get(ada.id)!)).toEqual(wanted)
  expect(all.get(eve.id)).toHaveLength(1)
  expect(ids(store.attendance.listSlim(ada.id, at(0), at(50)))).toEqual([])
  expect(ids(store.attendance.findChain(undone.id))).toEqual([early.id, moved.id, undone.id])
  expect(ids(store.attendance.findChain(inside.id))).toEqual([inside.id, later.id])
  expect(store.attendance.findChain(store.events.record(check(eve, 7000)).id)).toHaveLength(1)
})

test('kept days hold until an entry reaches them', () => {
  const store = scratchStore()
  const [ada, eve] = [addPerson(store, 'Ada'), addPerson(store, 'Eve')]
  const day = 86_400_000
  store.attendance.rebase('rules', 2)
  const keep = (personId: PersonId) => ({ personId, through: 100, figures: Int16Array.of(1, -2, 300) })
  store.attendance.keepMonths(3, [keep(ada.id), keep(eve.id)])
  const through = () => [ada, eve].map(({ id }) => store.attendance.readMonths(3).get(id)?.through ?? null)
  expect([...store.attendance.readMonths(3).get(ada.id)!.figures]).toEqual([1, -2, 300])

  store.events.record(check(ada, 103 * day))
  expect(through()).toEqual([100, 100])
  const late = store.events.record(check(ada, 99 * day + 5))
  expect(through()).toEqual([97, 100])
  store.events.record(check(ada, 101 * day))
  expect(through()).toEqual([97, 100])
  store.events.record(correction(ada, 200 * day, late.id, 'void'))
  expect(through()).toEqual([null, 100])

  store.attendance.rebase('rules', 2)
  expect(through()).toEqual([null, 100])
  store.people.update(eve.id, { name: 'Eva' })
  expect(through()).toEqual([null, 100])
  store.people.regroup(eve.id, ['Night'], LocalDate.parse('2026-06-02'))
  expect(through()).toEqual([null, null])
  store.attendance.keepMonths(3, [keep(ada.id), keep(eve.id)])
  store.attendance.rebase('rules', 2, [ada.id])
  expect(through()).toEqual([null, 100])
  store.attendance.rebase('other rules', 2)
  expect(through()).toEqual([null, null])
})

test('the third migration finds the chains of corrections that were made before it', () => {
  const database = openDatabase(':memory:')
  migrate(database, 2)
  const insert = (id: number, time: number, corrects: number | null) =>
    database.exec(`insert into events (id, kind, person_id, event_person_id, direction, at, zone, recorded_at, method,
      kiosk, corrects, action, actor) values (${id}, '${corrects ? 'correction' : 'check'}', 1, 1, 'in', ${time}, 'UTC', 0,
      'pin', 'Door', ${corrects}, ${corrects ? "'void', 'chief'" : 'null, null'})`)
  database.exec(`insert into event_people (id, person_id, name, search) values (1, 1, 'Ada', 'ada')`)
  insert(1, 10, null)
  insert(2, 20, null)
  insert(3, 30, 1)
  insert(4, 40, 3)
  migrate(database, 3)
  insert(5, 50, 4)
  insert(6, 60, 2)
  const chains = database.prepare<{ event_id: number; root_id: number; at: number }>(
    'select event_id, root_id, at from event_chains order by event_id',
  )
  expect(chains.all().map(({ event_id: id, root_id: root, at: time }) => [id, root, time])).toEqual([
    [1, 1, 10],
    [2, 2, 20],
    [3, 1, 30],
    [4, 1, 40],
    [5, 1, 50],
    [6, 2, 60],
  ])
  migrate(database)
  const attendance = openAttendance(database, createDamages())
  expect(attendance.findChain(4 as EventId).map(({ id }) => id)).toEqual([1, 3, 4, 5])
  database.close()
})

test('an entry waits for every webhook from the moment it is stored, and not when its transaction fails', () => {
  const store = scratchStore()
  const ada = addPerson(store, 'Ada')
  const { id } = store.webhooks.add('https://example.org/', 'whsec_c2VjcmV0')
  expect(() =>
    store.transaction(() => {
      store.events.record(check(ada, 1))
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(store.webhooks.get(id).waiting).toBe(0)
  store.events.record(check(ada, 1))
  expect(store.webhooks.get(id).waiting).toBe(1)
  expect(store.webhooks.readSecret(id)).toBe('whsec_c2VjcmV0')
  store.webhooks.remove(id)
  expect(store.webhooks.list()).toEqual([])
})

import { expect, test } from 'vitest'
import type { EventId, Instant, PersonId } from '../../../main/contract/entities.ts'
import type { ConsentDraft } from '../../../main/store/consents.ts'
import { erasePerson } from '../../../main/store/erase-person.ts'
import { addPerson, addTemplate, check } from '../scratch.ts'
import { createLog, createStation, handOver, type Station, settle } from './office.ts'

const statement: Omit<ConsentDraft, 'kind' | 'personId'> = {
  ...{ name: 'Ada', guardian: null, witness: 'HR', place: 'Office', paper: null, text: null, signature: null },
  alternative: 'none',
}
const text = { title: 'Your face', body: 'What we do with it.' }
const read = { version: 3, language: 'en', hash: 'abc' } as const

/** Two stations that both know Ada. */
function office() {
  const log = createLog()
  const [door, desk] = [createStation(1), createStation(2)] as const
  const both = [door, desk] as const
  const ada = addPerson(door.store, 'Ada')
  addPerson(desk.store, 'Grace')
  settle(both, log)
  const there = desk.store.sharing.find('person', door.store.sharing.uidOf('person', ada.id)!) as PersonId
  return { log, door, desk, both, ada, there }
}

const idAt = (station: Station, from: Station, id: number, kind: 'event' | 'request' | 'guest') =>
  station.store.sharing.find(kind, from.store.sharing.uidOf(kind, id)!)!

test('consents are there everywhere, with what was read and the signature; the last one counts, whichever comes last', () => {
  const { log, door, desk, both, ada, there } = office()
  const signature = new Uint8Array([7, 8, 9])
  door.store.consents.add({ ...statement, kind: 'given', personId: ada.id, text: read, signature }, text)
  settle(both, log)
  const [given] = desk.store.consents.listOf(there)
  expect(given).toMatchObject({ kind: 'given', text: read, witness: 'HR', hasSignature: true })
  expect([...desk.store.consents.readSignature(given!.id)!]).toEqual([...signature])
  // Grown at the same time; the door withdraws later, and its withdrawal is heard of first.
  desk.clock += 100
  desk.store.consents.add({ ...statement, kind: 'given', personId: there, text: read }, text)
  door.clock += 5000
  door.store.consents.add({ ...statement, kind: 'withdrawn', personId: ada.id }, null)
  settle(both, log)
  for (const [store, id] of [
    [door.store, ada.id],
    [desk.store, there],
  ] as const) {
    expect(store.consents.listOf(id).map(({ kind }) => kind)).toEqual(['withdrawn', 'given', 'given'])
    expect(store.consents.standingOf(id).newest?.kind).toBe('withdrawn')
    expect(store.consents.list().find(({ personId }) => personId === id)?.newest?.kind).toBe('withdrawn')
  }
  const other = createStation(3)
  other.store.sharing.takeIn(log.changes.toReversed())
  expect(
    other.store.consents.standingOf(1 as PersonId).newest?.kind ??
      other.store.consents.standingOf(2 as PersonId).newest?.kind,
  ).toBe('withdrawn')
})

test('statements of before the station joined count in their order, and those of after it left come last', () => {
  const log = createLog()
  const door = createStation(1, { joins: false })
  const ada = addPerson(door.store, 'Ada')
  for (const kind of ['given', 'withdrawn', 'given'] as const)
    door.store.consents.add({ ...statement, kind, personId: ada.id }, null)
  door.store.sharing.join(door.uid)
  handOver(door, log)
  const desk = createStation(2)
  desk.store.sharing.takeIn(log.changes.toReversed())
  expect(desk.store.consents.listOf(1 as PersonId).map(({ kind }) => kind)).toEqual(['given', 'withdrawn', 'given'])
  expect(desk.store.consents.listOf(1 as PersonId).map(({ at }) => at)).toEqual(
    door.store.consents.listOf(ada.id).map(({ at }) => at),
  )
  door.store.sharing.leave()
  door.store.consents.add({ ...statement, kind: 'withdrawn', personId: ada.id }, null)
  expect(door.store.consents.standingOf(ada.id).newest?.kind).toBe('withdrawn')
})

test('the last confirmation of a month counts', () => {
  const { log, door, desk, both, ada, there } = office()
  const month = { month: '2026-05', kiosk: 'Front door' }
  desk.clock += 9000
  desk.store.confirmations.add({ ...month, personId: there, digest: 'late', workedMinutes: 2 })
  door.store.confirmations.add({ ...month, personId: ada.id, digest: 'early', workedMinutes: 1 })
  settle(both, log)
  expect(door.store.confirmations.find(ada.id, '2026-05')).toMatchObject({ digest: 'late', workedMinutes: 2 })
  expect(desk.store.confirmations.find(there, '2026-05')).toMatchObject({ digest: 'late' })
  expect(desk.store.confirmations.listOfMonth('2026-05').get(there)).toMatchObject({ digest: 'late' })
})

test('a request is decided once: what stands in the log beats a refusal that did not know of it', () => {
  const { log, door, desk, both, ada, there } = office()
  const entry = door.store.events.record(check(ada, 5000))
  const draft = {
    personId: ada.id,
    action: 'move',
    corrects: entry.id,
    direction: 'in',
    at: 6000 as Instant,
    zone: 'UTC',
    reason: 'late',
  } as const
  const asked = door.store.requests.add(draft, 'Ada')
  settle(both, log)
  const id = idAt(desk, door, asked.id, 'request') as typeof asked.id
  const entryThere = idAt(desk, door, entry.id, 'event') as EventId
  expect(desk.store.requests.get(id)).toEqual({
    ...asked,
    id,
    draft: { ...draft, personId: there, corrects: entryThere },
  })
  desk.store.requests.decide({
    ...desk.store.requests.get(id),
    state: { kind: 'refused', at: 1 as Instant, by: 'HR', note: 'no' },
  })
  const correction = door.store.events.record({
    ...check(ada, 6000),
    kind: 'correction',
    corrects: entry.id,
    action: 'move',
    actor: 'HR',
    reason: 'late',
  })
  door.store.requests.decide({
    ...asked,
    state: { kind: 'approved', at: 9 as Instant, by: 'Boss', correction: correction.id },
  })
  settle(both, log)
  expect(door.store.requests.get(asked.id).state).toMatchObject({ kind: 'approved', by: 'Boss' })
  expect(desk.store.requests.get(id).state).toEqual({
    kind: 'approved',
    at: 9,
    by: 'Boss',
    correction: idAt(desk, door, correction.id, 'event'),
  })
  expect(desk.store.requests.list(true)).toEqual([])
})

test('a denied naming is known everywhere, and the last word of the office counts', () => {
  const { log, door, desk, both, ada, there } = office()
  const entry = door.store.events.record(check(ada, 5000))
  door.store.disputes.add({ eventId: entry.id, personId: ada.id, rivalId: null, similarity: 0.6, at: 5100 as Instant })
  settle(both, log)
  const eventId = idAt(desk, door, entry.id, 'event') as EventId
  expect(desk.store.disputes.list(0 as Instant)).toEqual([
    { eventId, personId: there, rivalId: null, similarity: 0.6, at: 5100, verdict: 'open' },
  ])
  desk.clock += 8000
  desk.store.disputes.decide(eventId, 'dismissed')
  door.store.disputes.decide(entry.id, 'upheld')
  settle(both, log)
  for (const { store } of both) expect(store.disputes.list(0 as Instant)[0]!.verdict).toBe('dismissed')
})

test('guests sign in at one station and out at another, once', () => {
  const { log, door, desk, both, ada, there } = office()
  const guest = door.store.guests.signIn({ name: 'Kurt', company: 'Gödel Ltd', host: ada, kiosk: 'Front door' })
  settle(both, log)
  const id = idAt(desk, door, guest.id, 'guest') as typeof guest.id
  expect(desk.store.guests.list(true, 9)).toEqual([{ ...guest, id, host: { id: there, name: 'Ada' } }])
  const left = desk.store.guests.signOut(id).leftAt
  door.clock += 9_000_000
  door.store.guests.signOut(guest.id)
  settle(both, log)
  for (const { store } of both) expect(store.guests.list(false, 9)[0]!.leftAt).toBe(left)
  desk.store.guests.forget(Number.MAX_SAFE_INTEGER as Instant)
  desk.store.sharing.takeIn(log.changes)
  expect(desk.store.guests.list(false, 9)).toEqual([])
})

test('whoever was merged into somebody is erased with them, at stations that know nothing of the merge too', () => {
  const { log, door, desk, both, ada, there } = office()
  const twin = addPerson(door.store, 'Ada L.')
  addTemplate(door.store, twin.id)
  settle(both, log)
  expect(desk.store.countRows()).toMatchObject({ people: 3, templates: 1 })
  door.store.merges.merge(ada.id, twin.id, { leaves: [], assignments: [] })
  settle(both, log)
  expect(desk.store.people.get(there).name).toBe('Ada')
  expect(desk.store.countRows().people).toBe(3)
  door.store.transaction(() => erasePerson(door.store, ada.id, 'HR'))
  settle(both, log)
  expect(desk.store.people.list('', 9).people.map(({ name }) => name)).toEqual(['Grace'])
  expect(desk.store.countRows().templates).toBe(0)
})

test('whoever is erased elsewhere leaves no template with the person that they were merged into here', () => {
  const { log, door, desk, both, ada } = office()
  const twin = addPerson(door.store, 'Ada L.')
  addTemplate(door.store, twin.id)
  door.store.events.record(check(twin, 7000))
  settle(both, log)
  door.store.merges.merge(ada.id, twin.id, { leaves: [], assignments: [] })
  expect(door.store.templates.listOfPerson(ada.id).length).toBe(1)
  const twinThere = desk.store.sharing.find('person', door.store.sharing.uidOf('person', twin.id)!) as PersonId
  desk.store.transaction(() => erasePerson(desk.store, twinThere, 'HR'))
  settle(both, log)
  expect(door.store.people.get(ada.id).name).toBe('Ada')
  expect(door.store.templates.listOfPerson(ada.id)).toEqual([])
  expect(door.store.merges.list()).toEqual([])
  expect(door.store.events.listRecentOf(ada.id, 0 as Instant).map(({ person }) => person.name)).toEqual([''])
})

test('whoever was merged into somebody before anybody was told of them is not told as erased', () => {
  const { log, door, desk, both, ada, there } = office()
  const twin = addPerson(door.store, 'Ada L.')
  addTemplate(door.store, twin.id)
  door.store.merges.merge(ada.id, twin.id, { leaves: [], assignments: [] })
  settle(both, log)
  expect(log.changes.filter(({ fields }) => fields === null)).toEqual([])
  expect(desk.store.sharing.listErased()).toEqual([])
  expect(desk.store.templates.listOfPerson(there).length).toBe(1)
})

test('entries of another station count from the moment of the punch, and change the days that were worked out', () => {
  const { log, door, desk, both, ada, there } = office()
  const hour = 3_600_000
  desk.store.events.record(check({ id: there, name: 'Ada' }, 40 * 24 * hour + 9 * hour, 'out'))
  desk.store.attendance.keepMonths(1, [{ personId: there, through: 60, figures: new Int16Array([7]) }])
  door.store.events.record(check(ada, 40 * 24 * hour + hour))
  const before = desk.store.attendance.readRevision()
  settle(both, log)
  expect(desk.store.attendance.readRevision()).not.toBe(before)
  expect(desk.store.attendance.readMonths(1).get(there)?.through).toBe(30)
  const slim = desk.store.attendance.listSlim(there, 0 as Instant, (50 * 24 * hour) as Instant)
  expect(slim.map(({ direction }) => direction)).toEqual(['in', 'out'])
  expect(slim[0]!.id).toBeGreaterThan(slim[1]!.id)
  expect(desk.store.events.findLastOf(there)?.direction).toBe('out')
})

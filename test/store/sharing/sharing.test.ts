import { expect, test } from 'vitest'
import type { PersonId } from '../../../main/contract/entities.ts'
import { addPerson, addTemplate, axis, check, model } from '../scratch.ts'
import { createLog, createStation, handOver, type Station, settle, takeIn } from './office.ts'

const photo = new Uint8Array([1, 2, 3])
const numberOf = (station: Station, from: Station, id: PersonId) =>
  station.store.sharing.find('person', from.store.sharing.uidOf('person', id)!) as PersonId

function twoStations() {
  const log = createLog()
  const [door, desk] = [createStation(1), createStation(2)]
  return { log, door, desk, both: [door, desk] as const }
}

test('a person, their groups, templates with photos and entries come to another station', () => {
  const { log, door, desk, both } = twoStations()
  addPerson(desk.store, 'Somebody else')
  const ada = door.store.people.create({
    name: 'Ada',
    employeeNumber: 'E-1',
    groups: ['Day'],
    employments: [{ joined: '2026-01-01' as never, left: null }],
  })
  door.store.people.regroup(ada.id, ['Night'], '2026-05-01' as never)
  door.store.consents.setGuardianSigns(ada.id, true)
  const template = addTemplate(door.store, ada.id, 3, photo)
  const entry = door.store.events.record({ ...check(ada, 5000), similarity: 0.83 })
  settle(both, log)
  const id = numberOf(desk, door, ada.id)
  expect(id).toBe(2)
  expect(desk.store.people.get(id)).toEqual({ ...door.store.people.get(ada.id), id, portrait: 1 })
  expect(desk.store.people.listMemberships(id)).toEqual([
    { from: null, groups: ['Day'] },
    { from: '2026-05-01', groups: ['Night'] },
  ])
  expect(desk.store.consents.standingOf(id).guardianSigns).toBe(true)
  const [there] = desk.store.templates.listOfPerson(id)
  expect(there).toEqual({ ...template, id: 1, personId: id })
  expect(desk.store.templates.readEmbedding(there!.id, model)!.vector).toEqual(axis(3))
  expect([...desk.store.templates.readPhoto(there!.id)!]).toEqual([...photo])
  const told = desk.store.events.get(
    desk.store.sharing.find('event', door.store.sharing.uidOf('event', entry.id)!) as never,
  )
  expect(told).toMatchObject({ person: { id, name: 'Ada' }, at: 5000, similarity: 0.83, kiosk: 'Front door' })
  expect(desk.store.sharing.originOf(told.id)).toMatchObject({ station: door.uid, recordedAt: entry.recordedAt })
  expect(door.store.sharing.originOf(entry.id)).toBeNull()
})

test('what was there before the station joined is told, and nothing is told twice', () => {
  const log = createLog()
  const [door, desk] = [createStation(1, { joins: false }), createStation(2)]
  const ada = addPerson(door.store, 'Ada')
  addTemplate(door.store, ada.id)
  door.store.events.record(check(ada, 5000))
  expect(door.store.sharing.countWaiting()).toBe(0)
  expect(door.store.sharing.listOutgoing(10)).toEqual([])
  door.store.sharing.join(door.uid)
  expect(door.store.sharing.listOutgoing(10).map(({ number, kind }) => [number, kind])).toEqual([
    [1, 'person'],
    [2, 'template'],
    [3, 'event'],
  ])
  settle([door, desk], log)
  expect([door, desk].map(({ store }) => store.countRows())).toEqual([
    { people: 1, templates: 1, events: 1 },
    { people: 1, templates: 1, events: 1 },
  ])
  expect(log.changes.length).toBe(3)
  desk.store.sharing.takeIn([...log.changes, ...log.changes].toReversed())
  expect(desk.store.countRows()).toEqual({ people: 1, templates: 1, events: 1 })
})

test('of each field the last writer counts, whatever order it comes in; what was lost at the same time can be read', () => {
  const { log, door, desk, both } = twoStations()
  const ada = addPerson(door.store, 'Ada', 'E-1')
  settle(both, log)
  const id = numberOf(desk, door, ada.id)
  door.clock += 1000
  door.store.people.update(ada.id, { name: 'Ada King' })
  desk.clock += 2000
  desk.store.people.update(id, { name: 'Ada Lovelace' })
  desk.store.people.regroup(id, ['Night'], null)
  settle(both, log)
  for (const [store, here] of [
    [door.store, ada.id],
    [desk.store, id],
  ] as const)
    expect(store.people.get(here)).toMatchObject({ name: 'Ada Lovelace', employeeNumber: 'E-1', groups: ['Night'] })
  const lost = [...door.store.personRecords.read('writings', [ada.id])].filter(({ value }) => value !== null)
  expect(lost).toMatchObject([{ field: 'name', value: 'Ada King' }])
  expect(door.store.people.isProved(ada.id)).toBe(true)
})

test('a clock that is a day behind still writes later than what its station has seen', () => {
  const { log, door, desk, both } = twoStations()
  door.clock += 86_400_000
  const ada = addPerson(door.store, 'Ada')
  settle(both, log)
  const id = numberOf(desk, door, ada.id)
  desk.store.people.update(id, { name: 'Grace' })
  settle(both, log)
  expect(door.store.people.get(ada.id).name).toBe('Grace')
})

test('whoever was given an employee number first has it, and the other gets it when it is free', () => {
  const { log, door, desk, both } = twoStations()
  const ada = addPerson(door.store, 'Ada', 'E-1')
  desk.clock += 1000
  const grace = addPerson(desk.store, 'Grace', 'E-1')
  settle(both, log)
  const graceAtDoor = numberOf(door, desk, grace.id)
  expect(door.store.people.get(ada.id).employeeNumber).toBe('E-1')
  expect(door.store.people.get(graceAtDoor).employeeNumber).toBeNull()
  expect(desk.store.people.get(grace.id).employeeNumber).toBeNull()
  expect(desk.store.sharing.listHeldNumbers()).toEqual([{ person: grace.id, number: 'E-1' }])
  door.store.people.update(ada.id, { employeeNumber: 'E-2' })
  settle(both, log)
  expect(door.store.people.get(graceAtDoor).employeeNumber).toBe('E-1')
  expect(desk.store.people.get(grace.id).employeeNumber).toBe('E-1')
  expect(desk.store.sharing.listHeldNumbers()).toEqual([])
})

test('a template, a correction and its entry are held back until what they refer to is here', () => {
  const { log, door, desk } = twoStations()
  const ada = addPerson(door.store, 'Ada')
  addTemplate(door.store, ada.id, 2, photo)
  const entry = door.store.events.record(check(ada, 5000))
  door.store.events.record({
    ...check(ada, 6000),
    kind: 'correction',
    corrects: entry.id,
    action: 'move',
    actor: 'HR',
    reason: 'late',
  })
  handOver(door, log)
  const [person, ...others] = log.changes.filter(({ kind }, place) => kind !== 'person' || place === 0)
  desk.store.sharing.takeIn(others.toReversed())
  expect(desk.store.countRows()).toEqual({ people: 0, templates: 0, events: 0 })
  expect(desk.store.sharing.countHeldBack()).toBe(3)
  desk.store.sharing.takeIn(others)
  expect(desk.store.sharing.countHeldBack()).toBe(3)
  const taken = desk.store.sharing.takeIn([person!])
  expect(desk.store.countRows()).toEqual({ people: 1, templates: 1, events: 2 })
  expect(taken).toMatchObject({ people: [1], kinds: ['person', 'event', 'template'], refused: [] })
  expect(taken.events.length).toBe(2)
  expect(desk.store.sharing.countHeldBack()).toBe(0)
})

test('erasing somebody erases them at every station, whatever is told later', () => {
  const { log, door, desk, both } = twoStations()
  const ada = addPerson(door.store, 'Ada', 'E-1')
  settle(both, log)
  const id = numberOf(desk, door, ada.id)
  const before = [...log.changes]
  addTemplate(desk.store, id, 2, photo)
  desk.store.events.record(check({ id, name: 'Ada' }, 7000))
  door.store.people.erase(ada.id)
  door.store.events.eraseNames([ada.id])
  handOver(door, log)
  const [taken] = takeIn(desk, log)
  expect(taken).toMatchObject({ hasErased: true, people: [id], erased: [before[0]!.uid] })
  settle(both, log)
  for (const { store } of both) store.sharing.takeIn(log.originals)
  for (const { store } of both) {
    expect(store.countRows()).toMatchObject({ people: 0, templates: 0 })
    expect(store.sharing.listErased()).toEqual([before[0]!.uid])
  }
  for (const { store } of both) {
    const { events } = store.events.list(
      {
        ...{ from: null, to: null, personId: null, direction: null, query: '' },
        ...{ method: null, kiosk: null, kind: null },
      },
      null,
      10,
    )
    expect(events.map(({ at, person }) => [at, person.name])).toEqual([[7000, '']])
  }
  expect(desk.store.audit.list(null, 1).entries[0]).toMatchObject({ action: 'person.erase', subject: `person ${id}` })
  expect(JSON.stringify(log.changes)).not.toContain('Ada')
})

test('nothing that waits for somebody is left when they are erased', () => {
  const { log, door, desk } = twoStations()
  const ada = addPerson(door.store, 'Ada')
  addTemplate(door.store, ada.id, 2, photo)
  door.store.events.record(check(ada, 5000))
  handOver(door, log)
  const [, ...others] = log.changes
  desk.store.sharing.takeIn(others.filter(({ kind }) => kind !== 'person'))
  expect(desk.store.sharing.countHeldBack()).toBe(2)
  door.store.people.erase(ada.id)
  handOver(door, log)
  desk.store.sharing.takeIn(
    [log.changes.at(-1)!, ...others].filter(({ kind, fields }) => kind === 'person' && fields === null),
  )
  expect(desk.store.sharing.countHeldBack()).toBe(0)
  expect(desk.store.countRows()).toEqual({ people: 0, templates: 0, events: 0 })
})

test('an erased template stays erased, whichever is heard of first', () => {
  const { log, door, desk, both } = twoStations()
  const ada = addPerson(door.store, 'Ada')
  const template = addTemplate(door.store, ada.id)
  handOver(door, log)
  const added = [...log.changes]
  door.store.templates.erase(template.id)
  handOver(door, log)
  desk.store.sharing.takeIn([log.changes.at(-1)!])
  desk.store.sharing.takeIn(added)
  settle(both, log)
  expect(desk.store.countRows()).toMatchObject({ people: 1, templates: 0 })
})

test('a batch that was handed over and not noted is handed over again, with what the rows say now', () => {
  const { log, door, desk, both } = twoStations()
  const ada = addPerson(door.store, 'Ada')
  log.push(door.store.sharing.listOutgoing(10))
  door.store.people.update(ada.id, { name: 'Ada King' })
  settle(both, log)
  expect(log.changes.map(({ number }) => number)).toEqual([1, 2])
  expect(desk.store.people.get(1 as PersonId).name).toBe('Ada King')
})

test('a change that is undone leaves no number behind, and neither does what others told', () => {
  const { log, door, desk, both } = twoStations()
  expect(() =>
    door.store.transaction(() => {
      addPerson(door.store, 'Ada')
      throw new Error('undone')
    }),
  ).toThrow('undone')
  addPerson(door.store, 'Grace')
  expect(door.store.sharing.listOutgoing(9).map(({ number }) => number)).toEqual([1])
  settle(both, log)
  expect(desk.store.sharing.countWaiting()).toBe(0)
  expect(log.changes.length).toBe(1)
})

test('a station that leaves tells nothing, and tells everything when it joins as another one', () => {
  const { log, door, desk, both } = twoStations()
  addPerson(door.store, 'Ada')
  settle(both, log)
  door.store.sharing.leave()
  addPerson(door.store, 'Grace')
  expect([door.store.sharing.station, door.store.sharing.countWaiting()]).toEqual([null, 0])
  door.store.sharing.join(createStation(3).uid)
  expect(door.store.sharing.listOutgoing(9).map(({ number }) => number)).toEqual([1, 2])
  settle(both, log)
  expect(desk.store.people.list('', 9).people.map(({ name }) => name)).toEqual(['Ada', 'Grace'])
})

test('changes that cannot be read are named, and the others are taken in', () => {
  const { log, door, desk } = twoStations()
  addPerson(door.store, 'Ada')
  addPerson(door.store, 'Grace')
  handOver(door, log)
  const [first, second] = log.changes
  const taken = desk.store.sharing.takeIn([{ ...first!, fields: { name: 7 } }, { ...second!, kind: 'leave' }, second!])
  expect(taken.refused).toEqual([
    { station: door.uid, number: 1, kind: 'person' },
    { station: door.uid, number: second!.number, kind: 'leave' },
  ])
  expect(desk.store.people.list('', 9).people.map(({ name }) => name)).toEqual(['Grace'])
})

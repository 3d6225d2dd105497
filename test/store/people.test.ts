import { expect, test } from 'vitest'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { PersonId } from '../../main/contract/entities.ts'
import { addPerson, addTemplate, check, model, scratchStore } from './scratch.ts'

const names = (found: { people: { name: string }[] }) => found.people.map(({ name }) => name)

test('a new person has what was given and no template', () => {
  const store = scratchStore()
  const draft = { name: 'Zoë Müller', employeeNumber: 'A-7', groups: ['Lab', 'Night'] }
  const { createdAt, ...person } = store.people.create(draft)
  expect(person).toEqual({
    id: 1,
    name: 'Zoë Müller',
    employeeNumber: 'A-7',
    employments: [{ joined: null, left: null }],
    groups: ['Lab', 'Night'],
    templates: 0,
    portrait: null,
  })
  // The clock of these stores begins at 1000 and goes on with every look at it.
  expect(createdAt).toBeGreaterThan(1000)
  expect(createdAt).toBeLessThan(1010)
})

test('people come in order of name, without regard to case and accents', () => {
  const store = scratchStore()
  for (const name of ['zoe', 'Émile', 'Edith', 'Ärne', 'Bob']) addPerson(store, name)
  expect(names(store.people.list('', 10))).toEqual(['Ärne', 'Bob', 'Edith', 'Émile', 'zoe'])
  expect(store.people.list('', 2)).toMatchObject({ people: [{ name: 'Ärne' }, { name: 'Bob' }], total: 5 })
})

test.each([
  ['muller', ['Zoë Müller']],
  ['ZOE', ['Zoë Müller']],
  ['müller zoë', ['Zoë Müller']],
  ['strasse', ['Jörg Straße']],
  ['lodz', ['Łódź Kowalski']],
  ['b-1', ['Jörg Straße']],
  ['nacht', ['Jörg Straße', 'Łódź Kowalski']],
  ['nacht kow', ['Łódź Kowalski']],
  ['100%', []],
  ['_', []],
  ['李', ['李小龍']],
  ['  ', ['Jörg Straße', 'Łódź Kowalski', 'Zoë Müller', '李小龍']],
])('%j finds %j', (query, expected) => {
  const store = scratchStore()
  addPerson(store, 'Zoë Müller')
  addPerson(store, 'Jörg Straße', 'B-1', ['Nacht'])
  addPerson(store, 'Łódź Kowalski', 'B2', ['Nachtwache'])
  addPerson(store, '李小龍')
  const found = store.people.list(query, 10)
  expect(names(found)).toEqual(expected)
  expect(found.total).toBe(expected.length)
})

test('a name finds everybody of that name and nobody else, however many names contain it', () => {
  const store = scratchStore()
  store.transaction(() => {
    for (let index = 0; index < 1100; index++) addPerson(store, `Chen Wu ${index}`)
  })
  const one = addPerson(store, 'Wu')
  addPerson(store, 'wu')
  addPerson(store, 'W\u00fc')
  const two = addPerson(store, 'Wu', '7')
  const zoe = addPerson(store, 'Zo\u00eb')
  const ids = (name: string) => store.people.findByName(name).map(({ id }) => id)
  expect(ids('Wu')).toEqual([one.id, two.id])
  expect(ids('Zoe\u0308')).toEqual([zoe.id])
  expect(ids('Zoe')).toEqual([])
})

test('an employee number belongs to one person', () => {
  const store = scratchStore()
  const ada = addPerson(store, 'Ada', '17')
  const bob = addPerson(store, 'Bob')
  const taken = expect.objectContaining({
    code: 'employee-number-taken',
    details: { employeeNumber: '17', person: ada.id },
  })
  expect(() => addPerson(store, 'Carl', '17')).toThrow(taken)
  expect(() => store.people.update(bob.id, { employeeNumber: '17' })).toThrow(taken)
  expect(store.people.update(ada.id, { employeeNumber: '17', name: 'Ada L.' }).name).toBe('Ada L.')
  expect(store.people.findByNumber('17')?.id).toBe(ada.id)
  expect(store.countRows().people).toBe(2)
})

test('a number typed in letters of the other case is found where only one person can be meant', () => {
  const store = scratchStore()
  const ada = addPerson(store, 'Ada', 'e17')
  expect(store.people.findByTypedNumber('E17')?.id).toBe(ada.id)
  expect(store.people.findByNumber('E17')).toBeNull()
  const bob = addPerson(store, 'Bob', 'E17')
  expect(store.people.findByTypedNumber('E17')?.id).toBe(bob.id)
  expect(store.people.findByTypedNumber('e17')?.id).toBe(ada.id)
  addPerson(store, 'Cem', 'x-1')
  addPerson(store, 'Dee', 'X-1')
  expect(store.people.findByTypedNumber('x-1')?.name).toBe('Cem')
  expect(store.people.findByTypedNumber('17')).toBeNull()
})

test('a change keeps what it does not name, and is found under the new name', () => {
  const store = scratchStore()
  const { id } = addPerson(store, 'Ada', '17', ['Lab'])
  expect(store.people.update(id, { name: 'Bea', employeeNumber: undefined })).toMatchObject({
    name: 'Bea',
    employeeNumber: '17',
    groups: ['Lab'],
  })
  expect(names(store.people.list('bea', 9))).toEqual(['Bea'])
  expect(names(store.people.list('ada', 9))).toEqual([])
})

test('groups have a history; a change keeps the days before it, and takes the place of what was said of later days', () => {
  const store = scratchStore()
  const { id } = addPerson(store, 'Ada', null, ['Early'])
  const [may, june, july] = ['2026-05-01', '2026-06-01', '2026-07-01'].map((date) => LocalDate.parse(date))
  expect(store.people.listMemberships(id)).toEqual([{ from: null, groups: ['Early'] }])
  expect(store.people.regroup(id, ['Late', 'Lab'], june!).groups).toEqual(['Late', 'Lab'])
  store.people.regroup(id, [], july!)
  expect(store.people.listMemberships(id)).toEqual([
    { from: null, groups: ['Early'] },
    { from: june, groups: ['Late', 'Lab'] },
    { from: july, groups: [] },
  ])
  const inLate = (on: LocalDate | null) => store.attendance.listWorkers('Late', on).length
  expect([may!, june!, july!, null].map(inLate)).toEqual([0, 1, 0, 0])
  expect(names(store.people.list('late', 9))).toEqual([])

  store.people.regroup(id, ['Late'], may!)
  expect(store.people.listMemberships(id)).toEqual([
    { from: null, groups: ['Early'] },
    { from: may, groups: ['Late'] },
  ])
  expect(store.attendance.findWorker(id).groups).toEqual(store.people.listMemberships(id))
  expect(names(store.people.list('late', 9))).toEqual(['Ada'])
  store.people.regroup(id, ['Lab'], null)
  expect(store.people.listMemberships(id)).toEqual([{ from: null, groups: ['Lab'] }])
  expect(() => store.people.regroup(PersonId.parse(99), [], null)).toThrow(
    expect.objectContaining({ code: 'person-not-found' }),
  )
})

test('the portrait is the best template that has a photo', () => {
  const store = scratchStore()
  const { id } = addPerson(store, 'Ada')
  addTemplate(store, id, 3)
  const low = addTemplate(store, id, 0, Uint8Array.of(1))
  expect(store.people.get(id).portrait).toBe(low.id)
  const high = addTemplate(store, id, 2, Uint8Array.of(2))
  expect(store.people.get(id)).toMatchObject({ portrait: high.id, templates: 3 })
})

test('erasing takes templates and photos along and leaves the events with their name', () => {
  const store = scratchStore()
  const ada = addPerson(store, 'Ada')
  const template = addTemplate(store, ada.id, 0, Uint8Array.of(1, 2, 3))
  const event = store.events.record(check(ada, 50))
  store.people.erase(ada.id)
  expect(store.countRows()).toEqual({ people: 0, templates: 0, events: 1 })
  expect(() => store.templates.readPhoto(template.id)).toThrow(expect.objectContaining({ code: 'template-not-found' }))
  expect(store.templates.count(model)).toBe(0)
  expect(store.events.get(event.id).person).toEqual({ id: ada.id, name: 'Ada' })
  expect(addPerson(store, 'Bob').id).toBeGreaterThan(ada.id)
})

test('who is not there is said so', () => {
  const store = scratchStore()
  const nobody = 5 as PersonId
  const missing = expect.objectContaining({ code: 'person-not-found' })
  expect(store.people.find(nobody)).toBeNull()
  expect(() => store.people.get(nobody)).toThrow(missing)
  expect(() => store.people.update(nobody, { name: 'x' })).toThrow(missing)
  expect(() => store.people.erase(nobody)).toThrow(missing)
  expect(() => addTemplate(store, nobody)).toThrow(missing)
})

import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { createDamages } from '../../main/store/damages.ts'
import { type Database, openDatabase } from '../../main/store/database.ts'
import { openMerges } from '../../main/store/merges.ts'
import { migrate } from '../../main/store/migrate.ts'
import { openPeople } from '../../main/store/people.ts'
import { createPinSeal } from '../../main/store/pin-seal.ts'
import { addPerson, check, keyVault, scratchStore } from './scratch.ts'

const nothing = { leaves: [], assignments: [] }

/** Who has which entries, by person. */
function owners(database: Database): Record<number, number[]> {
  const rows = database.prepare<{ id: number; person: number }>('select id, person_id as person from events').all()
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ person }) => person)].map(([person, events]) => [person, events.map(({ id }) => id)]),
  )
}

function addPeople(database: Database, ids: readonly number[]): void {
  for (const id of ids) {
    database.exec(
      `insert into people (id, name, search, sort_name, created_at) values (${id}, 'P${id}', 'p${id}', 'p${id}', 0);
       insert into event_people (id, person_id, name, search) values (${id}, ${id}, 'P${id}', 'p${id}')`,
    )
  }
}

function addEvent(database: Database, id: number, person: number, corrects: number | null = null): void {
  database.exec(`insert into events (id, kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk,
    corrects, action, actor) values (${id}, '${corrects === null ? 'check' : 'correction'}', ${person}, ${person}, 'in',
    ${id * 1000}, 'UTC', 0, 'pin', 'Door', ${corrects}, ${corrects === null ? 'null, null' : "'void', 'HR'"})`)
}

/** As earlier versions merged: the entries stayed behind. */
function mergeAsBefore(database: Database, kept: number, gone: number): number {
  database.exec(`
    insert into audit (id, at, actor, action, subject, details, chain)
      select coalesce(max(id), 0) + 1, 0, 'HR', 'person.merge', 'person ${kept}', '{"gone":${gone}}', x'00' from audit;
    insert into merges (kept_id, name, groups, templates, at) values (${kept}, 'P${gone}', '[]', '[]', 0);
    update merges set kept_id = ${kept} where kept_id = ${gone};
    delete from people where id = ${gone}`)
  return database.prepare<{ id: number }>('select max(id) as id from merges').get()!.id
}

const openAll = (database: Database) =>
  openMerges(database, createDamages(), {
    people: openPeople(database, createDamages(), () => 0),
    moveTemplate: () => {},
    pinSeal: createPinSeal(keyVault()),
    now: () => 0,
  })

test.each([2, 3, 4, 5, 6, 7, 8, 9, 10])('merges made under schema %i get their entries back', (schema) => {
  const database = openDatabase(':memory:')
  migrate(database, schema)
  database.exec('pragma foreign_keys = on')
  addPeople(database, [1, 2, 3, 4, 5, 6, 7])
  for (const id of [1, 2, 3, 4, 5, 6, 7]) addEvent(database, id, id)
  addEvent(database, 8, 2, 2)
  // 2 into 1; 4 into 3, and taken back as the eighth; 5 into 6, and 6 into 7.
  const plain = mergeAsBefore(database, 1, 2)
  const undone = mergeAsBefore(database, 3, 4)
  database.exec(`delete from merges where id = ${undone}`)
  addPeople(database, [8])
  const inner = mergeAsBefore(database, 6, 5)
  const outer = mergeAsBefore(database, 7, 6)
  if (schema >= 3) database.exec(`insert into timesheet_months values (1, 24315, 20000, x'00')`)

  migrate(database)

  expect(owners(database)).toEqual({ 1: [1, 2, 8], 3: [3], 4: [4], 7: [5, 6, 7] })
  const chains = database.prepare<object>('select event_id as event, person_id as person from event_chains').all()
  expect(chains).toEqual([
    { event: 2, person: 1 },
    { event: 8, person: 1 },
  ])
  expect(database.prepare('select * from timesheet_months').all()).toEqual([])
  const merges = openAll(database)
  merges.undo(plain)
  expect(owners(database)).toEqual({ 1: [1], 2: [2, 8], 3: [3], 4: [4], 7: [5, 6, 7] })
  const backwards = schema % 2 === 0
  for (const id of backwards ? [outer, inner] : [inner, outer]) merges.undo(id)
  expect(owners(database)).toEqual({ 1: [1], 2: [2, 8], 3: [3], 4: [4], 5: [5], 6: [6], 7: [7] })
  expect(database.prepare('select * from event_moves').all()).toEqual([])
  database.close()
})

test('a merge of which nobody knows whom it was of stays as it was', () => {
  const database = openDatabase(':memory:')
  migrate(database, 10)
  addPeople(database, [1, 2])
  addEvent(database, 1, 2)
  const id = mergeAsBefore(database, 1, 2)
  // Somebody of that number is there after all.
  addPeople(database, [3])
  database.exec("insert into people (id, name, search, sort_name, created_at) values (2, 'P2', 'p2', 'p2', 0)")
  migrate(database)
  expect(owners(database)).toEqual({ 2: [1] })
  expect(openAll(database).undo(id).person.id).toBe(4)
  database.close()
})

test('an entry changes nothing but its person, and only as a merge says', () => {
  const database = openDatabase(':memory:')
  migrate(database)
  addPeople(database, [1, 2, 3])
  addEvent(database, 1, 2)
  addEvent(database, 2, 2)
  const refused = (sql: string) => expect(() => database.exec(sql)).toThrow('events are never changed')
  refused('update events set person_id = 1 where id = 1')
  database.exec(`
    insert into merges (id, kept_id, gone_id, name, groups, templates, at) values (1, 1, 2, 'P2', '[]', '[]', 0);
    insert into event_moves values (1, 1, 2, 1)`)
  refused('update events set person_id = 1 where id = 2')
  refused('update events set person_id = 3 where id = 1')
  refused('update events set person_id = person_id where id = 1')
  const columns = database.prepare<{ name: string; type: string }>('select name, type from pragma_table_info(@table)')
  const others = columns.all({ table: 'events' }).filter(({ name }) => name !== 'person_id')
  expect(others.length).toBeGreaterThan(20)
  for (const { name, type } of others) {
    const value = { direction: "'out'", kind: "'correction'", method: "'face'", action: "'void'" }[name]
    const other = value ?? { TEXT: "'other'", BLOB: "x'03'" }[type] ?? '3'
    // Beside an allowed change of the person too.
    refused(`update events set person_id = 1, ${name} = ${other} where id = 1`)
  }
  database.exec('update events set person_id = 1 where id = 1')
  database.exec('update events set person_id = 2 where id = 1')
  database.exec('delete from merges')
  refused('update events set person_id = 1 where id = 1')
  expect(() => database.exec('delete from events')).toThrow('events are only erased because of their age')
  database.close()
})

test('disputes follow, and the two who were one are two again', () => {
  const store = scratchStore()
  const [ada, adaAgain, max] = ['Ada', 'Ada L.', 'Max'].map((name) => addPerson(store, name))
  const dispute = (person: PersonId, rivalId: PersonId | null) => {
    const { id: eventId } = store.events.record(check({ id: person, name: '' }, 100))
    store.disputes.add({ eventId, personId: person, rivalId, similarity: 0.5, at: 0 as never })
  }
  dispute(adaAgain!.id, max!.id)
  dispute(max!.id, adaAgain!.id)
  dispute(ada!.id, adaAgain!.id)
  dispute(adaAgain!.id, ada!.id)
  const sides = () => store.disputes.list(0 as never).map(({ personId, rivalId }) => [personId, rivalId])
  const before = sides()
  const merge = store.merges.merge(ada!.id, adaAgain!.id, nothing)
  expect(sides()).toEqual([
    [ada!.id, null],
    [ada!.id, null],
    [max!.id, ada!.id],
    [ada!.id, max!.id],
  ])
  store.merges.undo(merge.id)
  expect(sides()).toEqual(before)
})

describe('the days of work of people who are merged', () => {
  const date = (text: string) => text as LocalDate
  const spring = { joined: date('2026-03-01'), left: date('2026-05-31') }
  const summer = { joined: date('2026-07-01'), left: date('2026-08-31') }
  const winter = { joined: date('2026-12-01'), left: null }

  function three() {
    const store = scratchStore()
    const [a, b, c] = [spring, summer, winter].map((employment, place) => {
      const { id } = addPerson(store, `P${place}`)
      return store.people.update(id, { employments: [employment] }).id
    }) as [PersonId, PersonId, PersonId]
    const of = (id: PersonId) => store.people.get(id).employments
    return { store, a, b, c, of }
  }

  test('are those of both, and those of each when it is taken back, in whatever order', () => {
    for (const first of ['b', 'c'] as const) {
      const { store, a, b, c, of } = three()
      const merges = { b: store.merges.merge(a, b, nothing).id, c: store.merges.merge(a, c, nothing).id }
      expect(of(a)).toEqual([spring, summer, winter])
      store.merges.undo(merges[first])
      expect(of(a)).toEqual(first === 'b' ? [spring, winter] : [spring, summer])
      store.merges.undo(merges[first === 'b' ? 'c' : 'b'])
      expect([of(a), of(b), of(c)]).toEqual([[spring], [summer], [winter]])
      store.close()
    }
  })

  test('stay with the kept person where somebody has changed them since', () => {
    const { store, a, b, of } = three()
    const { id } = store.merges.merge(a, b, nothing)
    const changed = [spring, { ...summer, left: null }]
    store.people.update(a, { employments: changed })
    store.merges.undo(id)
    expect([of(a), of(b)]).toEqual([changed, [summer]])
  })

  test('are all days where one of the two had no dates', () => {
    const { store, a, of } = three()
    const { id } = addPerson(store, 'Always')
    const merge = store.merges.merge(a, id, nothing)
    expect(of(a)).toEqual([{ joined: null, left: null }])
    store.merges.undo(merge.id)
    expect([of(a), of(id)]).toEqual([[spring], [{ joined: null, left: null }]])
  })
})

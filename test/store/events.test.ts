import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { EventId, Instant, PersonId } from '../../main/contract/entities.ts'
import { AttendanceEvent, EventFilter } from '../../main/contract/events.ts'
import type { Store } from '../../main/store/open.ts'
import { addPerson, check, scratchFolder, scratchStore } from './scratch.ts'

const all = EventFilter.parse({})
const ids = (events: readonly { id: number }[]) => events.map(({ id }) => id)

test('an entry comes back with all its evidence', () => {
  const store = scratchStore()
  const [ada, eve] = [addPerson(store, 'Ada'), addPerson(store, 'Eve')]
  const draft = {
    ...check(ada, 777, 'out'),
    employeeNumber: '17',
    runnerUp: { person: { id: eve.id, name: 'Eve' }, similarity: 0.33 },
    clockMoved: true,
    metric: 4,
  }
  const event = store.events.record(draft)
  expect(event).toEqual({ ...draft, id: 1, recordedAt: 1004 })
  expect(AttendanceEvent.parse(event)).toEqual(event)
  expect(store.events.get(event.id)).toEqual(event)
})

test('SQLite itself refuses to change or delete an entry', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  store.events.record(check(addPerson(store, 'Ada'), 1))
  const beside = new Sqlite(file)
  expect(() => beside.exec('update events set at = 0')).toThrow('events are never changed')
  expect(() => beside.exec('delete from events')).toThrow('events are only erased because of their age')
  beside.close()
})

test('a correction of nothing is refused', () => {
  const store = scratchStore()
  const draft = check(addPerson(store, 'Ada'), 1)
  expect(() =>
    store.events.record({ ...draft, kind: 'correction', action: 'void', actor: 'me', corrects: 9 as EventId }),
  ).toThrow(expect.objectContaining({ code: 'event-not-found' }))
  expect(store.events.count()).toBe(0)
})

describe('the log', () => {
  function filled(): { store: Store; ada: PersonId; eve: PersonId } {
    const store = scratchStore()
    const ada = addPerson(store, 'Ada')
    const eve = addPerson(store, 'Éve')
    // Entries 1..6; the third happened before the second, the fourth at the same time as the first.
    store.events.record(check(ada, 100))
    store.events.record(check(eve, 300))
    store.events.record(check(ada, 200, 'out'))
    store.events.record(check(eve, 100, 'out'))
    store.events.record({ ...check(ada, 400), employeeNumber: 'N-5' })
    store.events.record({ ...check({ id: ada.id, name: 'Ada King' }, 500), employeeNumber: 'N-5' })
    return { store, ada: ada.id, eve: eve.id }
  }

  test('is newest first by the time things happened', () => {
    const { store } = filled()
    const { events, total } = store.events.list(all, null, 10)
    expect(ids(events)).toEqual([6, 5, 2, 3, 4, 1])
    expect(total).toBe(6)
  })

  test('continues where the page before ended, equal times included', () => {
    const { store } = filled()
    const pages: number[][] = []
    for (let before: EventId | null = null; ; ) {
      const { events, total } = store.events.list(all, before, 2)
      expect(total).toBe(6)
      if (events.length === 0) break
      pages.push(ids(events))
      before = events.at(-1)!.id
    }
    expect(pages).toEqual([
      [6, 5],
      [2, 3],
      [4, 1],
    ])
  })

  test.each([
    [{ from: 200, to: 400 }, [2, 3]],
    [{ from: 100, to: 101 }, [4, 1]],
    [{ direction: 'out' }, [3, 4]],
    [{ query: 'eve' }, [2, 4]],
    [{ query: 'ada' }, [6, 5, 3, 1]],
    [{ query: 'n-5' }, [6, 5]],
    [{ query: 'king ada' }, [6]],
    [{ query: 'nobody' }, []],
    [{ query: 'ada', direction: 'in', from: 150 }, [6, 5]],
  ] as const)('%j', (filter, expected) => {
    const { store } = filled()
    const parsed = EventFilter.parse(filter)
    const { events, total } = store.events.list(parsed, null, 100)
    expect(ids(events)).toEqual(expected)
    expect(total).toBe(expected.length)
    expect(ids([...store.events.iterate(parsed)])).toEqual(expected.toReversed())
  })

  test('of one person', () => {
    const { store, eve } = filled()
    expect(ids(store.events.list({ ...all, personId: eve }, null, 10).events)).toEqual([2, 4])
  })

  test('is exported a page at a time, while others are written', () => {
    const store = scratchStore()
    const ada = addPerson(store, 'Ada')
    store.transaction(() => {
      for (let at = 0; at < 2500; at++) store.events.record(check(ada, Math.floor(at / 3)))
    })
    let seen = 0
    let last = -1
    for (const event of store.events.iterate(all)) {
      if (seen++ === 10) store.events.record(check(ada, 0))
      expect(event.id).toBeGreaterThan(last)
      last = event.id
    }
    expect(seen).toBe(2500)
  })
})

test('the last entry of a person is the latest by time', () => {
  const store = scratchStore()
  const [ada, eve] = [addPerson(store, 'Ada'), addPerson(store, 'Eve')]
  store.events.record(check(ada, 500))
  store.events.record(check(ada, 200, 'out'))
  store.events.record(check(eve, 900))
  expect(store.events.findLastOf(ada.id)?.at).toBe(500)
  expect(store.events.findLastOf(99 as PersonId)).toBeNull()
})

test('recent entries come with all that they correct and that corrects them', () => {
  const store = scratchStore()
  const ada = addPerson(store, 'Ada')
  const record = (at: number, corrects: number | null = null) => {
    const correction = { kind: 'correction', action: 'move', actor: 'me', corrects: corrects as EventId } as const
    return store.events.record({ ...check(ada, at), ...(corrects && correction) })
  }
  record(10) // 1: too old, but moved into the range by 3
  record(20) // 2: too old
  record(1500, 1) // 3
  record(1200) // 4: in the range, moved out of it by 5, and back by 6
  record(30, 4) // 5
  record(40, 5) // 6
  expect(ids(store.events.listRecentOf(ada.id, 1000 as Instant))).toEqual([1, 5, 6, 4, 3])
})

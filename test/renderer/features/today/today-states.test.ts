import { expect, test } from 'vitest'
import type { Instant, PersonId } from '../../../../main/contract/entities.ts'
import type { Presence } from '../../../../main/contract/timesheets.ts'
import {
  byState,
  countStates,
  listShownCounts,
  type PresentPerson,
  readFilter,
  type StateFilter,
} from '../../../../renderer/features/today/today-states.ts'

const noon = 43_200_000 as Instant
const person = (id: number, presence: Presence): PresentPerson => ({
  person: { id: id as PersonId, name: `Person ${id}`, employeeNumber: null },
  groups: [],
  presence,
  doubtful: false,
})
const people = [
  person(1, { kind: 'off' }),
  person(2, { kind: 'in', since: noon, lateMinutes: 12 }),
  person(3, { kind: 'late', since: noon }),
  person(4, { kind: 'in', since: noon, lateMinutes: 0 }),
  person(5, { kind: 'out', since: noon, lateMinutes: 7 }),
  person(6, { kind: 'in', since: noon, lateMinutes: 30 }),
  person(7, { kind: 'out', since: noon, lateMinutes: 0 }),
]
const shown = (wanted: StateFilter) =>
  byState(people, wanted).map((part) => [part.state, part.people.map(({ person: { id } }) => id)])

test('everybody is counted once, and those who came late once more, wherever they are now', () => {
  const counts = countStates(people)
  expect(counts).toEqual({
    late: 1,
    'came-late': 3,
    absent: 0,
    in: 3,
    leave: 0,
    expected: 0,
    out: 2,
    holiday: 0,
    off: 1,
  })
  expect(listShownCounts(counts)).toEqual(['late', 'came-late', 'absent', 'in', 'leave', 'out', 'off'])
})

test('whoever is missing stands first, and within a state those who came late, the latest first', () => {
  expect(shown('all')).toEqual([
    ['late', [3]],
    ['in', [6, 2, 4]],
    ['out', [5, 7]],
    ['off', [1]],
  ])
})

test('missing and came late are two filters', () => {
  expect(shown('late')).toEqual([['late', [3]]])
  expect(shown('came-late')).toEqual([
    ['in', [6, 2]],
    ['out', [5]],
  ])
  expect(shown('leave')).toEqual([])
})

test('an address names a filter, or everybody', () => {
  expect(readFilter('came-late')).toBe('came-late')
  expect(readFilter('toString')).toBe('all')
  expect(readFilter(undefined)).toBe('all')
})

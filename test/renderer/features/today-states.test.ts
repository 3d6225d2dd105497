import { expect, test } from 'vitest'
import type { Instant, PersonId } from '../../../main/contract/entities.ts'
import type { Presence } from '../../../main/contract/timesheet.ts'
import { byState, countStates, type PresentPerson, shownStates } from '../../../renderer/features/today/states.ts'

const noon = 43_200_000 as Instant
const person = (id: number, presence: Presence): PresentPerson => ({
  person: { id: id as PersonId, name: `Person ${id}`, employeeNumber: null },
  groups: [],
  presence,
})
const people = [
  person(1, { kind: 'off' }),
  person(2, { kind: 'in', since: noon, lateMinutes: 12 }),
  person(3, { kind: 'late', since: noon }),
  person(4, { kind: 'in', since: noon, lateMinutes: 0 }),
]

test('everybody is counted once, and what matters is counted even when it is nobody', () => {
  const counts = countStates(people)
  expect(counts).toMatchObject({ in: 2, late: 1, absent: 0, off: 1 })
  expect(shownStates(counts)).toEqual(['in', 'late', 'absent', 'leave', 'off'])
})

test('people stand under their states in the order in which they came', () => {
  expect(byState(people, 'all').map((part) => [part.state, part.people.map(({ person: { id } }) => id)])).toEqual([
    ['in', [2, 4]],
    ['late', [3]],
    ['off', [1]],
  ])
  expect(byState(people, 'late').map(({ state }) => state)).toEqual(['late'])
  expect(byState(people, 'leave')).toEqual([])
})

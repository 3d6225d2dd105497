import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../../../main/contract/entities.ts'
import {
  arrange,
  countShown,
  type Line,
  readView,
  sortAfterPress,
} from '../../../../renderer/features/timesheet/sheet-view.ts'

const today = '2026-07-24' as LocalDate
const view = readView({}, today)

const line = (id: number, name: string, late: number, daysToCheck: number, absent = 0): Line => ({
  person: { id: id as PersonId, name, employeeNumber: String(1000 + id) },
  totals: {
    expectedMinutes: 480,
    workedMinutes: 400,
    breakMinutes: 0,
    deductedMinutes: 0,
    lateMinutes: late,
    earlyMinutes: 0,
    overtimeMinutes: 0,
    absentMinutes: absent,
    leaveMinutes: 0,
  },
  daysToCheck,
})
const lines = [line(1, 'Ada', 5, 0), line(2, 'Bea', 0, 2, 480), line(3, 'Cem', 40, 1), line(4, 'Dana', 5, 0)]
const ids = (part: Parameters<typeof arrange>[1]) => arrange(lines, part).map(({ person }) => person.id)

test('an address without parameters is this month, everybody, by name', () => {
  expect(view).toEqual({
    period: 'month',
    date: today,
    group: null,
    show: 'all',
    order: { by: 'person', descending: false },
    query: '',
    day: null,
  })
})

test('an address keeps what is shown, and what it does not understand is left as it is at first', () => {
  const parameters = { period: 'week', date: '2026-07-01', group: 'R&D', show: 'toCheck', sort: '-late', q: 'a' }
  expect(readView({ ...parameters, day: '2026-07-03' }, today)).toEqual({
    period: 'week',
    date: '2026-07-01',
    group: 'R&D',
    show: 'toCheck',
    order: { by: 'late', descending: true },
    query: 'a',
    day: '2026-07-03',
  })
  const odd = { period: 'year', date: '2026-02-30', show: 'x', sort: '-toString', day: '../..' }
  expect(readView(odd, today)).toEqual({ ...view, order: { by: 'person', descending: true } })
})

test('numbers are sorted from the largest, a second press turns them round, names begin with A', () => {
  expect(sortAfterPress(view.order, 'late')).toBe('-late')
  expect(sortAfterPress({ by: 'late', descending: true }, 'late')).toBe('late')
  expect(sortAfterPress({ by: 'late', descending: true }, 'person')).toBe(null)
  expect(sortAfterPress(view.order, 'person')).toBe('-person')
  expect(ids({ ...view, order: { by: 'late', descending: true } })).toEqual([3, 1, 4, 2])
  expect(ids({ ...view, order: { by: 'late', descending: false } })).toEqual([2, 1, 4, 3])
  expect(ids({ ...view, order: { by: 'person', descending: true } })).toEqual([4, 3, 2, 1])
})

test('who was late, absent or is to be checked is counted and shown alone, also among the found', () => {
  expect((['all', 'late', 'absent', 'toCheck'] as const).map((show) => countShown(lines, show))).toEqual([4, 3, 1, 2])
  expect(ids({ ...view, show: 'toCheck' })).toEqual([2, 3])
  expect(ids({ ...view, show: 'late', query: ' d' })).toEqual([1, 4])
  expect(ids({ ...view, query: '1002' })).toEqual([2])
})

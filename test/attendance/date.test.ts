import { expect, test } from 'vitest'
import { dateOf, dayNumber, weekBegin, weekday } from '../../main/attendance/date.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'

test.each([
  ['1970-01-01', 0],
  ['1969-12-31', -1],
  ['2024-02-29', 19_782],
  ['2026-05-04', 20_577],
])('%s is day %i, and back', (date, day) => {
  expect(dayNumber(date as LocalDate)).toBe(day)
  expect(dateOf(day)).toBe(date)
})

test('weekdays go from 1, Monday, to 7, Sunday, also before 1970', () => {
  const monday = dayNumber('2026-05-04' as LocalDate)
  expect([0, 1, 2, 3, 4, 5, 6].map((day) => weekday(monday + day))).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect([-4, -3, -1, 0].map(weekday)).toEqual([7, 1, 3, 4])
})

test.each([
  [1, ['2026-04-27', '2026-05-04', '2026-05-04', '2026-05-04']],
  [3, ['2026-04-29', '2026-04-29', '2026-05-06', '2026-05-06']],
  [7, ['2026-05-03', '2026-05-03', '2026-05-03', '2026-05-10']],
])('weeks that begin on weekday %i', (weekStart, begins) => {
  const days = ['2026-05-03', '2026-05-04', '2026-05-06', '2026-05-10'].map((date) => dayNumber(date as LocalDate))
  expect(days.map((day) => dateOf(weekBegin(day, weekStart)))).toEqual(begins)
})

import { expect, test } from 'vitest'
import { addDays, dayFigures, daysToCheckOf, figuresOfDay, totalsOf } from '../../main/attendance/day-figures.ts'
import { readRules } from '../../main/attendance/schedule.ts'
import { sumDays, timesheetDays } from '../../main/attendance/timesheet.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { PersonId } from '../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../main/contract/events.ts'
import { needsCheck, timesheetFlags } from '../../main/contract/timesheets.ts'
import { check, correction, local } from './build.ts'
import { rulesOf } from './examples/example.ts'

const plan = readRules(rulesOf({ name: '', events: [], days: {} }))({ id: PersonId.parse(1), groups: [] })
const range = { from: LocalDate.parse('2026-05-04'), to: LocalDate.parse('2026-05-06') }
const rowsOf = (events: readonly AttendanceEvent[]) => timesheetDays(plan, events, range, local('2026-06-01 00:00'))

/** Late and with overtime on Monday, a forgotten check-out on Tuesday, absent on Wednesday. */
const ada = rowsOf([
  check(1, 'in', local('2026-05-04 09:20')),
  check(2, 'out', local('2026-05-04 18:00')),
  check(3, 'in', local('2026-05-05 09:00')),
])
/** Eight hours on each of the three days. */
const grace = rowsOf(
  [4, 5, 6].flatMap((day) => [
    check(2 * day, 'in', local(`2026-05-0${day} 09:00`)),
    check(2 * day + 1, 'out', local(`2026-05-0${day} 17:00`)),
  ]),
)

test('a day is nine sums in a fixed order, and whether it must be checked', () => {
  expect(figuresOfDay).toBe(10)
  const [monday, tuesday, wednesday] = [0, 1, 2].map((day) => [
    ...dayFigures(ada).subarray(day * figuresOfDay, (day + 1) * figuresOfDay),
  ])
  expect(monday).toEqual([480, 520, 0, 0, 20, 0, 40, 0, 0, 0])
  expect(tuesday).toEqual([480, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  expect(wednesday).toEqual([480, 0, 0, 0, 0, 0, 0, 480, 0, 0])
})

test('people’s days add up to sums of people and of days', () => {
  const office = new Float64Array(3 * figuresOfDay)
  const [sumOfAda, sumOfGrace] = [new Float64Array(figuresOfDay), new Float64Array(figuresOfDay)]
  addDays(sumOfAda, office, dayFigures(ada))
  addDays(sumOfGrace, office, dayFigures(grace))
  expect(totalsOf(sumOfAda)).toEqual(sumDays(ada))
  expect(totalsOf(sumOfGrace)).toEqual(sumDays(grace))
  expect(totalsOf(sumOfAda)).toMatchObject({ expectedMinutes: 1440, workedMinutes: 520, absentMinutes: 480 })
  expect([sumOfAda, sumOfGrace].map(daysToCheckOf)).toEqual([1, 0])
  const days = [0, 1, 2].map((day) => totalsOf(office.subarray(day * figuresOfDay)))
  expect(days.map(({ workedMinutes }) => workedMinutes)).toEqual([1000, 480, 480])
  expect(days.map(({ expectedMinutes }) => expectedMinutes)).toEqual([960, 960, 960])
})

test('only a day on which an entry is missing, or somebody works who does not work here, must be checked, and no other odd one', () => {
  const flagged = rowsOf([
    check(1, 'in', local('2026-05-04 09:00')),
    correction(2, 'add', null, 'out', local('2026-05-04 17:00')),
    check(3, 'in', local('2026-05-05 09:00')),
    check(4, 'out', local('2026-05-06 17:00')),
  ])
  expect(flagged.map(({ flags }) => flags)).toEqual([['corrected'], ['missing-out'], ['missing-in']])
  expect(flagged.map(needsCheck)).toEqual([false, true, true])
  const checked = Array.from(dayFigures(flagged)).filter((_, index) => index % figuresOfDay === figuresOfDay - 1)
  expect(checked).toEqual([0, 1, 1])
  expect(timesheetFlags.filter((flag) => needsCheck({ flags: [flag] }))).toEqual([
    'missing-in',
    'missing-out',
    'worked-not-employed',
  ])
})

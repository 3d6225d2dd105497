import { expect, test } from 'vitest'
import { type DayPlan, Leave, Policy } from '../../../../main/contract/attendance-rules.ts'
import { minuteOf, timeOf } from '../../../../renderer/data/time-of-day.ts'
import { overlapping, withOverlap } from '../../../../renderer/features/schedules/leave-overlap.ts'
import {
  hasBreaks,
  maxShiftMinutes,
  patternMinutes,
  policiesTooShort,
  shiftBetween,
  standardShift,
  standardWeek,
  sumPlannedMinutes,
} from '../../../../renderer/features/schedules/plan.ts'

test('a shift that does not end after it starts ends on the next day', () => {
  expect(shiftBetween(standardShift, 1320, 360)).toMatchObject({ start: 1320, end: 1800 })
  expect(shiftBetween(standardShift, 540, 540)).toMatchObject({ start: 540, end: 1980 })
  expect(shiftBetween(standardShift, 360, 840)).toMatchObject({ start: 360, end: 840 })
})

test('moving the start of a night shift keeps its end in the morning', () => {
  const night = shiftBetween(standardShift, 1320, 360)
  expect(shiftBetween(night, 1260, night.end)).toMatchObject({ start: 1260, end: 1800 })
  expect(shiftBetween(night, 60, night.end)).toMatchObject({ start: 60, end: 360 })
})

test('breaks are not planned work', () => {
  expect(sumPlannedMinutes({ kind: 'shifts', shifts: [standardShift] })).toBe(420)
  expect(sumPlannedMinutes({ kind: 'hours', minutes: 240 })).toBe(240)
  expect(patternMinutes({ kind: 'weekly', days: standardWeek() })).toBe(5 * 420)
})

test('times are read and written as time inputs do', () => {
  expect(minuteOf('17:05')).toBe(1025)
  expect(minuteOf('')).toBeNull()
  expect(timeOf(1800)).toBe('06:00')
  expect(timeOf(5)).toBe('00:05')
})

test('breaks, the longest shift, and the rules whose longest time in is shorter', () => {
  const shift = (start: number, end: number, breakMinutes = 0) => ({ name: '', start, end, breakMinutes })
  const days: DayPlan[] = [
    { kind: 'off' },
    { kind: 'hours', minutes: 1200 },
    { kind: 'shifts', shifts: [shift(360, 1380), shift(1400, 1500)] },
  ]
  const policies = [960, 1020].map((maxSessionMinutes) =>
    Policy.parse({ id: `p${maxSessionMinutes}`, name: 'P', zone: 'UTC', maxSessionMinutes }),
  )
  expect(hasBreaks(days)).toBe(false)
  expect(hasBreaks([...days, { kind: 'shifts', shifts: [shift(0, 60, 5)] }])).toBe(true)
  expect(maxShiftMinutes(days)).toBe(1020)
  expect(maxShiftMinutes([{ kind: 'off' }])).toBe(0)
  expect(policiesTooShort(days, policies).map(({ id }) => id)).toEqual(['p960'])
})

test('leaves overlap when one person is away twice in the same part of a day', () => {
  const leave = (part: Leave['part'], from: string, to: string, personId = 1) =>
    Leave.parse({ personId, from, to, part, name: 'Vacation' })
  const vacation = leave('day', '2026-05-04', '2026-05-08')
  const first = leave('first-half', '2026-05-08', '2026-05-08')
  const second = leave('second-half', '2026-05-08', '2026-05-09')
  expect(overlapping(first, [vacation])).toEqual([vacation])
  expect(overlapping(first, [second])).toEqual([])
  expect(overlapping(leave('second-half', '2026-05-09', '2026-05-12'), [vacation, first, second])).toEqual([second])
  expect(overlapping(leave('day', '2026-05-01', '2026-05-31', 2), [vacation, first, second])).toEqual([])
  expect(overlapping(leave('day', '2026-05-08', '2026-05-08'), [vacation, first, second])).toHaveLength(3)
  const another = leave('day', '2026-05-08', '2026-05-08', 2)
  expect([...withOverlap([first, another, vacation, leave('second-half', '2026-05-10', '2026-05-10')])]).toEqual([
    first,
    vacation,
  ])
})

import { expect, test } from 'vitest'
import {
  minuteOf,
  patternMinutes,
  plannedMinutes,
  shiftBetween,
  standardShift,
  standardWeek,
  timeOf,
} from '../../../renderer/features/schedules/plan.ts'

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
  expect(plannedMinutes({ kind: 'shifts', shifts: [standardShift] })).toBe(420)
  expect(plannedMinutes({ kind: 'hours', minutes: 240 })).toBe(240)
  expect(patternMinutes({ kind: 'weekly', days: standardWeek() })).toBe(5 * 420)
})

test('times are read and written as time inputs do', () => {
  expect(minuteOf('17:05')).toBe(1025)
  expect(minuteOf('')).toBeNull()
  expect(timeOf(1800)).toBe('06:00')
  expect(timeOf(5)).toBe('00:05')
})

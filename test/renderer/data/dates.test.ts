import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import { addDays, daysOf, localDate, periodOf, step, weekday } from '../../../renderer/data/dates.ts'
import { createCalendarFormat } from '../../../renderer/messages/calendar.ts'

const day = (text: string) => text as LocalDate

describe('periods', () => {
  test('a week begins on the day that the locale says', () => {
    expect(periodOf('week', day('2026-11-22'), 1)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(periodOf('week', day('2026-11-22'), 7)).toEqual({ from: '2026-11-22', to: '2026-11-28' })
    expect(periodOf('week', day('2026-11-21'), 7)).toEqual({ from: '2026-11-15', to: '2026-11-21' })
  })

  test('a month is whole, a leap one too', () => {
    expect(periodOf('month', day('2028-02-10'), 1)).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(periodOf('month', day('2026-12-31'), 1)).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  })

  test('the next month of the 31st is its last day, and January follows December', () => {
    expect(step('month', day('2026-01-31'), 1)).toBe('2026-02-28')
    expect(step('month', day('2026-12-15'), 1)).toBe('2027-01-15')
    expect(step('month', day('2026-01-15'), -1)).toBe('2025-12-15')
    expect(step('week', day('2026-03-30'), -1)).toBe('2026-03-23')
  })

  test('days count on across a change of the clock', () => {
    expect(daysOf({ from: day('2026-03-28'), to: day('2026-03-30') })).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
    ])
    expect(addDays(day('2026-10-25'), 1)).toBe('2026-10-26')
    expect(weekday(day('2026-11-22'))).toBe(7)
  })

  test('a day is the machine’s own', () => {
    expect(localDate(new Date(2026, 0, 1, 0, 30).getTime())).toBe('2026-01-01')
    expect(localDate(new Date(2026, 11, 31, 23, 59).getTime())).toBe('2026-12-31')
  })
})

describe('the calendar of a language', () => {
  test('weekdays are counted from Monday', () => {
    expect(createCalendarFormat('en-GB').weekday(1)).toBe('Mon')
    expect(createCalendarFormat('ja-JP').weekday(7)).toBe('日')
  })

  test('lengths are hours and minutes', () => {
    const calendar = createCalendarFormat('en-GB')
    expect(calendar.hours(425)).toBe('7:05')
    expect(calendar.hours(60 * 130)).toBe('130:00')
    expect(calendar.hours(60 * 47_970 + 23)).toBe('47,970:23')
    expect(calendar.length(65)).toBe('1:05 h')
    expect(calendar.length(12)).toMatch(/^12 min/)
  })

  test('dates are those of the calendar, whatever the zone of the machine', () => {
    expect(createCalendarFormat('en-GB').fullDay(day('2026-03-29'))).toMatch(/^Sunday,? 29 March 2026$/)
    expect(createCalendarFormat('zh-CN').month(day('2026-03-01'))).toBe('2026年3月')
  })
})

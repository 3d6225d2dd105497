import { describe, expect, test } from 'vitest'
import { isSilent } from '../../main/attendance/silence.ts'
import { AttendanceRules } from '../../main/contract/attendance-rules.ts'

const work = { kind: 'shifts', shifts: [{ start: 8 * 60, end: 17 * 60 }] }
const off = { kind: 'off' }
const rulesWith = (more: object = {}) =>
  AttendanceRules.parse({ policies: [{ id: 'standard', name: 'Standard', zone: 'Europe/Berlin' }], ...more })
const week = (days: readonly object[]) => ({ id: 'week', name: 'Week', pattern: { kind: 'weekly', days } })
const weekdays = week([work, work, work, work, work, off, off])

/** By the clock of Berlin, in June 2026: 1 June is a Monday. */
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 5, day, hour - 2, minute)

describe('a door is silent when it has missed more than an hour in which somebody is to work', () => {
  const rules = rulesWith({ schedules: [weekdays] })
  test.each([
    ['an hour of the morning', at(1, 8), at(1, 9), false],
    ['an hour and a half', at(1, 8), at(1, 9, 30), true],
    ['a night', at(1, 17), at(2, 8, 30), false],
    ['a weekend', at(5, 17), at(8, 8, 45), false],
    ['a weekend and the morning after it', at(5, 17), at(8, 9, 30), true],
    ['half an hour in the evening and half of one in the morning', at(1, 16, 30), at(2, 8, 30), false],
    ['a fortnight', at(1, 8), at(15, 12), true],
  ])('%s', (_, lastSeen, now, silent) => {
    expect(isSilent(rules, lastSeen, now)).toBe(silent)
  })

  test('on a holiday nobody is missed', () => {
    const calendars = [{ id: 'own', name: 'Own', holidays: [{ date: '2026-06-01', name: 'Whit Monday' }] }]
    const policies = [{ id: 'standard', name: 'Standard', zone: 'Europe/Berlin', holidays: 'own' }]
    const withHoliday = rulesWith({ schedules: [weekdays], calendars, policies })
    expect(isSilent(withHoliday, at(1, 8), at(1, 16))).toBe(false)
    expect(isSilent(withHoliday, at(2, 8), at(2, 16))).toBe(true)
  })

  test('a shift goes on after midnight', () => {
    const night = { kind: 'shifts', shifts: [{ start: 22 * 60, end: 30 * 60 }] }
    const nights = rulesWith({ schedules: [week([night, night, night, night, night, off, off])] })
    expect(isSilent(nights, at(6, 1), at(6, 5))).toBe(true)
    expect(isSilent(nights, at(7, 1), at(7, 5))).toBe(false)
  })
})

test('where no hours are planned a day is long enough', () => {
  for (const rules of [rulesWith(), rulesWith({ schedules: [week(Array(7).fill({ kind: 'hours', minutes: 480 }))] })]) {
    expect(isSilent(rules, at(1, 8), at(2, 7))).toBe(false)
    expect(isSilent(rules, at(1, 8), at(2, 9))).toBe(true)
  }
})

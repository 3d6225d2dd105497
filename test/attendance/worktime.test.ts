import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { countWork, dailyOvertime, overtimeInWeek, roundPunch, roundTo } from '../../main/attendance/worktime.ts'
import { Policy } from '../../main/contract/attendance-rules.ts'
import { local } from './build.ts'

const policyOf = (rules: Partial<z.input<typeof Policy>>) => Policy.parse({ id: 'p', name: 'P', zone: 'UTC', ...rules })

test.each([
  ['nearest', [480, 480, 510, 510]],
  ['up', [480, 510, 510, 510]],
  ['down', [480, 480, 480, 510]],
] as const)('minutes to a multiple of 30, %s', (mode, rounded) => {
  expect([480, 494, 495, 510].map((minutes) => roundTo(minutes, 30, mode))).toEqual(rounded)
})

test.each(['Asia/Kathmandu', 'America/St_Johns', 'Asia/Kolkata', 'UTC'])(
  'entries are rounded on the wall clock of %s, however far that is from UTC',
  (zone) => {
    const { rounding } = policyOf({ rounding: { kind: 'punches', minutes: 60, in: 'nearest', out: 'down' } })
    const at = (time: string) => local(`2026-05-04 ${time}`, zone)
    expect(roundPunch(at('08:50:59'), zone, rounding, 'in')).toBe(at('09:00'))
    expect(roundPunch(at('08:50:59'), zone, rounding, 'out')).toBe(at('08:00'))
    const { rounding: none } = policyOf({})
    expect(roundPunch(at('08:50:59'), zone, none, 'in')).toBe(at('08:50'))
  },
)

describe('rest', () => {
  const minutes = (from: number, to: number) => ({ from: from * 60_000, to: to * 60_000 })
  const { breaks } = policyOf({ breaks: { minMinutes: 15, required: [{ afterMinutes: 360, minutes: 30 }] } })
  const worked = (pause: number) => {
    const gap = { ...minutes(240, 240 + pause), breakMinutes: pause }
    return countWork([minutes(0, 240), minutes(240 + pause, 480 + pause)], [gap], breaks, 0)
  }

  test('counts from the least length on', () => {
    expect(worked(14)).toEqual({ workedMinutes: 450, breakMinutes: 14, deductedMinutes: 30 })
    expect(worked(15)).toEqual({ workedMinutes: 465, breakMinutes: 15, deductedMinutes: 15 })
    expect(worked(30)).toEqual({ workedMinutes: 480, breakMinutes: 30, deductedMinutes: 0 })
  })
})

describe('overtime', () => {
  const { overtime } = policyOf({ overtime: { dailyAfter: 480, minMinutes: 15, stepMinutes: 10, weeklyAfter: 2400 } })

  test('of a day begins after its limit, counts from the least length on, and goes by whole steps', () => {
    expect([480, 494, 495, 500, 479].map((worked) => dailyOvertime(worked, 480, overtime))).toEqual([0, 0, 10, 20, 0])
    const scheduled = { ...overtime, dailyAfter: 'scheduled' } as const
    expect(dailyOvertime(360, 300, scheduled)).toBe(60)
    expect(dailyOvertime(360, null, scheduled)).toBe(0)
    expect(dailyOvertime(900, 300, { ...overtime, dailyAfter: null })).toBe(0)
  })

  test('of a week is what is beyond its limit, on top of that of the day, but never more than was worked', () => {
    expect(overtimeInWeek(0, 480, 1900, overtime)).toBe(0)
    expect(overtimeInWeek(0, 480, 2000, overtime)).toBe(80)
    expect(overtimeInWeek(60, 540, 2000, overtime)).toBe(140)
    expect(overtimeInWeek(0, 300, 2500, overtime)).toBe(300)
    expect(overtimeInWeek(60, 540, 2500, { ...overtime, weeklyAfter: null })).toBe(60)
  })
})

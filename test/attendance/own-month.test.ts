import { expect, test } from 'vitest'
import { datesOfMonth, digestOfDays, monthBefore, monthOfDates, ownMonth } from '../../main/attendance/own-month.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { EventId, Instant } from '../../main/contract/entities.ts'
import type { TimesheetDay } from '../../main/contract/timesheets.ts'

const date = (text: string) => LocalDate.parse(text)

const empty: TimesheetDay = {
  ...{ expectedMinutes: 480, workedMinutes: 0, breakMinutes: 0, deductedMinutes: 0, lateMinutes: 0, earlyMinutes: 0 },
  ...{ overtimeMinutes: 0, absentMinutes: 0, leaveMinutes: 0, holiday: null, leave: null, plan: [], sessions: [] },
  ...{ date: date('2026-02-27'), status: 'absent', flags: [] },
}
const stamp = (at: number) => ({ at: at as Instant, zone: 'UTC', event: 1 as EventId, correction: null })
const session = { in: stamp(0), out: stamp(60_000), running: false, minutes: 1 }
const never = () => false

test('a month has its own number of days, and the one before January is December', () => {
  expect(datesOfMonth('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(datesOfMonth('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  expect(monthBefore('2026-01')).toBe('2025-12')
  expect(monthOfDates({ from: date('2026-02-01'), to: date('2026-02-28') })).toBe('2026-02')
  expect(monthOfDates({ from: date('2026-02-01'), to: date('2026-02-27') })).toBeNull()
  expect(monthOfDates({ from: date('2026-02-01'), to: date('2026-03-31') })).toBeNull()
})

test('the digest is of times and figures: remarks, and by which entry a time came, change nothing', () => {
  const digest = digestOfDays([{ ...empty, sessions: [session] }])
  // By hand: printf %s '["rollcall hours",1,[["2026-02-27","absent",null,null,480,0,0,0,0,0,0,0,0,[[0,60000]]]]]' | sha256sum
  expect(digest).toBe('f2b94c51596d643a3da3ec56074762f916621b385b51e20561a8248bc72b8152')
  const same = { ...session, out: { ...session.out, event: 9 as EventId, correction: 9 as EventId } }
  expect(digestOfDays([{ ...empty, sessions: [same], flags: ['corrected'] }])).toBe(digest)
  const others: TimesheetDay[] = [
    { ...empty, sessions: [session], workedMinutes: 1 },
    { ...empty, sessions: [{ ...session, out: null }] },
    { ...empty, sessions: [session], status: 'worked' },
    { ...empty, sessions: [session], leave: 'Vacation' },
  ]
  for (const other of others) expect(digestOfDays([other])).not.toBe(digest)
})

test('a month is over after its last day, when nobody is still in', () => {
  const isFinished = (today: string, running: boolean) =>
    ownMonth('2026-02', [{ ...empty, sessions: [{ ...session, running }] }], date(today), never).isFinished
  expect(isFinished('2026-02-27', false)).toBe(false)
  expect(isFinished('2026-02-28', false)).toBe(true)
  expect(isFinished('2026-02-28', true)).toBe(false)
})

test('today counts for nothing yet in the balance, and on the first day there is none', () => {
  const days = ['2026-02-26', '2026-02-27'].map((each) => ({ ...empty, date: date(each), workedMinutes: 500 }))
  const balanceOn = (today: string) => ownMonth('2026-02', days, date(today), never).balance
  expect(balanceOn('2026-02-26')).toBeNull()
  expect(balanceOn('2026-02-27')).toEqual({ minutes: 20, through: '2026-02-26' })
  expect(balanceOn('2026-02-28')).toEqual({ minutes: 40, through: '2026-02-27' })
})

test('days outside of the employment are left out, unless there is an entry', () => {
  const outside = { ...empty, status: 'not-employed' } as const
  const shown = (day: TimesheetDay) => ownMonth('2026-02', [day], date('2026-02-28'), never).days.length
  expect(shown(outside)).toBe(0)
  expect(shown({ ...outside, sessions: [session], flags: ['worked-not-employed'] })).toBe(1)
})

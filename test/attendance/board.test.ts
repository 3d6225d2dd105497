import { describe, expect, test } from 'vitest'
import { arrivalsByTime, presenceAt, presenceByHour } from '../../main/attendance/board.ts'
import { readRules } from '../../main/attendance/schedule.ts'
import { timesheetDays } from '../../main/attendance/timesheet.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { PersonId } from '../../main/contract/entities.ts'
import { local } from './build.ts'
import { type Example, eventsOf, everyDay, rulesOf, shifts } from './examples/example.ts'

/** Where somebody with the example's rules is; 2026-05-04 is a Monday, work begins at nine. */
function where(now: string, events: readonly string[], rules: Partial<Example> = {}) {
  const plan = readRules(rulesOf({ name: '', events: [], days: {}, ...rules }))({ id: PersonId.parse(1), groups: [] })
  return presenceAt(plan, eventsOf(events, 'Europe/Berlin'), local(now))
}

describe('presence', () => {
  const at = (time: string) => local(`2026-05-04 ${time}`)

  test('expected until the grace is over, then late, then absent', () => {
    const policy = { graceLateMinutes: 10 }
    expect(where('2026-05-04 07:00', [], { policy })).toEqual({ kind: 'expected', from: at('09:00') })
    expect(where('2026-05-04 09:10', [], { policy })).toEqual({ kind: 'expected', from: at('09:00') })
    expect(where('2026-05-04 09:11', [], { policy })).toEqual({ kind: 'late', since: at('09:00') })
    expect(where('2026-05-04 17:00', [], { policy })).toEqual({ kind: 'absent' })
  })

  test('in, out for lunch, and in again; late stays with the first arrival', () => {
    const events = ['2026-05-04 09:20 in', '2026-05-04 12:00 out', '2026-05-04 12:30 in']
    expect(where('2026-05-04 10:00', events)).toEqual({ kind: 'in', since: at('09:20'), lateMinutes: 20 })
    expect(where('2026-05-04 12:10', events)).toEqual({ kind: 'out', since: at('12:00'), lateMinutes: 20 })
    expect(where('2026-05-04 13:00', events)).toEqual({ kind: 'in', since: at('12:30'), lateMinutes: 20 })
  })

  test('a night shift is in until it leaves, across the ordinary boundary', () => {
    const night = { pattern: everyDay(shifts('22-30')) }
    const since = local('2026-05-03 22:00')
    expect(where('2026-05-04 05:30', ['2026-05-03 22:00 in'], night)).toEqual({ kind: 'in', since, lateMinutes: 0 })
  })

  test('a check-out forgotten yesterday is not presence today', () => {
    expect(where('2026-05-05 08:00', ['2026-05-04 09:00 in'])).toMatchObject({ kind: 'expected' })
  })

  test('who came before the day began for a shift at six is in, not absent the day before', () => {
    const early = { pattern: everyDay(shifts('6-14')) }
    const events = ['2026-05-04 03:55 in', '2026-05-04 14:10 out']
    const since = at('03:55')
    expect(where('2026-05-04 03:58', events.slice(0, 1), early)).toEqual({ kind: 'in', since, lateMinutes: 0 })
    expect(where('2026-05-04 09:00', events.slice(0, 1), early)).toEqual({ kind: 'in', since, lateMinutes: 0 })
    expect(where('2026-05-04 15:00', events, early)).toEqual({ kind: 'out', since: at('14:10'), lateMinutes: 0 })
  })

  test('a shift longer than the longest session is worked to its end', () => {
    const duty = { pattern: everyDay(shifts('6-23')) }
    const since = at('06:00')
    expect(where('2026-05-04 22:30', ['2026-05-04 06:00 in'], duty)).toEqual({ kind: 'in', since, lateMinutes: 0 })
  })

  test('who is not back for the second shift is late for it', () => {
    const split = { pattern: everyDay(shifts('9-13', '15-19')), policy: { graceLateMinutes: 10 } }
    const morning = ['2026-05-04 09:20 in', '2026-05-04 13:00 out']
    const out = { kind: 'out', since: at('13:00'), lateMinutes: 20 }
    expect(where('2026-05-04 14:00', morning, split)).toEqual(out)
    expect(where('2026-05-04 15:10', morning, split)).toEqual(out)
    expect(where('2026-05-04 15:11', morning, split)).toEqual({ kind: 'late', since: at('15:00') })
    expect(where('2026-05-04 19:00', morning, split)).toEqual(out)
    const three = { ...split, pattern: everyDay(shifts('9-13', '15-17', '19-21')) }
    expect(where('2026-05-04 19:11', morning, three)).toEqual({ kind: 'late', since: at('19:00') })
    const back = [...morning, '2026-05-04 15:30 in']
    expect(where('2026-05-04 16:00', back, split)).toEqual({ kind: 'in', since: at('15:30'), lateMinutes: 50 })
    const outside = [...back, '2026-05-04 17:00 out']
    expect(where('2026-05-04 17:10', outside, split)).toEqual({ kind: 'out', since: at('17:00'), lateMinutes: 50 })
  })

  test('leave, holiday and days off', () => {
    const leave = { from: '2026-05-04', to: '2026-05-04' }
    expect(where('2026-05-04 10:00', [], { leave })).toEqual({ kind: 'leave', name: 'Vacation' })
    expect(where('2026-05-04 10:00', [], { holidays: ['2026-05-04'] })).toEqual({ kind: 'holiday', name: 'Feast' })
    expect(where('2026-05-03 10:00', [])).toEqual({ kind: 'off' })
    expect(where('2026-05-04 10:00', [], { pattern: null })).toEqual({ kind: 'off' })
  })

  test('with half a day off nobody is late before the other half', () => {
    const leave = { from: '2026-05-04', to: '2026-05-04', part: 'first-half' as const }
    expect(where('2026-05-04 12:00', [], { leave })).toEqual({ kind: 'expected', from: at('13:00') })
  })
})

describe('plots', () => {
  const events = [
    '2026-05-04 08:50 in',
    '2026-05-04 12:00 out',
    '2026-05-04 13:00 in',
    '2026-05-04 17:30 out',
    '2026-05-05 09:00 in',
  ]
  const plan = readRules(rulesOf({ name: '', events: [], days: {} }))({ id: PersonId.parse(1), groups: [] })
  const now = local('2026-05-05 11:15')
  const range = { from: LocalDate.parse('2026-05-04'), to: LocalDate.parse('2026-05-05') }
  const days = timesheetDays(plan, eventsOf(events, 'Europe/Berlin'), range, now)

  test('arrivals by half hours: only the first of a day', () => {
    const counts = arrivalsByTime(days, 30)
    expect(counts).toHaveLength(48)
    expect(counts.flatMap((count, index) => (count > 0 ? [[index, count]] : []))).toEqual([
      [17, 1],
      [18, 1],
    ])
  })

  test('presence by the hour of the week, a part of an hour counting as such', () => {
    const hours = presenceByHour(days, now)
    expect(hours.slice(8, 18)).toEqual([10 / 60, 1, 1, 1, 0, 1, 1, 1, 1, 0.5].map((share) => expect.closeTo(share, 9)))
    expect(hours.slice(24 + 9, 24 + 13)).toEqual([1, 1, 0.25, 0])
    expect(hours.reduce((sum, share) => sum + share, 0)).toBeCloseTo(3 + 10 / 60 + 4.5 + 2.25, 9)
  })
})

import { describe, expect, test } from 'vitest'
import { readRules } from '../../main/attendance/schedule.ts'
import { findNextChange, isOver, sumBy, timesheetDays, timesheetSpan } from '../../main/attendance/timesheet.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { PersonId } from '../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../main/contract/events.ts'
import { check, correction, dayOf, local } from './build.ts'
import { type Example, everyDay, rulesOf, shifts } from './examples/example.ts'

const later = local('2026-06-01 00:00')
const dates = (from: string, to = from) => ({ from: LocalDate.parse(from), to: LocalDate.parse(to) })

function planOf(example: Partial<Example> = {}) {
  return readRules(rulesOf({ name: '', events: [], days: {}, ...example }))({ id: PersonId.parse(1), groups: [] })
}

function rowOf(events: readonly AttendanceEvent[], example: Partial<Example> = {}, now = later) {
  return timesheetDays(planOf(example), events, dates('2026-05-04'), now)[0]!
}

describe('a row', () => {
  const nine = local('2026-05-04 09:00')
  const five = local('2026-05-04 17:00')

  test('says what was planned, and of each session its entries, corrections and minutes', () => {
    const events = [check(1, 'in', nine), check(2, 'out', five), correction(3, 'move', 2, 'out', five)]
    expect(rowOf(events)).toMatchObject({
      date: '2026-05-04',
      plan: [{ from: nine, to: five }],
      holiday: null,
      leave: null,
      sessions: [
        {
          in: { at: nine, zone: 'Europe/Berlin', event: 1, correction: null },
          out: { at: five, zone: 'Europe/Berlin', event: 2, correction: 3 },
          running: false,
          minutes: 480,
        },
      ],
    })
  })

  test('of somebody who is still in has no end, and no minutes yet', () => {
    const { sessions, flags } = rowOf([check(1, 'in', nine)], {}, local('2026-05-04 12:00'))
    expect(sessions).toEqual([{ in: expect.objectContaining({ at: nine }), out: null, running: true, minutes: 0 }])
    expect(flags).toEqual([])
  })

  test('names the holiday or the leave, and plans nothing then', () => {
    expect(rowOf([], { holidays: ['2026-05-04'] })).toMatchObject({ holiday: 'Feast', leave: null, plan: [] })
    const leave = { from: '2026-05-04', to: '2026-05-04' }
    expect(rowOf([], { leave })).toMatchObject({ holiday: null, leave: 'Vacation', plan: [], status: 'leave' })
    expect(rowOf([], { holidays: ['2026-05-04'], leave })).toMatchObject({ holiday: 'Feast', leave: null })
  })

  test('of a check-out that stands alone is not running', () => {
    expect(rowOf([check(1, 'out', five)]).sessions).toMatchObject([{ in: null, running: false, minutes: 0 }])
  })

  test('says that a clock was moved, at either end', () => {
    for (const moved of ['in', 'out'] as const) {
      const events = [
        check(1, 'in', nine, { clockMoved: moved === 'in' }),
        check(2, 'out', five, { clockMoved: moved === 'out' }),
      ]
      expect(rowOf(events).flags).toEqual(['clock-moved'])
    }
  })

  test('counts all of a day without shifts, also where time before a shift does not count', () => {
    const saturday = [check(1, 'in', local('2026-05-09 09:00')), check(2, 'out', local('2026-05-09 12:00'))]
    const plan = planOf({ policy: { countBeforeShift: false } })
    expect(timesheetDays(plan, saturday, dates('2026-05-09'), later)).toMatchObject([{ workedMinutes: 180 }])
  })
})

test('a voided check-out in the night belongs to the day before, a voided check-in to the day that it is for', () => {
  const night = local('2026-05-05 03:00')
  const corrected = (direction: 'in' | 'out') =>
    timesheetDays(
      planOf({ pattern: everyDay(shifts('6-14')) }),
      [check(1, direction, night), correction(2, 'void', 1, direction, night)],
      dates('2026-05-04', '2026-05-05'),
      later,
    ).map(({ flags }) => flags.includes('corrected'))
  expect(corrected('out')).toEqual([true, false])
  expect(corrected('in')).toEqual([false, true])
})

test('a weekly limit begins anew with each week', () => {
  const events = [4, 5, 6, 7, 8, 11, 12].flatMap((day) => [
    check(2 * day, 'in', local(`2026-05-${String(day).padStart(2, '0')} 09:00`)),
    check(2 * day + 1, 'out', local(`2026-05-${String(day).padStart(2, '0')} 18:00`)),
  ])
  const plan = planOf({ policy: { overtime: { dailyAfter: null, weeklyAfter: 2400 } } })
  const rows = timesheetDays(plan, events, dates('2026-05-04', '2026-05-12'), later)
  expect(rows.map(({ overtimeMinutes }) => overtimeMinutes)).toEqual([0, 0, 0, 0, 300, 0, 0, 0, 0])
})

test('a day is over when its last shift has ended; without shifts, when the day itself has', () => {
  const at = (time: string) => local(`2026-05-0${time}`)
  const shift = planOf().day(dayOf('2026-05-04'))
  expect([at('4 16:59'), at('4 17:00')].map((now) => isOver(shift, now))).toEqual([false, true])
  const hours = planOf({ pattern: everyDay({ kind: 'hours', minutes: 300 }) }).day(dayOf('2026-05-04'))
  expect([at('5 03:59'), at('5 04:00')].map((now) => isOver(hours, now))).toEqual([false, true])
})

describe('the entries that a range needs', () => {
  const span = (plan: ReturnType<typeof planOf>) => {
    const { from, to } = timesheetSpan(plan, dates('2026-05-06', '2026-05-07'))
    return [from, to].map((at) => new Date(at).toISOString())
  }

  test('reach as far beyond its days as a session may last, and its ends be repeated', () => {
    expect(span(planOf())).toEqual(['2026-05-05T09:55:00.000Z', '2026-05-08T18:05:00.000Z'])
  })

  test('begin with the week where a week has a limit', () => {
    const overtime = { weeklyAfter: 2400 }
    expect(span(planOf({ policy: { overtime } }))[0]).toBe('2026-05-03T09:55:00.000Z')
  })
})

describe('rows stay as they are', () => {
  const days = { first: dayOf('2026-05-04'), last: dayOf('2026-05-05') }
  const until = (events: readonly AttendanceEvent[], now: string, example: Partial<Example> = {}) => {
    const at = findNextChange(planOf(example), events, days, local(now))
    return Number.isFinite(at) ? new Date(at).toISOString() : at
  }

  test('until a shift ends, or the day does, whichever is next', () => {
    expect(until([], '2026-05-04 08:00')).toBe('2026-05-04T15:00:00.000Z')
    expect(until([], '2026-05-04 17:00')).toBe('2026-05-05T02:00:00.000Z')
    expect(until([], '2026-05-05 18:00')).toBe('2026-05-06T02:00:00.000Z')
    expect(until([], '2026-05-04 08:00', { pattern: everyDay(shifts('9-13', '15-19')) })).toBe(
      '2026-05-04T11:00:00.000Z',
    )
  })

  test('until somebody has been in for longer than a session may last', () => {
    const events = [check(1, 'in', local('2026-05-04 12:30'))]
    expect(until(events, '2026-05-05 04:10')).toBe('2026-05-05T02:30:00.001Z')
  })

  test('for good when everything is over', () => {
    expect(until([check(1, 'in', local('2026-05-04 12:30'))], '2026-05-06 04:00')).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('sums', () => {
  const rows = timesheetDays(
    planOf(),
    [1, 4, 5].flatMap((day) => [
      check(2 * day, 'in', local(`2026-05-0${day} 09:00`)),
      check(2 * day + 1, 'out', local(`2026-05-0${day} 1${day}:00`)),
    ]),
    dates('2026-04-29', '2026-05-05'),
    later,
  )
  const worked = (...by: [period: 'week' | 'month', weekStart?: number]) =>
    sumBy(rows, ...by).map(({ from, totals }) => [from, totals.workedMinutes, totals.absentMinutes])

  test('by month', () => {
    expect(worked('month')).toEqual([
      ['2026-04-01', 0, 960],
      ['2026-05-01', 120 + 300 + 360, 0],
    ])
  })

  test('by week, which begins on Monday where nothing else is said', () => {
    expect(worked('week')).toEqual([
      ['2026-04-27', 120, 960],
      ['2026-05-04', 660, 0],
    ])
    expect(worked('week', 5)).toEqual([
      ['2026-04-24', 0, 960],
      ['2026-05-01', 780, 0],
    ])
  })
})

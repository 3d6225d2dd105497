import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckEvent } from '../../main/attendance/corrections.ts'
import { dateOf, dayNumber } from '../../main/attendance/date.ts'
import { readRules } from '../../main/attendance/schedule.ts'
import {
  findNextChange,
  rowsOfDays,
  sumBy,
  sumDays,
  timesheetDays,
  timesheetSpan,
} from '../../main/attendance/timesheet.ts'
import { LocalDate, type Pattern, type Policy } from '../../main/contract/attendance-rules.ts'
import { type Instant, PersonId } from '../../main/contract/entities.ts'
import { totalKeys } from '../../main/contract/timesheets.ts'
import { check, correction, dayOf, local } from './build.ts'
import { type ExampleLeave, everyDay, off, rulesOf, shifts, workWeek } from './examples/example.ts'

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC']
const range = { from: LocalDate.parse('2026-03-01'), to: LocalDate.parse('2026-04-30') }
const from = local('2026-02-27 00:00', 'UTC')
const later = local('2026-06-01 00:00', 'UTC')
const week = 7 * 86_400_000

const mode = fc.constantFrom('nearest', 'up', 'down')
const step = fc.integer({ min: 1, max: 60 })
const anyPolicy: fc.Arbitrary<Partial<typeof Policy._input>> = fc.record({
  dayBoundary: fc.integer({ min: 0, max: 1439 }),
  graceLateMinutes: fc.integer({ min: 0, max: 30 }),
  rounding: fc.oneof(
    fc.constant({ kind: 'none' } as const),
    fc.record({ kind: fc.constant('punches'), minutes: step, in: mode, out: mode }),
    fc.record({ kind: fc.constant('day'), minutes: step, mode }),
  ),
  breaks: fc.record({
    paidMinutes: fc.integer({ min: 0, max: 60 }),
    minMinutes: fc.integer({ min: 0, max: 30 }),
    required: fc.array(fc.record({ afterMinutes: fc.nat(600), minutes: fc.nat(120) }), { maxLength: 3 }),
    deductShiftBreaks: fc.boolean(),
  }),
  overtime: fc.record({
    dailyAfter: fc.oneof(fc.constant('scheduled' as const), fc.nat(600), fc.constant(null)),
    minMinutes: fc.nat(60),
    stepMinutes: step,
    weeklyAfter: fc.oneof(fc.constant(null), fc.nat(3000)),
  }),
  countBeforeShift: fc.boolean(),
  repeatMinutes: fc.nat(10),
  maxSessionMinutes: fc.integer({ min: 60, max: 2000 }),
})
const anyPattern = fc.constantFrom<typeof Pattern._input | null>(
  null,
  workWeek(shifts('9-17')),
  everyDay(shifts('22-30')),
  everyDay(shifts('6-10', '12-16')),
  everyDay(shifts('9-17:30/30')),
  everyDay(shifts('6-9/15', '11-14', '16-23/45')),
  everyDay(shifts('18-22/20', '23:30-28')),
  everyDay({ kind: 'hours', minutes: 300 }),
  { kind: 'rotating', anchor: '2026-03-01', days: [shifts('8-32'), off, shifts('14-22')] },
)
const anyEvents = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 0, max: 63 * 1440 }),
      seconds: fc.nat(59),
      direction: fc.constantFrom('in' as const, 'out' as const),
    }),
    { maxLength: 60 },
  )
  .map((found) =>
    found.map(
      ({ minutes, seconds, direction }, index): CheckEvent =>
        check(index + 1, direction, (from + minutes * 60_000 + seconds * 1000) as Instant),
    ),
  )
const anyLeaves = fc.array(
  fc
    .record({
      day: fc.integer({ min: dayNumber(range.from), max: dayNumber(range.to) }),
      length: fc.nat(5),
      part: fc.constantFrom('day' as const, 'first-half' as const, 'second-half' as const),
      name: fc.constantFrom('Vacation', 'Sick leave'),
    })
    .map(({ day, length, part, name }): ExampleLeave => ({ name, part, from: dateOf(day), to: dateOf(day + length) })),
  { maxLength: 20 },
)
const anyCase = fc.record({
  zone: fc.constantFrom(...zones),
  policy: anyPolicy,
  pattern: anyPattern,
  leave: anyLeaves,
  events: anyEvents,
})
type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never

function planOf({ zone, policy, pattern, leave }: Case) {
  return readRules(rulesOf({ name: '', zone, policy, pattern, leave, events: [], days: {} }))({
    id: PersonId.parse(1),
    groups: [],
  })
}

function rows(given: Case, events: readonly CheckEvent[] = given.events, dates = range) {
  return timesheetDays(planOf(given), events, dates, later)
}

describe('for random events and policies', () => {
  test('no figure of any day is negative and all are whole', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        for (const row of rows(given)) {
          for (const key of totalKeys) {
            expect(Number.isInteger(row[key])).toBe(true)
            expect(row[key]).toBeGreaterThanOrEqual(0)
          }
          expect(row.overtimeMinutes).toBeLessThanOrEqual(row.workedMinutes)
        }
      }),
    )
  })

  test('the days add up to the weeks, to the months and to the whole', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 7 }), (given, weekStart) => {
        const days = rows(given)
        const whole = sumDays(days)
        expect(sumDays(sumBy(days, 'month').map(({ totals }) => totals))).toEqual(whole)
        expect(sumDays(sumBy(days, 'week', weekStart).map(({ totals }) => totals))).toEqual(whole)
        expect(whole.workedMinutes).toBe(days.reduce((sum, day) => sum + day.workedMinutes, 0))
      }),
    )
  })

  test('a day says the same whatever range is asked for', () => {
    const single = fc.integer({ min: dayNumber(range.from), max: dayNumber(range.to) })
    fc.assert(
      fc.property(anyCase, single, (given, day) => {
        const date = dateOf(day)
        const [alone] = rows(given, given.events, { from: date, to: date })
        expect(alone).toEqual(rows(given)[day - dayNumber(range.from)])
      }),
    )
  })

  test('the order in which events are read does not matter', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        expect(rows(given, given.events.toReversed())).toEqual(rows(given))
      }),
    )
  })

  test('a correction and its reverse change nothing', () => {
    const change = fc.record({
      action: fc.constantFrom('add' as const, 'void' as const, 'move' as const),
      target: fc.nat(),
      minutes: fc.integer({ min: 0, max: 63 * 1440 }),
      direction: fc.constantFrom('in' as const, 'out' as const),
    })
    fc.assert(
      fc.property(anyCase, fc.array(change, { minLength: 1, maxLength: 5 }), (given, changes) => {
        const events = [...given.events]
        const made = changes.flatMap(({ action, target, minutes, direction }) => {
          if (action !== 'add' && given.events.length === 0) return []
          const id = events.length + 1
          const corrects = action === 'add' ? null : given.events[target % given.events.length]!.id
          events.push(correction(id, action, corrects, direction, (from + minutes * 60_000) as Instant))
          return [id]
        })
        for (const id of made) events.push(correction(events.length + 1, 'void', id, 'in', later))
        expect(rows(given, events)).toEqual(rows(given))
      }),
    )
  })

  test('time alone changes no row before the instant that is named', () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(anyCase, fc.nat(60 * 1440), share, (given, minutes, part) => {
        const plan = planOf(given)
        const now = (from + minutes * 60_000) as Instant
        const today = plan.dayOf(now)
        const days = { first: today - 2, last: today }
        const events = given.events.filter(({ at }) => at <= now)
        const until = Math.min(findNextChange(plan, events, days, now), later)
        expect(until).toBeGreaterThan(now)
        const soon = (now + Math.floor((until - now) * part)) as Instant
        const last = (until - 1) as Instant
        const rowsAt = (at: Instant) => rowsOfDays(plan, events, days, at)
        expect(rowsAt(soon)).toEqual(rowsAt(now))
        expect(rowsAt(last)).toEqual(rowsAt(now))
      }),
    )
  })

  test('every session begins in the day of its row, or before it and lasts into it', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const plan = planOf(given)
        for (const { date, sessions } of rows(given)) {
          for (const session of sessions) {
            const stamp = (session.in ?? session.out)!
            const { start, end, shifts } = plan.day(dayOf(date))
            expect(stamp.at).toBeLessThan(end)
            if (stamp.at >= start) continue
            expect(shifts.length).toBeGreaterThan(0)
            if (session.out) expect(session.out.at).toBeGreaterThan(start)
          }
        }
      }),
    )
  })

  test('every session stands in exactly one row', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const stamps = rows(given).flatMap(({ sessions }) =>
          sessions.flatMap((session) => [session.in, session.out].flatMap((end) => end?.event ?? [])),
        )
        expect(new Set(stamps).size).toBe(stamps.length)
      }),
    )
  })

  test('the order in which leaves were entered does not matter', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        expect(rows({ ...given, leave: given.leave.toReversed() })).toEqual(rows(given))
      }),
    )
  })

  test('somebody is never more late, early, absent and on leave than the shifts are long', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        for (const { plan, expectedMinutes, ...day } of rows(given)) {
          const length = plan.reduce((sum, { from, to }) => sum + (to - from) / 60_000, 0)
          const most = plan.length === 0 ? expectedMinutes : length
          expect(day.lateMinutes + day.earlyMinutes + day.absentMinutes).toBeLessThanOrEqual(most)
        }
      }),
    )
  })
})

test('a minute more at work never means less time worked', () => {
  const stays = fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 120 })), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(anyCase, stays, (given, lengths) => {
      const policy = { ...given.policy, rounding: { kind: 'none' as const }, maxSessionMinutes: 2000 }
      // What is paid of a break ends with it, and time before the first shift may not count.
      const breaks = { ...policy.breaks, paidMinutes: 0 }
      const of = { ...given, leave: [], policy: { ...policy, breaks, countBeforeShift: true, repeatMinutes: 0 } }
      let at = local('2026-03-10 06:00', given.zone) as number
      const events = lengths.flatMap(([work, pause], index) => {
        const from = at
        at += (work + pause) * 60_000
        return [
          check(2 * index + 1, 'in', from as Instant),
          check(2 * index + 2, 'out', (from + work * 60_000) as Instant),
        ]
      })
      const last = events.at(-1)!
      const longer = [...events.slice(0, -1), { ...last, at: (last.at + 60_000) as Instant }]
      const worked = (all: readonly CheckEvent[]) => sumDays(rows(of, all)).workedMinutes
      expect(worked(longer)).toBeGreaterThanOrEqual(worked(events))
    }),
  )
})

test('attendance days follow each other without gap or overlap, also over changes of the clock', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(8 * week), (given, offset) => {
      const plan = planOf(given)
      const at = (from + offset) as Instant
      const { day, start, end } = plan.day(plan.dayOf(at))
      expect(start).toBeLessThanOrEqual(at)
      expect(at).toBeLessThan(end)
      expect(plan.day(day + 1).start).toBe(end)
    }),
  )
})

test('ends repeated at the edge of what is read say the same whatever range is asked for', () => {
  const plan = readRules(rulesOf({ name: '', pattern: null, policy: { maxSessionMinutes: 60 }, events: [], days: {} }))
  const of = plan({ id: PersonId.parse(1), groups: [] })
  const times = { '02:57': 'in', '03:57': 'out', '04:01': 'out' } as const
  const events = Object.entries(times).map(([time, direction], index) =>
    check(index + 1, direction, local(`2026-05-05 ${time}`)),
  )
  const days = ['2026-05-04', '2026-05-05', '2026-05-06'].map((date) => LocalDate.parse(date))
  const whole = timesheetDays(of, events, { from: days[0]!, to: days[2]! }, later)
  const alone = days.map((date) => {
    const span = timesheetSpan(of, { from: date, to: date })
    const read = events.filter(({ at }) => span.from <= at && at < span.to)
    return timesheetDays(of, read, { from: date, to: date }, later)[0]
  })
  expect(alone).toEqual(whole)
  expect(whole.map(({ workedMinutes, flags }) => [workedMinutes, flags])).toEqual([
    [64, []],
    [0, []],
    [0, []],
  ])
})

test('of a split shift, time changes the row when its first part ends', () => {
  const plan = readRules(rulesOf({ name: '', pattern: everyDay(shifts('9-13', '15-19')), events: [], days: {} }))
  const of = plan({ id: PersonId.parse(1), groups: [] })
  const events = [check(1, 'in', local('2026-05-05 09:00')), check(2, 'out', local('2026-05-05 12:00'))]
  const days = { first: dayOf('2026-05-05'), last: dayOf('2026-05-05') }
  expect(findNextChange(of, events, days, local('2026-05-05 12:30'))).toBe(local('2026-05-05 13:00'))
})

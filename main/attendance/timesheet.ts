import type { LocalDate } from '../contract/attendance-rules.ts'
import type { Instant } from '../contract/entities.ts'
import {
  type DayStatus,
  type Interval,
  type Session,
  type Stamp,
  type TimesheetDay,
  type TimesheetFlag,
  type TimesheetTotals,
  totalKeys,
} from '../contract/timesheets.ts'
import { applyCorrections, type CheckEvent, type Entry } from './corrections.ts'
import { dateOf, dayNumber, weekBegin } from './date.ts'
import { dayOfStay } from './day-of-stay.ts'
import { breakIn, countMissedTime } from './missed-time.ts'
import type { PersonPlan, PlannedDay } from './schedule.ts'
import { pairEntries, pairingRules, type Stay } from './sessions.ts'
import {
  countShiftBreaksOwed,
  countWork,
  dailyOvertime,
  overtimeInWeek,
  roundPunch,
  roundTo,
  type Span,
} from './worktime.ts'

/** Both ends included. */
export interface DateRange {
  readonly from: LocalDate
  readonly to: LocalDate
}

const minute = 60_000
const forever = Number.POSITIVE_INFINITY

/** Days since 1970-01-01, both ends included. */
export interface DayRange {
  readonly first: number
  readonly last: number
}

/**
 * The events that the timesheet of a range needs: those in this stretch of time, with their corrections and what they
 * correct.
 */
export function timesheetSpan(plan: PersonPlan, range: DateRange): Interval {
  return spanOfDays(plan, daysOf(range))
}

/** Like `timesheetSpan`, by the numbers of the days. */
export function spanOfDays(plan: PersonPlan, range: DayRange): Interval {
  const first = plan.day(firstDay(plan, range.first))
  const last = plan.day(range.last)
  return {
    from: (first.start - plan.reachMinutes * minute) as Instant,
    to: (last.end + plan.reachMinutes * minute) as Instant,
  }
}

/**
 * One row for each day of the range. Which day a stay belongs to, `dayOfStay` says; a day's row does not depend on the
 * range that was asked for.
 *
 * @param events one person's events in `timesheetSpan`, in any order
 * @param now days and sessions that are not over yet are not judged
 */
export function timesheetDays(
  plan: PersonPlan,
  events: readonly CheckEvent[],
  range: DateRange,
  now: Instant,
): TimesheetDay[] {
  return rowsOfDays(plan, events, daysOf(range), now)
}

/**
 * Like `timesheetDays`, by the numbers of the days: for a whole office, reading dates takes longer than counting hours.
 */
export function rowsOfDays(
  plan: PersonPlan,
  events: readonly CheckEvent[],
  { first, last }: DayRange,
  now: Instant,
): TimesheetDay[] {
  const { entries, voided } = applyCorrections(events)
  const moved = entries.filter(({ at, source }) => at !== source.at)
  const changed = new Set(
    [...voided, ...moved]
      .filter(({ source }) => source.kind === 'check')
      .map(({ source }) => dayOfStay(plan, toStay(source))),
  )
  const stays = pairEntries(entries, pairingRules(plan), now)
  const byDay = Map.groupBy(stays, (stay) => dayOfStay(plan, stay))
  const rows: TimesheetDay[] = []
  let week = Number.NaN
  let regular = 0
  for (let day = firstDay(plan, first); day <= last; day++) {
    const planned = plan.day(day)
    const row = timesheetDay(planned, byDay.get(day) ?? [], changed.has(day), now)
    const begin = weekBegin(day, planned.policy.weekStart)
    if (begin !== week) regular = 0
    week = begin
    const { workedMinutes, overtimeMinutes: daily } = row
    const overtimeMinutes = overtimeInWeek(daily, workedMinutes, regular, planned.policy.overtime)
    regular += workedMinutes - daily
    if (day < first) continue
    if (planned.erased) rows.push(toErasedDay(planned))
    else rows.push(overtimeMinutes === daily ? row : { ...row, overtimeMinutes })
  }
  return rows
}

/**
 * The next instant at which a row of these days could differ although nobody wrote anything: a plan or a day ends, or
 * a stay becomes longer than a stay may be.
 *
 * @param events as for `rowsOfDays`
 */
export function findNextChange(
  plan: PersonPlan,
  events: readonly CheckEvent[],
  { first, last }: DayRange,
  now: Instant,
): number {
  let until = forever
  const passes = (at: number) => {
    if (at > now && at < until) until = at
  }
  for (let day = firstDay(plan, first); day <= last; day++) {
    const { intervals, end } = plan.day(day)
    for (const { to } of intervals) passes(to)
    passes(end)
  }
  for (const { at } of events) passes(at + plan.day(plan.dayOf(at)).maxSessionMinutes * minute + 1)
  return until
}

/** The sums of the rows. */
export function sumDays(days: readonly TimesheetTotals[]): TimesheetTotals {
  const sums = Object.fromEntries(totalKeys.map((key) => [key, 0])) as TimesheetTotals
  for (const day of days) for (const key of totalKeys) sums[key] += day[key]
  return sums
}

/** The sums by week or month; `from` is the first day of each, of which the rows may begin later. */
export function sumBy(
  days: readonly TimesheetDay[],
  period: 'week' | 'month',
  weekStart = 1,
): { readonly from: LocalDate; readonly totals: TimesheetTotals }[] {
  const groups = Map.groupBy(days, ({ date }) =>
    period === 'month' ? (`${date.slice(0, 7)}-01` as LocalDate) : dateOf(weekBegin(dayNumber(date), weekStart)),
  )
  return [...groups].map(([from, rows]) => ({ from, totals: sumDays(rows) }))
}

/** A weekly limit needs the week from its beginning. */
function firstDay(plan: PersonPlan, first: number): number {
  const { policy } = plan.day(first)
  return policy.overtime.weeklyAfter === null ? first : weekBegin(first, policy.weekStart)
}

function daysOf({ from, to }: DateRange): DayRange {
  return { first: dayNumber(from), last: dayNumber(to) }
}

/**
 * Whether a day is over for somebody who has not come: its last shift has ended, or for plans by the hour the day
 * itself.
 */
export function isOver(planned: PlannedDay, now: Instant): boolean {
  return now >= (planned.intervals.at(-1)?.to ?? planned.end)
}

function timesheetDay(planned: PlannedDay, stays: readonly Stay[], changed: boolean, now: Instant): TimesheetDay {
  const { policy, intervals, expectedMinutes } = planned
  const spans = toCountedSpans(planned, stays)
  const gaps = spans.slice(1).map(({ from: to }, index) => {
    const gap = { from: spans[index]!.to, to }
    const known = stays[index]!.out !== null && stays[index + 1]!.in !== null
    return { ...gap, breakMinutes: known ? breakIn(gap, intervals) : null }
  })
  const owedByShifts = countShiftBreaksOwed(spans, gaps, intervals, policy.breaks)
  const work = countWork(spans, gaps, policy.breaks, owedByShifts)
  const { rounding } = policy
  const workedMinutes =
    rounding.kind === 'day' ? roundTo(work.workedMinutes, rounding.minutes, rounding.mode) : work.workedMinutes
  const came = stays.length > 0
  const absent = !came && (expectedMinutes ?? 0) > 0 && isOver(planned, now)
  const missed = came
    ? countMissedTime(planned, stays, now)
    : { lateMinutes: 0, earlyMinutes: 0, absentMinutes: absent ? expectedMinutes! : 0 }
  return {
    date: planned.date,
    status: statusOf(planned, came, absent),
    plan: intervals.map(({ from, to }) => ({ from, to })),
    holiday: planned.holiday,
    leave: planned.leave?.name ?? null,
    sessions: stays.map((stay, index) => toSession(stay, spans[index]!)),
    flags: flagsOf(planned, stays, { changed, deducted: work.deductedMinutes > owedByShifts }),
    expectedMinutes: expectedMinutes ?? 0,
    ...work,
    workedMinutes,
    ...missed,
    overtimeMinutes: dailyOvertime(workedMinutes, expectedMinutes, policy.overtime),
    leaveMinutes: planned.leaveMinutes,
  }
}

/** A day whose entries were erased because of their age: nobody was absent, and nothing is to check. */
function toErasedDay({ date }: PlannedDay): TimesheetDay {
  return { date, status: 'erased', plan: [], holiday: null, leave: null, sessions: [], flags: [], ...sumDays([]) }
}

/**
 * The stays as they count: rounded, not before the first shift where that is the rule, and never twice the same time.
 */
function toCountedSpans({ policy, intervals }: PlannedDay, stays: readonly Stay[]): Span[] {
  let free = policy.countBeforeShift ? -forever : (intervals[0]?.from ?? -forever)
  return stays.map(({ in: arrival, out: departure }) => {
    const end = departure && roundPunch(departure.at, departure.zone, policy.rounding, 'out')
    const begin = arrival && Math.max(free, roundPunch(arrival.at, arrival.zone, policy.rounding, 'in'))
    const from = begin ?? end!
    const to = Math.max(from, end ?? from)
    free = Math.max(free, to)
    return { from, to }
  })
}

function toSession(stay: Stay, span: Span): Session {
  return {
    in: stay.in && toStamp(stay.in),
    out: stay.out && toStamp(stay.out),
    running: stay.running,
    minutes: (span.to - span.from) / minute,
  }
}

/** A stay of a single check, as if there were no others. */
function toStay(source: CheckEvent): Pick<Stay, 'in' | 'out'> {
  const entry = { ...source, source, correction: null }
  return source.direction === 'in' ? { in: entry, out: null } : { in: null, out: entry }
}

function toStamp({ at, zone, source, correction }: Entry): Stamp {
  return { at, zone, event: source.id, correction: correction?.id ?? null }
}

function statusOf(
  { employed, expectedMinutes, holiday, leave, leaveMinutes }: PlannedDay,
  came: boolean,
  absent: boolean,
): DayStatus {
  if (came) return 'worked'
  if (!employed) return 'not-employed'
  if (holiday !== null) return 'holiday'
  if (leave && (expectedMinutes === null || (expectedMinutes === 0 && leaveMinutes > 0))) return 'leave'
  if (expectedMinutes === null) return 'free'
  if (expectedMinutes === 0) return 'off'
  return absent ? 'absent' : 'planned'
}

function flagsOf(
  planned: PlannedDay,
  stays: readonly Stay[],
  { changed, deducted }: { readonly changed: boolean; readonly deducted: boolean },
): TimesheetFlag[] {
  const flags: TimesheetFlag[] = []
  if (stays.some((stay) => stay.in === null)) flags.push('missing-in')
  if (stays.some((stay) => stay.out === null && !stay.running)) flags.push('missing-out')
  if (hasEnd(stays, ({ source }) => source.clockMoved)) flags.push('clock-moved')
  if (changed || hasEnd(stays, ({ correction }) => correction !== null)) flags.push('corrected')
  if (deducted) flags.push('break-deducted')
  if (stays.length === 0) return flags
  if (!planned.employed) flags.push('worked-not-employed')
  else if (planned.holiday !== null) flags.push('worked-holiday')
  else if (planned.leave?.part === 'day') flags.push('worked-leave')
  else if (planned.expectedMinutes === 0) flags.push('worked-off-day')
  return flags
}

function hasEnd(stays: readonly Stay[], holds: (entry: Entry) => boolean): boolean {
  return stays.some((stay) => (stay.in && holds(stay.in)) || (stay.out && holds(stay.out)))
}

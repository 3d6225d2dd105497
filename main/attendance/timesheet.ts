import type { LocalDate } from '../contract/attendance.ts'
import type { Instant } from '../contract/entities.ts'
import type {
  DayStatus,
  Interval,
  Session,
  Stamp,
  TimesheetDay,
  TimesheetFlag,
  TimesheetTotals,
} from '../contract/timesheet.ts'
import { applyCorrections, type CheckEvent, type Entry } from './corrections.ts'
import { dateOf, dayNumber, weekBegin } from './date.ts'
import type { PersonPlan, PlannedDay } from './schedule.ts'
import { pairEntries, type Stay } from './sessions.ts'
import {
  breakIn,
  countWork,
  dailyOvertime,
  roundPunch,
  roundTo,
  type Span,
  sharedMinutes,
  weeklyOvertime,
  wholeMinute,
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

/** The events that the timesheet of a range needs: those in this stretch of time, with their corrections and what they correct. */
export function timesheetSpan(plan: PersonPlan, range: DateRange): Interval {
  return spanOfDays(plan, daysOf(range))
}

/** Like `timesheetSpan`, by the numbers of the days. */
export function spanOfDays(plan: PersonPlan, range: DayRange): Interval {
  const first = plan.day(firstDay(plan, range.first))
  const last = plan.day(range.last)
  return {
    from: (first.start - first.policy.longestSessionMinutes * minute) as Instant,
    to: (last.end + last.policy.longestSessionMinutes * minute) as Instant,
  }
}

/**
 * One row for each day of the range. A stay belongs to the attendance day in which it begins; a day's row does not
 * depend on the range that was asked for.
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

/** Like `timesheetDays`, by the numbers of the days: for a whole office, reading dates takes longer than counting hours. */
export function rowsOfDays(
  plan: PersonPlan,
  events: readonly CheckEvent[],
  { first, last }: DayRange,
  now: Instant,
): TimesheetDay[] {
  const { entries, voided } = applyCorrections(events)
  const changed = new Set(
    voided.filter(({ source }) => source.kind === 'check').map(({ source }) => plan.dayOf(source.at)),
  )
  const stays = pairEntries(entries, (at) => plan.day(plan.dayOf(at)).policy, now)
  const byDay = Map.groupBy(stays, (stay) => plan.dayOf((stay.in ?? stay.out)!.at))
  const rows: TimesheetDay[] = []
  let week = Number.NaN
  let regular = 0
  for (let day = firstDay(plan, first); day <= last; day++) {
    const planned = plan.day(day)
    const row = timesheetDay(planned, byDay.get(day) ?? [], changed.has(day), now)
    const begin = weekBegin(day, planned.policy.weekStart)
    if (begin !== week) regular = 0
    week = begin
    const today = row.workedMinutes - row.overtimeMinutes
    const more = weeklyOvertime(regular, today, planned.policy.overtime.weeklyAfter)
    regular += today
    if (day >= first) rows.push(more === 0 ? row : { ...row, overtimeMinutes: row.overtimeMinutes + more })
  }
  return rows
}

/**
 * The next instant at which a row of these days could differ although nobody wrote anything: a plan or a day ends, or
 * a stay becomes longer than a stay may be.
 *
 * @param events as for `rowsOfDays`
 */
export function steadyUntil(
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
    passes(intervals.at(-1)?.to ?? end)
    passes(end)
  }
  for (const { at } of events) passes(at + plan.day(plan.dayOf(at)).policy.longestSessionMinutes * minute + 1)
  return until
}

/** The sums of the rows. */
export function sumDays(days: readonly TimesheetTotals[]): TimesheetTotals {
  const sums = {
    expectedMinutes: 0,
    workedMinutes: 0,
    breakMinutes: 0,
    deductedMinutes: 0,
    lateMinutes: 0,
    earlyMinutes: 0,
    overtimeMinutes: 0,
    absentMinutes: 0,
    leaveMinutes: 0,
  }
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

export const totalKeys = [
  'expectedMinutes',
  'workedMinutes',
  'breakMinutes',
  'deductedMinutes',
  'lateMinutes',
  'earlyMinutes',
  'overtimeMinutes',
  'absentMinutes',
  'leaveMinutes',
] as const

/** A weekly limit needs the week from its beginning. */
function firstDay(plan: PersonPlan, first: number): number {
  const { policy } = plan.day(first)
  return policy.overtime.weeklyAfter === null ? first : weekBegin(first, policy.weekStart)
}

function daysOf({ from, to }: DateRange): DayRange {
  return { first: dayNumber(from), last: dayNumber(to) }
}

/** Whether a day is over for somebody who has not come: its last shift has ended, or for plans by the hour the day itself. */
export function isOver(planned: PlannedDay, now: Instant): boolean {
  return now >= (planned.intervals.at(-1)?.to ?? planned.end)
}

function timesheetDay(planned: PlannedDay, stays: readonly Stay[], changed: boolean, now: Instant): TimesheetDay {
  const { policy, intervals: plan, expectedMinutes } = planned
  const spans = countedSpans(planned, stays)
  const sessions = stays.map((stay, index) => session(stay, spans[index]!))
  const stayMinutes = sessions.reduce((sum, { minutes }) => sum + minutes, 0)
  const breaks = stays.slice(1).flatMap((stay, index) => {
    const before = stays[index]!
    return before.out && stay.in ? [breakIn({ from: spans[index]!.to, to: spans[index + 1]!.from }, plan)] : []
  })
  const work = countWork(stayMinutes, breaks, policy.breaks)
  const { rounding } = policy
  const workedMinutes =
    rounding.kind === 'day' ? roundTo(work.workedMinutes, rounding.minutes, rounding.mode) : work.workedMinutes
  const absent = stays.length === 0 && (expectedMinutes ?? 0) > 0 && isOver(planned, now)
  return {
    date: planned.date,
    status: statusOf(planned, stays.length > 0, absent),
    plan: [...plan],
    holiday: planned.holiday,
    leave: planned.leave?.name ?? null,
    sessions,
    flags: flagsOf(planned, stays, { changed, deducted: work.deductedMinutes > 0 }),
    expectedMinutes: expectedMinutes ?? 0,
    ...work,
    workedMinutes,
    lateMinutes: lateMinutes(planned, stays),
    earlyMinutes: isOver(planned, now) ? earlyMinutes(planned, stays) : 0,
    overtimeMinutes: dailyOvertime(workedMinutes, expectedMinutes, policy.overtime),
    absentMinutes: absent ? expectedMinutes! : 0,
    leaveMinutes: planned.leaveMinutes,
  }
}

/** The stays as they count: rounded, not before the first shift where that is the rule, and never twice the same time. */
function countedSpans({ policy, intervals }: PlannedDay, stays: readonly Stay[]): Span[] {
  let free = policy.countBeforeShift ? -forever : (intervals[0]?.from ?? -forever)
  return stays.map(({ in: arrival, out: departure }) => {
    const end = departure && roundPunch(departure.at, departure.zone, policy.rounding, 'out')
    const begin = arrival && Math.max(free, roundPunch(arrival.at, arrival.zone, policy.rounding, 'in'))
    const from = begin ?? end!
    const to = begin === null || end === null ? from : Math.max(from, end)
    free = Math.max(free, to)
    return { from, to }
  })
}

/** Planned time before the first arrival, on the unrounded clock; 0 when it is within the grace or unknown. */
export function lateMinutes({ intervals, policy }: PlannedDay, stays: readonly Stay[]): number {
  const arrival = stays[0]?.in
  if (!arrival) return 0
  const missed = { from: -forever, to: wholeMinute(arrival.at) }
  const minutes = intervals.reduce((sum, interval) => sum + sharedMinutes(interval, missed), 0)
  return minutes > policy.graceLateMinutes ? minutes : 0
}

/** Planned time after the last departure, on the unrounded clock; 0 when it is within the grace or unknown. */
function earlyMinutes({ intervals, policy }: PlannedDay, stays: readonly Stay[]): number {
  const departure = stays.at(-1)?.out
  if (!departure) return 0
  const missed = { from: wholeMinute(departure.at), to: forever }
  const minutes = intervals.reduce((sum, interval) => sum + sharedMinutes(interval, missed), 0)
  return minutes > policy.graceEarlyMinutes ? minutes : 0
}

function session(stay: Stay, span: Span): Session {
  return {
    in: stay.in && stamp(stay.in),
    out: stay.out && stamp(stay.out),
    running: stay.running,
    minutes: (span.to - span.from) / minute,
  }
}

function stamp({ at, zone, source, correction }: Entry): Stamp {
  return { at, zone, event: source.id, correction: correction?.id ?? null }
}

function statusOf(
  { expectedMinutes, holiday, leave, leaveMinutes }: PlannedDay,
  came: boolean,
  absent: boolean,
): DayStatus {
  if (came) return 'worked'
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
  if (planned.holiday !== null) flags.push('worked-holiday')
  else if (planned.leave?.part === 'day') flags.push('worked-leave')
  else if (planned.expectedMinutes === 0) flags.push('worked-off-day')
  return flags
}

function hasEnd(stays: readonly Stay[], holds: (entry: Entry) => boolean): boolean {
  return stays.some((stay) => (stay.in && holds(stay.in)) || (stay.out && holds(stay.out)))
}

import type { BreakRule, OvertimeRule, Rounding, RoundingMode } from '../contract/attendance.ts'
import type { Interval } from '../contract/timesheet.ts'
import { offsetAt } from './zone.ts'

const minute = 60_000

/** A closed stay as it counts, in ms since the epoch; `to` is not before `from`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Seconds are cut off, so that what a timesheet shows in hours and minutes adds up. */
export function wholeMinute(at: number): number {
  return Math.floor(at / minute) * minute
}

/** A check-in or check-out on the rounded wall clock of its zone; a half goes to the later side. */
export function roundPunch(at: number, zone: string, rounding: Rounding, end: 'in' | 'out'): number {
  const whole = wholeMinute(at)
  if (rounding.kind !== 'punches') return whole
  const offset = offsetAt(at, zone)
  return roundTo((whole + offset) / minute, rounding.minutes, rounding[end]) * minute - offset
}

/** Minutes to a multiple of `step`; a half goes up. */
export function roundTo(minutes: number, step: number, mode: RoundingMode): number {
  if (mode === 'up') return Math.ceil(minutes / step) * step
  if (mode === 'down') return Math.floor(minutes / step) * step
  return Math.floor(minutes / step + 0.5) * step
}

/** Minutes that two stretches of time share. */
export function sharedMinutes(first: Span, second: Span): number {
  return Math.max(0, Math.min(first.to, second.to) - Math.max(first.from, second.from)) / minute
}

/** Minutes of a gap between two stays that are a break: the time between two shifts of the day is none. */
export function breakIn(gap: Span, plan: readonly Interval[]): number {
  const whole = Math.max(0, gap.to - gap.from) / minute
  const between = plan.slice(1).map((next, index) => sharedMinutes(gap, { from: plan[index]!.to, to: next.from }))
  return whole - between.reduce((sum, part) => sum + part, 0)
}

export interface Worked {
  readonly workedMinutes: number
  /** Taken and not paid. */
  readonly breakMinutes: number
  /** Required, not taken and therefore taken off. */
  readonly deductedMinutes: number
}

/**
 * Time worked, from the minutes of the stays and of the breaks between them.
 * Whoever works longer than `afterMinutes` owes a break; what of it was not taken is deducted, but never so much that
 * less than `afterMinutes` is left: one minute more at work never means less time worked.
 */
export function countWork(stayMinutes: number, breaks: readonly number[], rule: BreakRule): Worked {
  const taken = breaks.reduce((sum, length) => sum + length, 0)
  const paid = Math.min(taken, rule.paidMinutes)
  const long = breaks.reduce((sum, length) => sum + (length >= rule.leastMinutes ? length : 0), 0)
  const rested = Math.max(0, long - paid)
  const present = stayMinutes + paid
  const owed = rule.required.map((step) => Math.min(step.minutes - rested, present - step.afterMinutes))
  const deductedMinutes = Math.max(0, ...owed)
  return { workedMinutes: present - deductedMinutes, breakMinutes: taken - paid, deductedMinutes }
}

/** Overtime of one day. @param expectedMinutes null when no schedule says anything: then nothing is over it */
export function dailyOvertime(workedMinutes: number, expectedMinutes: number | null, rule: OvertimeRule): number {
  const after = rule.dailyAfter === 'scheduled' ? expectedMinutes : rule.dailyAfter
  if (after === null) return 0
  const over = workedMinutes - after
  if (over <= 0 || over < rule.leastMinutes) return 0
  return roundTo(over, rule.stepMinutes, 'down')
}

/** What a day adds to overtime because the week's limit is passed. @param regularBefore the week's time so far that is not overtime by the day */
export function weeklyOvertime(regularBefore: number, regularToday: number, limit: number | null): number {
  if (limit === null) return 0
  return Math.min(regularToday, Math.max(0, regularBefore + regularToday - limit))
}

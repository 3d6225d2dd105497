import type { BreakRule, OvertimeRule, Rounding, RoundingMode } from '../contract/attendance-rules.ts'
import { minutesBeforeBreak, type PlannedShift } from './planned-shifts.ts'
import { offsetAt } from './zone.ts'

const minute = 60_000
const forever = Number.POSITIVE_INFINITY

/** A completed stay as it counts, in ms since the epoch; `to` is not before `from`. */
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

/** Minutes of a stretch of time. */
export function lengthOf({ from, to }: Span): number {
  return Math.max(0, to - from) / minute
}

/** Minutes that two stretches of time share. */
export function overlapMinutes(first: Span, second: Span): number {
  return Math.max(0, Math.min(first.to, second.to) - Math.max(first.from, second.from)) / minute
}

/** The time between two stays. */
export interface Gap extends Span {
  /**
   * How much of it was a break; null when an end is forgotten: nothing of it counts as worked, and more is not known.
   */
  readonly breakMinutes: number | null
}

export interface Worked {
  readonly workedMinutes: number
  /** Taken and not paid. */
  readonly breakMinutes: number
  /** Minutes of planned or required breaks that were not taken and are deducted. */
  readonly deductedMinutes: number
}

/**
 * Time worked, from the stays of a day and the time between them.
 * Whoever works longer than `afterMinutes` owes a break. What of it was not rested is deducted, but never so much that
 * less than `afterMinutes` is left: one minute more at work never means less time worked. Rest is all time between two
 * stays that does not count as worked, whether it was a break or not.
 *
 * @param owedByShifts what `countShiftBreaksOwed` says; the longer of the two is deducted
 */
export function countWork(spans: readonly Span[], gaps: readonly Gap[], rule: BreakRule, owedByShifts: number): Worked {
  const taken = sum(gaps, ({ breakMinutes }) => breakMinutes ?? 0)
  const paid = Math.min(taken, rule.paidMinutes)
  const present = sum(spans, lengthOf) + paid
  const rested = Math.max(0, sum(gaps, (gap) => dropShortBreak(lengthOf(gap), rule)) - paid)
  const owed = rule.required.map((step) => Math.min(step.minutes - rested, present - step.afterMinutes))
  const deductedMinutes = Math.max(owedByShifts, ...owed)
  return { workedMinutes: present - deductedMinutes, breakMinutes: taken - paid, deductedMinutes }
}

/**
 * What was not taken of the breaks that shifts have. Half of a shift's work is done without its break, and never less
 * than that half is left. Each shift reaches until the next one begins; the first begins, and the last ends, with the
 * day.
 */
export function countShiftBreaksOwed(
  spans: readonly Span[],
  gaps: readonly Gap[],
  shifts: readonly PlannedShift[],
  rule: BreakRule,
): number {
  if (!rule.deductShiftBreaks) return 0
  let paidLeft = rule.paidMinutes
  return sum(shifts, (shift, index) => {
    const reach = { from: index === 0 ? -forever : shift.from, to: shifts[index + 1]?.from ?? forever }
    const breaks = gaps.filter(({ from }) => reach.from <= from && from < reach.to)
    const paid = Math.min(
      paidLeft,
      sum(breaks, ({ breakMinutes }) => breakMinutes ?? 0),
    )
    paidLeft -= paid
    const rested = sum(breaks, (gap) => dropShortBreak(gap.breakMinutes ?? lengthOf(gap), rule)) - paid
    const present = sum(spans, (span) => overlapMinutes(span, reach)) + paid
    const missing = shift.breakMinutes - Math.max(0, rested)
    return Math.max(0, Math.min(missing, present - minutesBeforeBreak(shift)))
  })
}

function dropShortBreak(minutes: number, { minMinutes }: BreakRule): number {
  return minutes >= minMinutes ? minutes : 0
}

function sum<T>(items: readonly T[], minutesOf: (item: T, index: number) => number): number {
  return items.reduce((total, item, index) => total + minutesOf(item, index), 0)
}

/** Overtime of one day. @param expectedMinutes null when no schedule says anything: then nothing is over it */
export function dailyOvertime(workedMinutes: number, expectedMinutes: number | null, rule: OvertimeRule): number {
  const after = rule.dailyAfter === 'scheduled' ? expectedMinutes : rule.dailyAfter
  return after === null ? 0 : countOvertime(workedMinutes - after, rule)
}

/**
 * A day's overtime when its week is looked at too: what is beyond the week's limit becomes overtime on the day on which
 * it is worked.
 * @param daily what is overtime by the day
 * @param regularBefore the week's time so far that is not overtime by the day
 */
export function overtimeInWeek(
  daily: number,
  workedMinutes: number,
  regularBefore: number,
  rule: OvertimeRule,
): number {
  if (rule.weeklyAfter === null) return daily
  const regular = workedMinutes - daily
  const over = Math.min(regular, Math.max(0, regularBefore + regular - rule.weeklyAfter))
  return countOvertime(daily + over, rule)
}

function countOvertime(minutes: number, rule: OvertimeRule): number {
  return minutes <= 0 || minutes < rule.minMinutes ? 0 : roundTo(minutes, rule.stepMinutes, 'down')
}

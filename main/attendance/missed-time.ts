import type { Instant } from '../contract/entities.ts'
import { netMinutes, type PlannedShift } from './planned-shifts.ts'
import type { PlannedDay } from './schedule.ts'
import type { Stay } from './sessions.ts'
import { lengthOf, overlapMinutes, type Span, wholeMinute } from './worktime.ts'

/** Planned time that a person missed on a day on which they came. */
export interface MissedTime {
  readonly lateMinutes: number
  readonly earlyMinutes: number
  /** Minutes of whole shifts that the person missed, on days with several shifts. */
  readonly absentMinutes: number
}

const forever = Number.POSITIVE_INFINITY

/**
 * Counts what a person missed of each shift, by unrounded times. Coming after the beginning is late and going before
 * the end is early; within the grace nothing counts, beyond it all of it does. Nothing is counted around a forgotten
 * check-in or check-out.
 */
export function countMissedTime({ intervals, policy }: PlannedDay, stays: readonly Stay[], now: Instant): MissedTime {
  const missed = { lateMinutes: 0, earlyMinutes: 0, absentMinutes: 0 }
  for (const away of listAbsences(stays)) {
    for (const [index, shift] of intervals.entries()) {
      const minutes = overlapMinutes(shift, away)
      // A person who is away now may still come back in time.
      if (minutes === 0 || (away.to === forever && now < shift.to)) continue
      const kind = kindOfMiss(away, intervals, index)
      if (kind === 'late' && minutes > policy.graceLateMinutes) missed.lateMinutes += minutes
      if (kind === 'early' && minutes > policy.graceEarlyMinutes) missed.earlyMinutes += minutes
      if (kind === 'absent') missed.absentMinutes += netMinutes(shift)
    }
  }
  return missed
}

/**
 * Minutes of a gap between two stays that are a break: neither the time between two shifts nor what was missed of a
 * shift.
 */
export function breakIn(gap: Span, shifts: readonly PlannedShift[]): number {
  const other = shifts.map((shift, index) => {
    const pause = index === 0 ? 0 : overlapMinutes(gap, { from: shifts[index - 1]!.to, to: shift.from })
    return kindOfMiss(gap, shifts, index) === null ? pause : pause + overlapMinutes(gap, shift)
  })
  return lengthOf(gap) - other.reduce((sum, minutes) => sum + minutes, 0)
}

/**
 * What an absence during a shift counts as. The first shift is judged by the first arrival and the last one by the last
 * departure, so that going outside during them is a break; the others by the stays around the time between shifts.
 */
function kindOfMiss(away: Span, shifts: readonly PlannedShift[], index: number): 'late' | 'early' | 'absent' | null {
  const { from, to } = shifts[index]!
  const fromBegin = away.from <= from
  const untilEnd = to <= away.to
  if (fromBegin && untilEnd && shifts.length > 1) return 'absent'
  if (fromBegin && (index > 0 || away.from === -forever)) return 'late'
  if (untilEnd && (index < shifts.length - 1 || away.to === forever)) return 'early'
  return null
}

/** The times in which a person was certainly away: before, between and after stays whose ends are known. */
function listAbsences(stays: readonly Stay[]): Span[] {
  const away: Span[] = []
  let from: number | null = -forever
  for (const { in: arrival, out: departure } of stays) {
    if (from !== null && arrival !== null) away.push({ from, to: wholeMinute(arrival.at) })
    from = departure && wholeMinute(departure.at)
  }
  if (from !== null) away.push({ from, to: forever })
  return away
}

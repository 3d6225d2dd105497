import type { DayPlan } from '../contract/attendance-rules.ts'
import type { Interval } from '../contract/timesheets.ts'
import { instantAt } from './zone.ts'

/** A shift in real time, with the break that is not expected to be worked. */
export interface PlannedShift extends Interval {
  readonly breakMinutes: number
}

const minute = 60_000

/**
 * The shifts of a day's plan, in order of time; none for days off and plans by the hour.
 * Real time between the two ends counts: a night shift is an hour shorter or longer when the clocks change in it.
 */
export function placeShifts(plan: DayPlan, day: number, zone: string): readonly PlannedShift[] {
  if (plan.kind !== 'shifts') return []
  return plan.shifts
    .toSorted((first, second) => first.start - second.start)
    .map(({ start, end, breakMinutes }) => ({
      from: instantAt(day, start, zone),
      to: instantAt(day, end, zone),
      breakMinutes,
    }))
}

/** Minutes of a shift that are to be worked. */
export function netMinutes({ from, to, breakMinutes }: PlannedShift): number {
  return Math.max(0, (to - from) / minute - breakMinutes)
}

/** How much of a shift is worked before its break, which is taken to lie in the middle. */
export function minutesBeforeBreak(shift: PlannedShift): number {
  return Math.ceil(netMinutes(shift) / 2)
}

/** The part of the shifts that holds the first, or last, `workMinutes` of their work. */
export function partOfShifts(
  shifts: readonly PlannedShift[],
  workMinutes: number,
  part: 'first' | 'last',
): PlannedShift[] {
  let left = workMinutes
  const parts = (part === 'first' ? shifts : shifts.toReversed()).flatMap((shift) => {
    const work = Math.min(left, netMinutes(shift))
    left -= work
    if (work === 0) return []
    if (work === netMinutes(shift)) return [shift]
    const breakMinutes = work > minutesBeforeBreak(shift) ? shift.breakMinutes : 0
    const length = (work + breakMinutes) * minute
    const { from, to } = shift
    return part === 'first'
      ? [{ from, to: (from + length) as Interval['to'], breakMinutes }]
      : [{ from: (to - length) as Interval['from'], to, breakMinutes }]
  })
  return part === 'first' ? parts : parts.toReversed()
}

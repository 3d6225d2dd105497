import type { DayPlan, Pattern, Policy, Shift } from '../../../main/contract/attendance-rules.ts'

const dayMinutes = 1440

/** Returns the minutes of work that a day's plan asks for. */
export function sumPlannedMinutes(day: DayPlan): number {
  switch (day.kind) {
    case 'off':
      return 0
    case 'hours':
      return day.minutes
    case 'shifts':
      return day.shifts.reduce((sum, { start, end, breakMinutes }) => sum + end - start - breakMinutes, 0)
  }
}

/** Returns the minutes that a pattern asks for in one cycle. */
export function patternMinutes(pattern: Pattern): number {
  return pattern.days.reduce((sum, day) => sum + sumPlannedMinutes(day), 0)
}

/** Returns a shift from one time of day to another; one that does not end after it starts ends on the next day. */
export function shiftBetween(shift: Shift, start: number, end: number): Shift {
  const own = end % dayMinutes
  return { ...shift, start, end: own > start ? own : own + dayMinutes }
}

/** The default of a new shift, and of a day that becomes a working day. */
export const standardShift: Shift = { name: '', start: 540, end: 1020, breakMinutes: 60 }

/** Returns a week with the standard shift from Monday to Friday. */
export function standardWeek(): DayPlan[] {
  return Array.from({ length: 7 }, (_, index) =>
    index < 5 ? { kind: 'shifts', shifts: [standardShift] } : { kind: 'off' },
  )
}

/** Tells whether any shift has a break of its own. */
export function hasBreaks(days: readonly DayPlan[]): boolean {
  return shiftsOf(days).some(({ breakMinutes }) => breakMinutes > 0)
}

/** Returns the minutes from start to end of the longest shift; 0 when there is none. */
export function maxShiftMinutes(days: readonly DayPlan[]): number {
  return Math.max(0, ...shiftsOf(days).map(({ start, end }) => end - start))
}

/** Returns the policies whose longest session is shorter than the longest shift. */
export function policiesTooShort(days: readonly DayPlan[], policies: readonly Policy[]): Policy[] {
  const longest = maxShiftMinutes(days)
  return policies.filter(({ maxSessionMinutes }) => maxSessionMinutes < longest)
}

function shiftsOf(days: readonly DayPlan[]): Shift[] {
  return days.flatMap((day) => (day.kind === 'shifts' ? day.shifts : []))
}

import type { DayPlan, Pattern, Shift } from '../../../main/contract/attendance.ts'

const dayMinutes = 1440

/** Minutes of work that a day's plan asks for. */
export function plannedMinutes(day: DayPlan): number {
  switch (day.kind) {
    case 'off':
      return 0
    case 'hours':
      return day.minutes
    case 'shifts':
      return day.shifts.reduce((sum, { start, end, breakMinutes }) => sum + end - start - breakMinutes, 0)
  }
}

/** Minutes that a pattern asks for in one round. */
export function patternMinutes(pattern: Pattern): number {
  return pattern.days.reduce((sum, day) => sum + plannedMinutes(day), 0)
}

/** Minutes after midnight of an input of type time, 17:05; null while it is not complete. */
export function minuteOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})/.exec(time)
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2])
}

/** As an input of type time writes it; beyond midnight the time of the next day. */
export function timeOf(minute: number): string {
  const own = minute % dayMinutes
  return `${String(Math.floor(own / 60)).padStart(2, '0')}:${String(own % 60).padStart(2, '0')}`
}

/** A shift from one time of day to another: one that does not end after it starts ends on the next day. */
export function shiftBetween(shift: Shift, start: number, end: number): Shift {
  const own = end % dayMinutes
  return { ...shift, start, end: own > start ? own : own + dayMinutes }
}

/** What a new shift, and a day that becomes a working day, begin with. */
export const standardShift: Shift = { name: '', start: 540, end: 1020, breakMinutes: 60 }

/** Monday to Friday by the standard shift. */
export function standardWeek(): DayPlan[] {
  return Array.from({ length: 7 }, (_, index) =>
    index < 5 ? { kind: 'shifts', shifts: [standardShift] } : { kind: 'off' },
  )
}

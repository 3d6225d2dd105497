import { dateOf } from '../attendance/date.ts'
import { wallClock } from '../attendance/zone.ts'
import { type AttendanceRules, defaultPolicy, type LocalDate, officeZone } from '../contract/attendance-rules.ts'
import type { Employment } from '../contract/employment.ts'
import type { Context } from './context.ts'

/** Returns today's date in the office's time zone. */
export function officeDay({ rules, now }: Pick<Context, 'rules' | 'now'>): LocalDate {
  return dayIn(rules.current().rules, now())
}

/** Returns the date of an instant in the office's time zone. */
export function dayIn(rules: AttendanceRules, at: number): LocalDate {
  return dateOf(wallClock(at, officeZone(rules)).day)
}

/** Returns the office's working day of an instant: until it begins, a night belongs to the evening before. */
export function workingDayAt(rules: AttendanceRules, at: number): LocalDate {
  const { zone, dayBoundary } = defaultPolicy(rules)
  const { day, minutes } = wallClock(at, zone)
  return dateOf(minutes < dayBoundary ? day - 1 : day)
}

/** Has somebody new work here from the present working day on, where nobody says since when. */
export function employFromToday<T extends { readonly employments?: readonly Employment[] | undefined }>(
  context: Pick<Context, 'rules' | 'now'>,
  details: T,
): T & { employments: readonly Employment[] } {
  return {
    ...details,
    employments: details.employments ?? [
      { joined: workingDayAt(context.rules.current().rules, context.now()), left: null },
    ],
  }
}

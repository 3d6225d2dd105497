import { dateOf } from '../attendance/date.ts'
import { wallClock } from '../attendance/zone.ts'
import { type AttendanceRules, type LocalDate, officeZone } from '../contract/attendance-rules.ts'
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

/** Has somebody new work here from today on, where nobody says since when. */
export function employFromToday<T extends { readonly employments?: readonly Employment[] | undefined }>(
  context: Pick<Context, 'rules' | 'now'>,
  details: T,
): T & { employments: readonly Employment[] } {
  return { ...details, employments: details.employments ?? [{ joined: officeDay(context), left: null }] }
}

import type { LocalDate } from '../contract/attendance-rules.ts'

/** Days between 1970-01-01 and a date; both are plain calendar days without a zone. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000
}

/** The date that lies `day` days after 1970-01-01. */
export function dateOf(day: number): LocalDate {
  return new Date(day * 86_400_000).toISOString().slice(0, 10) as LocalDate
}

/** 1 for Monday to 7 for Sunday; day 0 was a Thursday. */
export function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The first day of the week that contains `day`, for weeks that begin on `weekStart` (1 Monday, 7 Sunday). */
export function weekBegin(day: number, weekStart: number): number {
  return day - ((weekday(day) - weekStart + 7) % 7)
}

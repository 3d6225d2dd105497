import { createHash } from 'node:crypto'
import type { LocalDate } from '../contract/attendance-rules.ts'
import type { OwnMonth } from '../contract/hours.ts'
import type { TimesheetDay, TimesheetTotals } from '../contract/timesheets.ts'
import { dateOf, dayNumber } from './date.ts'
import { sumDays } from './timesheet.ts'

/** The figures that are confirmed. With another one, every month that was ever confirmed would look changed. */
const confirmed = [
  ...(['expectedMinutes', 'workedMinutes', 'breakMinutes', 'deductedMinutes', 'lateMinutes', 'earlyMinutes'] as const),
  ...(['overtimeMinutes', 'absentMinutes', 'leaveMinutes'] as const),
] as const satisfies readonly (keyof TimesheetTotals)[]

/** The days of a month, both ends included. @param month as 2026-05 */
export function datesOfMonth(month: string): { readonly from: LocalDate; readonly to: LocalDate } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const first = Date.UTC(year, number - 1) / 86_400_000
  return { from: dateOf(first), to: dateOf(Date.UTC(year, number) / 86_400_000 - 1) }
}

/** The month of these days; null when they are not all days of one. */
export function monthOfDates({ from, to }: { readonly from: LocalDate; readonly to: LocalDate }): string | null {
  const month = from.slice(0, 7)
  const whole = datesOfMonth(month)
  return whole.from === from && whole.to === to ? month : null
}

/** The month before another. @param month as 2026-05 */
export function monthBefore(month: string): string {
  return dateOf(dayNumber(datesOfMonth(month).from) - 1).slice(0, 7)
}

/**
 * SHA-256 over the times and figures of days, in hexadecimal digits. Remarks do not count: a correction and the
 * opposite of it change nothing.
 */
export function digestOfDays(days: readonly TimesheetDay[]): string {
  const lines = days.map((day) => [
    ...[day.date, day.status, day.holiday, day.leave, ...confirmed.map((key) => day[key])],
    day.sessions.map((session) => [session.in?.at ?? null, session.out?.at ?? null]),
  ])
  return createHash('sha256')
    .update(JSON.stringify(['rollcall hours', 1, lines]))
    .digest('hex')
}

/**
 * What somebody is shown of one of their months.
 * @param days all of the month's @param today the working day that it is for them
 * @param isRequested whether a correction of a day was requested
 */
export function ownMonth(
  month: string,
  days: readonly TimesheetDay[],
  today: LocalDate,
  isRequested: (date: LocalDate) => boolean,
): Omit<OwnMonth, 'confirmation'> {
  const over = days.filter(({ date }) => date < today)
  const isPlanned = days.some(({ expectedMinutes }) => expectedMinutes > 0)
  const { workedMinutes, expectedMinutes } = sumDays(over)
  const shown = days.filter(
    ({ date, status, sessions }) => date <= today && (status !== 'not-employed' || sessions.length > 0),
  )
  return {
    month,
    days: shown.map(({ date, status, holiday, leave, flags, sessions, ...day }) => ({
      ...{ date, status, holiday, leave, flags: [...flags] },
      ...{ expectedMinutes: day.expectedMinutes, workedMinutes: day.workedMinutes },
      sessions: sessions.map((session) => ({
        running: session.running,
        in: session.in?.at ?? null,
        out: session.out?.at ?? null,
      })),
      isRequested: isRequested(date),
    })),
    workedMinutes: sumDays(days).workedMinutes,
    balance:
      isPlanned && over.length > 0 ? { minutes: workedMinutes - expectedMinutes, through: over.at(-1)!.date } : null,
    isFinished: over.length === days.length && !days.some(({ sessions }) => sessions.some(({ running }) => running)),
    digest: digestOfDays(days),
  }
}

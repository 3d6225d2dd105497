import type { LocalDate } from '../../main/contract/attendance-rules.ts'

export const periods = ['day', 'week', 'month'] as const
export type Period = (typeof periods)[number]

/** A range of dates, both ends included. */
export interface Dates {
  readonly from: LocalDate
  readonly to: LocalDate
}

const dayLength = 86_400_000

/** Returns the date at an instant, in the machine's time zone. */
export function localDate(at: number): LocalDate {
  const date = new Date(at)
  return dateOf(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()))
}

/** Returns the machine's midnight at which a date begins. */
export function midnight(date: LocalDate): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day).getTime()
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(Date.parse(date) + days * dayLength)
}

/** Returns the weekday: 1 is Monday, 7 Sunday. */
export function weekday(date: LocalDate): number {
  return new Date(date).getUTCDay() || 7
}

/** Returns the day, week or month that contains `date`; weeks begin on `firstDay`. */
export function periodOf(period: Period, date: LocalDate, firstDay: number): Dates {
  switch (period) {
    case 'day':
      return { from: date, to: date }
    case 'week': {
      const from = addDays(date, -((weekday(date) - firstDay + 7) % 7))
      return { from, to: addDays(from, 6) }
    }
    case 'month': {
      const [year = 0, month = 1] = date.split('-').map(Number)
      return { from: dateOf(Date.UTC(year, month - 1, 1)), to: dateOf(Date.UTC(year, month, 0)) }
    }
  }
}

/** Moves a date to the next (1) or the previous (-1) period, to the same day of it where there is one. */
export function step(period: Period, date: LocalDate, by: 1 | -1): LocalDate {
  if (period === 'day') return addDays(date, by)
  if (period === 'week') return addDays(date, 7 * by)
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate()
  return dateOf(Date.UTC(year, month - 1 + by, Math.min(day, last)))
}

/** Returns the first day of a month that is written as 2026-05. */
export function monthOf(month: string): LocalDate {
  return `${month}-01` as LocalDate
}

/** Lists every date from the first to the last. */
export function daysOf({ from, to }: Dates): LocalDate[] {
  const length = (Date.parse(to) - Date.parse(from)) / dayLength + 1
  return Array.from({ length }, (_, index) => addDays(from, index))
}

function dateOf(at: number): LocalDate {
  return new Date(at).toISOString().slice(0, 10) as LocalDate
}

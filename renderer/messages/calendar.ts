import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import { capitalised } from './format.ts'

/** Days, weeks and lengths of time as a language writes them. Days are days of a calendar, without a zone. */
export interface CalendarFormat {
  /** The first day of the week where the language is spoken: 1 is Monday, 7 Sunday. */
  readonly firstDay: number
  /** "Fri" for 5 */
  weekday(day: number): string
  /** "Fri 24 Jul" */
  day(date: LocalDate): string
  /** "Friday, 24 July 2026" */
  fullDay(date: LocalDate): string
  /** "24 Jul 2026" */
  date(date: LocalDate): string
  /** "July 2026" */
  month(date: LocalDate): string
  /** "24 – 30 Jul 2026" */
  range(from: LocalDate, to: LocalDate): string
  /** "7:05" for 425 minutes: a length, "1,204:30", or a time of day after midnight. */
  hours(minutes: number): string
  /** "12 min", "2:05 h" */
  length(minutes: number): string
}

/** 1970-01-05 was a Monday. */
const monday = Date.UTC(1970, 0, 5)
const dayLength = 86_400_000

export function createCalendarFormat(locale: string): CalendarFormat {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const weekday = of({ weekday: 'short' })
  const day = of({ weekday: 'short', day: 'numeric', month: 'short' })
  const fullDay = of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const date = of({ day: 'numeric', month: 'short', year: 'numeric' })
  const month = of({ month: 'long', year: 'numeric' })
  const wholeHours = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const hours = (minutes: number) =>
    `${wholeHours.format(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`
  const shortMinutes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' })
  return {
    firstDay: firstDayOf(locale),
    weekday: (number) => weekday.format(monday + (number - 1) * dayLength),
    day: (value) => day.format(Date.parse(value)),
    fullDay: (value) => capitalised(fullDay.format(Date.parse(value)), locale),
    date: (value) => date.format(Date.parse(value)),
    month: (value) => capitalised(month.format(Date.parse(value)), locale),
    range: (from, to) => date.formatRange(Date.parse(from), Date.parse(to)),
    hours,
    length: (minutes) => (minutes < 60 ? shortMinutes.format(minutes) : `${hours(minutes)} h`),
  }
}

/** Regions whose weeks begin on another day than Monday; asked of the browser where it knows (Intl Locale Info). */
function firstDayOf(locale: string): number {
  const own: Intl.Locale & { getWeekInfo?: () => { readonly firstDay: number } } = new Intl.Locale(locale)
  return own.getWeekInfo?.().firstDay ?? 1
}

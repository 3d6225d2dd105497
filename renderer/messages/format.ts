import type { Instant } from '../../main/contract/entities.ts'
import type { Settings } from '../../main/contract/settings.ts'

export type DayPart = 'morning' | 'afternoon' | 'evening'

/** Dates and numbers as a language writes them, in the time zone of the machine. */
export interface Format {
  time(at: number): string
  timeWithSeconds(at: number): string
  /** The time of day by minutes after midnight; beyond a day, that of the next one. */
  timeOfDay(minute: number): string
  /** A whole hour of the day on an axis: "8 PM" for 20, or just "20". */
  hourOfDay(hour: number): string
  /** "Friday, 24 July 2026", as it stands by itself */
  day(at: number): string
  /** "Friday, 24 July 2026 at 14:05" */
  dayAndTime(at: number): string
  /** "24 Jul 2026" */
  date(at: number): string
  /** Two decimals: a similarity or a threshold. */
  similarity(value: number): string
  number(value: number): string
  /** The size of a file, in kilobytes, megabytes or gigabytes. */
  bytes(value: number): string
  /** Up to two decimals; `share` is 0..1. */
  percent(share: number): string
  /** Whole per cent, for shares of few. */
  wholePercent(share: number): string
}

/** The locale of somebody who counts hours to 12 or to 24, whatever their language does. */
export function withClock(locale: string, clock: Settings['clock']): string {
  if (clock === 'system') return locale
  return new Intl.Locale(locale, { hourCycle: clock === '12' ? 'h12' : 'h23' }).toString()
}

export function createFormat(locale: string): Format {
  const twelve = countsToTwelve(locale)
  const hour = twelve ? 'numeric' : '2-digit'
  const time = new Intl.DateTimeFormat(locale, { hour, minute: '2-digit' })
  const seconds = new Intl.DateTimeFormat(locale, { hour, minute: '2-digit', second: '2-digit' })
  const timeOfDay = new Intl.DateTimeFormat(locale, { hour, minute: '2-digit', timeZone: 'UTC' })
  const wholeHour = new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const dayAndTime = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour, minute: '2-digit' },
  })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const similarity = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const wholePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
  return {
    time: (at) => time.format(at),
    hourOfDay: (value) => (twelve ? wholeHour.format(value * 3_600_000) : String(((value % 24) + 24) % 24)),
    timeOfDay: (minute) => timeOfDay.format(minute * 60_000),
    timeWithSeconds: (at) => seconds.format(at),
    day: (at) => capitalised(day.format(at), locale),
    dayAndTime: (at) => dayAndTime.format(at),
    date: (at) => date.format(at),
    similarity: (value) => similarity.format(value),
    number: (value) => number.format(value),
    bytes: (value) => bytes(locale, value),
    percent: (share) => percent.format(share),
    wholePercent: (share) => wholePercent.format(share),
  }
}

/** What stands by itself begins with a capital, also where days and months have small ones, as in Spanish. */
export function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}

function bytes(locale: string, value: number): string {
  const [unit, size] =
    value < 1e6
      ? (['kilobyte', 1e3] as const)
      : value < 1e9
        ? (['megabyte', 1e6] as const)
        : (['gigabyte', 1e9] as const)
  const maximumFractionDigits = value < 1e6 ? 0 : 1
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits }).format(value / size)
}

/** Whether the hours of a day are counted to twelve, twice, where a language is spoken. */
function countsToTwelve(locale: string): boolean {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true
}

/** Morning until noon, afternoon until six. */
export function dayPart(at: number): DayPart {
  const hour = new Date(at).getHours()
  if (hour >= 4 && hour < 12) return 'morning'
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening'
}

/** Midnight at which the local day of `at` begins, moved by whole days (right across daylight-saving changes). */
export function startOfDay(at: number, days = 0): Instant {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime() as Instant
}

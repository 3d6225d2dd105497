import type { Instant } from '../../main/contract/entities.ts'
import type { DayPart } from './en.ts'

/** Dates and numbers as a language writes them, in the time zone of the machine. */
export interface Format {
  time(at: number): string
  timeWithSeconds(at: number): string
  /** "Friday, 24 July 2026" */
  day(at: number): string
  /** "24 Jul 2026" */
  date(at: number): string
  /** Two decimals: a similarity or a threshold. */
  similarity(value: number): string
  number(value: number): string
  /** Up to two decimals; `share` is 0..1. */
  percent(share: number): string
  /** Whole per cent, for shares of few. */
  wholePercent(share: number): string
}

export function createFormat(locale: string): Format {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const seconds = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const similarity = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const wholePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
  return {
    time: (at) => time.format(at),
    timeWithSeconds: (at) => seconds.format(at),
    day: (at) => day.format(at),
    date: (at) => date.format(at),
    similarity: (value) => similarity.format(value),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    wholePercent: (share) => wholePercent.format(share),
  }
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

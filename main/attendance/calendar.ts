import ICAL from 'ical.js'
import type { Holiday, LocalDate } from '../contract/attendance.ts'
import { AppError } from '../contract/errors.ts'
import { dateOf, dayNumber } from './date.ts'

export interface HolidayImport {
  /** In order of date. */
  readonly holidays: readonly Holiday[]
  /** Entries with a time of day: meetings, not holidays. */
  readonly skipped: number
}

/** Longer series are cut: a broken rule must not go on for ever. */
const longestSeries = 10_000

/**
 * The whole-day entries of an iCalendar file (.ics, RFC 5545) from `from` to `to`, both included, repeated ones and
 * their exceptions worked out, and an entry of several days once for each of them.
 * @throws AppError `file-unreadable` when the text is no calendar
 */
export function readHolidays(text: string, from: LocalDate, to: LocalDate): HolidayImport {
  const first = dayNumber(from)
  const last = dayNumber(to)
  const found: Holiday[] = []
  let skipped = 0
  for (const event of parseEvents(text)) {
    if (!event.startDate?.isDate) {
      skipped += 1
      continue
    }
    for (const { day, days, name } of occurrences(event, last)) {
      for (let next = Math.max(day, first); next < day + days && next <= last; next++) {
        found.push({ date: dateOf(next), name })
      }
    }
  }
  const unique = new Map(found.map((holiday) => [`${holiday.date}\n${holiday.name}`, holiday]))
  const holidays = [...unique.values()].sort((one, other) =>
    one.date < other.date ? -1 : one.date > other.date ? 1 : 0,
  )
  return { holidays, skipped }
}

function parseEvents(text: string): ICAL.Event[] {
  const malformed = (cause?: unknown) =>
    new AppError('file-unreadable', 'This file is no calendar. Choose a file that ends in .ics.', { cause })
  if (!text.includes('BEGIN:VCALENDAR')) throw malformed()
  try {
    // A file may hold several calendars one after another: then the parser gives an array of them.
    const parsed: unknown[] = ICAL.parse(text.replace(/^\uFEFF/, ''))
    const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][]
    return calendars
      .flatMap((calendar) => new ICAL.Component(calendar).getAllSubcomponents('vevent'))
      .filter((component) => component.getFirstPropertyValue('status') !== 'CANCELLED')
      .map((component) => new ICAL.Event(component))
      .filter((event) => !event.isRecurrenceException())
  } catch (cause) {
    throw malformed(cause)
  }
}

function* occurrences(event: ICAL.Event, last: number): Generator<{ day: number; days: number; name: string }> {
  const details = (item: ICAL.Event, start: ICAL.Time, end: ICAL.Time) => {
    const day = dayOf(start)
    return { day, days: Math.max(1, dayOf(end) - day), name: item.summary ?? '' }
  }
  if (!event.isRecurring()) {
    yield details(event, event.startDate, event.endDate)
    return
  }
  // The library goes on to 1 March in common years; RFC 5545 (3.3.10) leaves days out that are none.
  const rule = event.component.getFirstPropertyValue('rrule')
  const leapDay =
    rule instanceof ICAL.Recur && rule.freq === 'YEARLY' && event.startDate.month === 2 && event.startDate.day === 29
  const series = event.iterator()
  for (let count = 0; count < longestSeries; count++) {
    const next = series.next()
    if (!next || dayOf(next) > last) return
    if (leapDay && next.day !== 29) continue
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    yield details(item, startDate, endDate)
  }
}

function dayOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day) / 86_400_000
}

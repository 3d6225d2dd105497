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
/** More entries than this are no list of holidays; the library's time grows with their square. */
const maxEvents = 5_000
/** Days that all entries together may name; a year of holidays has a few dozen. */
const maxDays = 20_000
/** Milliseconds for all rules together: one of them is read in less than one. */
const maxReadingTime = 3_000
/** Whole days repeat daily at most. Rarer matches of finer rules are looked for second by second, without an end. */
const holidayFrequencies: ReadonlySet<string> = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])

/**
 * The whole-day entries of an iCalendar file (.ics, RFC 5545) from `from` to `to`, both included, repeated ones and
 * their exceptions worked out, and an entry of several days once for each of them.
 * @throws AppError `file-unreadable` when the text is no calendar, or names more days than holidays do
 */
export function readHolidays(text: string, from: LocalDate, to: LocalDate): HolidayImport {
  const first = dayNumber(from)
  const last = dayNumber(to)
  const unique = new Map<string, Holiday>()
  let skipped = 0
  let days = 0
  const deadline = performance.now() + maxReadingTime
  if (text.split('BEGIN:VEVENT', maxEvents + 2).length > maxEvents + 1) throw tooMuch()
  for (const event of parseEvents(text)) {
    if (performance.now() > deadline) throw tooMuch()
    if (!event.startDate?.isDate || !repeatsByDay(event)) {
      skipped += 1
      continue
    }
    for (const { day, days: length, name } of readable(occurrences(event, last))) {
      if (performance.now() > deadline) throw tooMuch()
      for (let next = Math.max(day, first); next < day + length && next <= last; next++) {
        days += 1
        if (days > maxDays) throw tooMuch()
        const date = dateOf(next)
        unique.set(`${date}\n${name}`, { date, name })
      }
    }
  }
  const holidays = [...unique.values()].sort((one, other) =>
    one.date < other.date ? -1 : one.date > other.date ? 1 : 0,
  )
  return { holidays, skipped }
}

/** A rule that contradicts itself is found out only when it is followed. */
function* readable<T>(items: Iterable<T>): Generator<T> {
  try {
    yield* items
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('file-unreadable', 'This calendar has a rule that cannot be read. Choose another one.', {
      cause,
    })
  }
}

function repeatsByDay(event: ICAL.Event): boolean {
  const rules = event.component.getAllProperties('rrule').map((property) => property.getFirstValue())
  return rules.every(
    (rule) =>
      rule instanceof ICAL.Recur &&
      holidayFrequencies.has(rule.freq) &&
      // "Daily, on 30 February" is looked for day by day, without an end.
      (rule.freq !== 'DAILY' || Object.keys(rule.parts).length === 0),
  )
}

function tooMuch(): AppError {
  const message = `This calendar names more than ${maxDays.toLocaleString('en')} days or ${maxEvents.toLocaleString('en')} entries. Choose one that holds public holidays only.`
  return new AppError('file-unreadable', message)
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

import ICAL from 'ical.js'
import type { Holiday, LocalDate } from '../contract/attendance-rules.ts'
import { AppError } from '../contract/errors.ts'
import { dateOf, dayNumber } from './date.ts'

export interface HolidayImport {
  /** In order of date. */
  readonly holidays: readonly Holiday[]
  /** Number of entries that are not whole days: meetings, and events that repeat within a day. */
  readonly skipped: number
}

export const maxEvents = 5_000
/** The most days that are read, counting each day of each repetition. */
export const maxDays = 20_000
/** Longer series are cut off, because a broken rule could be endless. */
const maxOccurrences = 10_000
const maxNameLength = 200
/** The frequencies that whole days can have. */
const holidayFrequencies: ReadonlySet<string> = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])

/**
 * The whole-day entries of an iCalendar file (.ics, RFC 5545) from `from` to `to`, both included, repeated ones and
 * their exceptions worked out, and an entry of several days once for each of them. Some files keep this busy for ever:
 * `readCalendar` gives it a thread and a deadline.
 * @throws AppError `calendar-unreadable` when the text is no calendar, `calendar-too-large`
 */
export function readHolidays(text: string, from: LocalDate, to: LocalDate): HolidayImport {
  try {
    return holidaysOf(text, from, to)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw unreadableError(cause)
  }
}

function holidaysOf(text: string, from: LocalDate, to: LocalDate): HolidayImport {
  const first = dayNumber(from)
  const last = dayNumber(to)
  const names = new Map<number, Set<string>>()
  let days = 0
  let skipped = 0
  for (const event of parseEvents(text)) {
    if (!event.startDate?.isDate || !repeatsByDay(event)) {
      skipped += 1
      continue
    }
    for (const each of occurrences(event, last)) {
      for (let day = Math.max(each.day, first); day < each.day + each.days && day <= last; day++) {
        days += 1
        if (days > maxDays) throw tooLargeError(`more than ${maxDays.toLocaleString('en')} days`)
        const ofDay = names.get(day)
        if (ofDay === undefined) names.set(day, new Set([each.name]))
        else ofDay.add(each.name)
      }
    }
  }
  const holidays = [...names]
    .sort(([one], [other]) => one - other)
    .flatMap(([day, ofDay]) => [...ofDay].map((name) => ({ date: dateOf(day), name })))
  return { holidays, skipped }
}

function parseEvents(text: string): ICAL.Event[] {
  if (!text.includes('BEGIN:VCALENDAR')) throw unreadableError()
  if ([...text.matchAll(/^BEGIN:VEVENT/gim)].length > maxEvents) {
    throw tooLargeError(`more than ${maxEvents.toLocaleString('en')} entries`)
  }
  // A file may hold several calendars one after another: then the parser gives an array of them.
  const parsed: unknown[] = ICAL.parse(text.replace(/^\uFEFF/, ''))
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][]
  return calendars.flatMap(eventsOf)
}

function eventsOf(calendar: unknown[]): ICAL.Event[] {
  const components = new ICAL.Component(calendar).getAllSubcomponents('vevent')
  const isException = (component: ICAL.Component) => component.hasProperty('recurrence-id')
  // Passed to the library, which would otherwise search the whole calendar for each event and take the exceptions of
  // others.
  const exceptions = Map.groupBy(components.filter(isException), uidOf)
  return components
    .filter((each) => !isException(each) && each.getFirstPropertyValue('status') !== 'CANCELLED')
    .map((each) => new ICAL.Event(each, { strictExceptions: false, exceptions: exceptions.get(uidOf(each)) ?? [] }))
}

function uidOf(component: ICAL.Component): string {
  return String(component.getFirstPropertyValue('uid'))
}

/** Whether a rule repeats by days at the finest. The library can search endlessly for rare matches of finer rules. */
function repeatsByDay(event: ICAL.Event): boolean {
  const rules = event.component.getAllProperties('rrule').map((property) => property.getFirstValue())
  return rules.every(
    (rule) =>
      rule instanceof ICAL.Recur &&
      holidayFrequencies.has(rule.freq) &&
      (rule.freq !== 'DAILY' || Object.keys(rule.parts).length === 0),
  )
}

function unreadableError(cause?: unknown): AppError {
  return new AppError('calendar-unreadable', 'This file isn’t a calendar. Choose a file that ends in .ics.', { cause })
}

function tooLargeError(what: string): AppError {
  const message = `This calendar has ${what}. Export a shorter time, or only the holidays, from the calendar.`
  return new AppError('calendar-too-large', message)
}

function* occurrences(event: ICAL.Event, last: number): Generator<{ day: number; days: number; name: string }> {
  const toOccurrence = (item: ICAL.Event, start: ICAL.Time, end: ICAL.Time) => {
    const day = dayOf(start)
    return { day, days: Math.max(1, dayOf(end) - day), name: shorten(item.summary ?? '') }
  }
  const { component, startDate: start, endDate: end } = event
  const rule = component.getFirstPropertyValue('rrule')
  // The library ignores the start when there is a list of dates; RFC 5545 (3.8.5.2) counts it.
  if (rule === null && !isLeftOut(component, start)) yield toOccurrence(event, start, end)
  if (!event.isRecurring()) return
  const leapDay = start.month === 2 && start.day === 29 && rule instanceof ICAL.Recur && keepsDayOfMonth(rule)
  const series = event.iterator()
  for (let count = 0; count < maxOccurrences; count++) {
    const next = series.next()
    if (!next || dayOf(next) > last) return
    // The library moves to 1 March in common years; RFC 5545 (3.3.10) skips dates that do not exist.
    if (leapDay && next.day !== 29) continue
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    yield toOccurrence(item, startDate, endDate)
  }
}

/** Whether a yearly rule takes the day from the start: `BYMONTHDAY=-1` and the like name days of their own. */
function keepsDayOfMonth({ freq, parts }: ICAL.Recur): boolean {
  return freq === 'YEARLY' && Object.keys(parts).every((part) => part === 'BYMONTH')
}

function isLeftOut(component: ICAL.Component, start: ICAL.Time): boolean {
  const dates = component.getAllProperties('exdate').flatMap((property) => property.getValues() as ICAL.Time[])
  return dates.some((date) => dayOf(date) === dayOf(start))
}

function dayOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day) / 86_400_000
}

/** Shortens a holiday's name to its maximum, without cutting a surrogate pair. */
function shorten(name: string): string {
  return name.slice(0, maxNameLength).replace(/[\uD800-\uDBFF]$/, '')
}

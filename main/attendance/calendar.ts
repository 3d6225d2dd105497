import ICAL from 'ical.js'
import type { Holiday, LocalDate } from '../contract/attendance.ts'
import { AppError } from '../contract/errors.ts'
import { dateOf, dayNumber } from './date.ts'

export interface HolidayImport {
  /** In order of date. */
  readonly holidays: readonly Holiday[]
  /** Entries that are no whole days: meetings, and what repeats within a day. */
  readonly skipped: number
}

export const maxEvents = 5_000
/** In all, each day of each repetition counted. */
export const maxDays = 20_000
/** Longer series are cut: a broken rule must not go on for ever. */
const maxOccurrences = 10_000
const maxNameLength = 200
/** Whole days repeat daily at most. */
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
    throw malformed(cause)
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
        if (days > maxDays) throw tooLarge(`more than ${maxDays.toLocaleString('en')} days`)
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
  if (!text.includes('BEGIN:VCALENDAR')) throw malformed()
  if ([...text.matchAll(/^BEGIN:VEVENT/gim)].length > maxEvents) {
    throw tooLarge(`more than ${maxEvents.toLocaleString('en')} entries`)
  }
  // A file may hold several calendars one after another: then the parser gives an array of them.
  const parsed: unknown[] = ICAL.parse(text.replace(/^\uFEFF/, ''))
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][]
  return calendars.flatMap(eventsOf)
}

function eventsOf(calendar: unknown[]): ICAL.Event[] {
  const components = new ICAL.Component(calendar).getAllSubcomponents('vevent')
  const isException = (component: ICAL.Component) => component.hasProperty('recurrence-id')
  // Left to itself the library looks through the whole calendar for every event, and takes the exceptions of others too.
  const exceptions = Map.groupBy(components.filter(isException), uidOf)
  return components
    .filter((each) => !isException(each) && each.getFirstPropertyValue('status') !== 'CANCELLED')
    .map((each) => new ICAL.Event(each, { strictExceptions: false, exceptions: exceptions.get(uidOf(each)) ?? [] }))
}

function uidOf(component: ICAL.Component): string {
  return String(component.getFirstPropertyValue('uid'))
}

/** Rarer matches of finer rules are looked for second by second, or day by day, without an end. */
function repeatsByDay(event: ICAL.Event): boolean {
  const rules = event.component.getAllProperties('rrule').map((property) => property.getFirstValue())
  return rules.every(
    (rule) =>
      rule instanceof ICAL.Recur &&
      holidayFrequencies.has(rule.freq) &&
      (rule.freq !== 'DAILY' || Object.keys(rule.parts).length === 0),
  )
}

function malformed(cause?: unknown): AppError {
  return new AppError('calendar-unreadable', 'This file is no calendar. Choose a file that ends in .ics.', { cause })
}

function tooLarge(what: string): AppError {
  const message = `This calendar has ${what}. Export a shorter time, or only the holidays, from the calendar.`
  return new AppError('calendar-too-large', message)
}

function* occurrences(event: ICAL.Event, last: number): Generator<{ day: number; days: number; name: string }> {
  const details = (item: ICAL.Event, start: ICAL.Time, end: ICAL.Time) => {
    const day = dayOf(start)
    return { day, days: Math.max(1, dayOf(end) - day), name: shortened(item.summary ?? '') }
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
  for (let count = 0; count < maxOccurrences; count++) {
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

/** As long as a holiday's name may be, no character cut in two. */
function shortened(name: string): string {
  return name.slice(0, maxNameLength).replace(/[\uD800-\uDBFF]$/, '')
}

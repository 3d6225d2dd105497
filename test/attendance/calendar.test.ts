import { describe, expect, test } from 'vitest'
import { maxDays, maxEvents, readHolidays } from '../../main/attendance/calendar.ts'
import { LocalDate } from '../../main/contract/attendance.ts'
import { AppError } from '../../main/contract/errors.ts'

function read(events: readonly string[], from = '2026-01-01', to = '2026-12-31') {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events, 'END:VCALENDAR', '']
  return readHolidays(lines.join('\r\n'), LocalDate.parse(from), LocalDate.parse(to))
}

function event(...lines: readonly string[]): string {
  return ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'].join('\r\n')
}

describe('holidays from an iCalendar file', () => {
  test('one day, with escaped and folded text', () => {
    const { holidays } = read([event('DTSTART;VALUE=DATE:20260501', 'SUMMARY:Labour Day\\, als', ' o May Day')])
    expect(holidays).toEqual([{ date: '2026-05-01', name: 'Labour Day, also May Day' }])
  })

  test('the end is not included, and without one it is a single day', () => {
    const { holidays } = read([event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Christmas')])
    expect(holidays.map(({ date }) => date)).toEqual(['2026-12-24', '2026-12-25', '2026-12-26'])
  })

  test('yearly repetition, also over years without the day', () => {
    const leap = event('DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY', 'SUMMARY:Leap')
    expect(read([leap], '2026-01-01', '2032-12-31').holidays.map(({ date }) => date)).toEqual([
      '2028-02-29',
      '2032-02-29',
    ])
  })

  test('the fourth Thursday of November, with one year left out', () => {
    const series = [
      'DTSTART;VALUE=DATE:20201126',
      'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      'EXDATE;VALUE=DATE:20271125',
    ]
    const { holidays } = read([event(...series, 'SUMMARY:Thanksgiving')], '2026-01-01', '2028-12-31')
    expect(holidays.map(({ date }) => date)).toEqual(['2026-11-26', '2028-11-23'])
  })

  test('one occurrence of a series that was moved', () => {
    const series = event('DTSTART;VALUE=DATE:20250310', 'RRULE:FREQ=YEARLY', 'SUMMARY:Founding day')
    const moved = event(
      'RECURRENCE-ID;VALUE=DATE:20260310',
      'DTSTART;VALUE=DATE:20260311',
      'SUMMARY:Founding day (moved)',
    )
    expect(read([series, moved], '2026-01-01', '2027-12-31').holidays).toEqual([
      { date: '2026-03-11', name: 'Founding day (moved)' },
      { date: '2027-03-10', name: 'Founding day' },
    ])
  })

  test('meetings are counted and left out, cancelled days left out', () => {
    const meeting = event('DTSTART:20260501T090000Z', 'DTEND:20260501T100000Z', 'SUMMARY:Stand-up')
    const cancelled = event('DTSTART;VALUE=DATE:20260502', 'STATUS:CANCELLED', 'SUMMARY:No more')
    expect(read([meeting, cancelled])).toEqual({ holidays: [], skipped: 1 })
  })

  test('only the range that was asked for, in order and once each', () => {
    const day = (date: string) => event(`DTSTART;VALUE=DATE:${date}`, 'SUMMARY:Day')
    const { holidays } = read(['20270101', '20261231', '20260101', '20251231', '20260101'].map(day))
    expect(holidays.map(({ date }) => date)).toEqual(['2026-01-01', '2026-12-31'])
  })

  test('several calendars in one file', () => {
    const one = (date: string) =>
      `BEGIN:VCALENDAR\r\n${event(`DTSTART;VALUE=DATE:${date}`, 'SUMMARY:Day')}\r\nEND:VCALENDAR\r\n`
    const both = readHolidays(
      one('20260101') + one('20260102'),
      LocalDate.parse('2026-01-01'),
      LocalDate.parse('2026-12-31'),
    )
    expect(both.holidays.map(({ date }) => date)).toEqual(['2026-01-01', '2026-01-02'])
  })

  test('an exception belongs to the series of its own name only', () => {
    const series = (uid: string) =>
      [
        'BEGIN:VEVENT',
        `UID:${uid}`,
        'DTSTART;VALUE=DATE:20250310',
        'RRULE:FREQ=YEARLY',
        `SUMMARY:${uid}`,
        'END:VEVENT',
      ].join('\r\n')
    const moved = [
      'BEGIN:VEVENT',
      'UID:one',
      'RECURRENCE-ID;VALUE=DATE:20260310',
      'DTSTART;VALUE=DATE:20260311',
      'SUMMARY:one moved',
      'END:VEVENT',
    ].join('\r\n')
    expect(read([series('one'), series('two'), moved]).holidays).toEqual([
      { date: '2026-03-10', name: 'two' },
      { date: '2026-03-11', name: 'one moved' },
    ])
  })

  test.each(['SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'MINUTELY', 'HOURLY'])('what repeats %s is left out', (rule) => {
    const often = event('DTSTART;VALUE=DATE:20260501', `RRULE:FREQ=${rule}`, 'SUMMARY:Often')
    expect(read([often])).toEqual({ holidays: [], skipped: 1 })
  })

  test('a name is cut to what a holiday may have, between characters', () => {
    const long = event('DTSTART;VALUE=DATE:20260501', `SUMMARY:${'x'.repeat(199)}🎉🎉`)
    expect(read([long]).holidays.map(({ name }) => name)).toEqual(['x'.repeat(199)])
  })

  test('the most entries are read, one more is refused', () => {
    const days = (count: number) =>
      Array.from({ length: count }, (_none, at) =>
        ['BEGIN:VEVENT', `UID:${at}`, 'DTSTART;VALUE=DATE:20260501', `SUMMARY:${at}`, 'END:VEVENT'].join('\r\n'),
      )
    expect(read(days(maxEvents)).holidays).toHaveLength(maxEvents)
    expect(() => read(days(maxEvents + 1))).toThrow(/5,000 entries/)
  })

  test('the most days are read, one more is refused', () => {
    const long = (days: number) => [event('DTSTART;VALUE=DATE:19700101', `DURATION:P${days}D`, 'SUMMARY:Long')]
    expect(read(long(maxDays), '1970-01-01', '2100-01-01').holidays).toHaveLength(maxDays)
    expect(() => read(long(maxDays + 1), '1970-01-01', '2100-01-01')).toThrow(/20,000 days/)
  })

  test.each(['', 'hello', 'BEGIN:VCALENDAR\nBEGIN:VEVENT'])('what is no calendar says so: %j', (text) => {
    expect(() => readHolidays(text, LocalDate.parse('2026-01-01'), LocalDate.parse('2026-12-31'))).toThrow(AppError)
  })
})

describe('a calendar that is no list of holidays', () => {
  const started = () => performance.now()

  test.each([
    [
      'an entry of fifty years that comes again every day',
      ['DTSTART;VALUE=DATE:20000101', 'DTEND;VALUE=DATE:20500101', 'RRULE:FREQ=DAILY'],
    ],
  ])('is refused before it takes all memory: %s', (_, lines) => {
    const before = started()
    expect(() => read([event(...lines, 'SUMMARY:x')], '2000-01-01', '2049-12-31')).toThrow(/20,000 days/)
    expect(performance.now() - before).toBeLessThan(5000)
  })

  test.each(['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'])(
    'a rule without an end is left out, and counted: %s',
    (rule) => {
      const endless = event('DTSTART;VALUE=DATE:20260101', `RRULE:${rule}`, 'SUMMARY:x')
      const labour = event('DTSTART;VALUE=DATE:20260501', 'SUMMARY:Labour Day')
      expect(read([endless, labour])).toEqual({ holidays: [{ date: '2026-05-01', name: 'Labour Day' }], skipped: 1 })
    },
  )

  test('ninety thousand entries are refused at once', () => {
    const many = Array.from({ length: 90_000 }, (_, i) => event('DTSTART;VALUE=DATE:20260101', `SUMMARY:${i}`))
    expect(() => read(many)).toThrow(/5,000 entries/)
  })

  test('a rule that contradicts itself is said', () => {
    const wrong = event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=WEEKLY;BYMONTHDAY=31', 'SUMMARY:x')
    expect(() => read([wrong])).toThrow(expect.objectContaining({ code: 'calendar-unreadable' }))
  })
})

import { describe, expect, test } from 'vitest'
import { maxDays, maxEvents, readHolidays } from '../../main/attendance/calendar.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { startCpuTime } from '../helpers/cpu-time.ts'

function read(events: readonly string[], from = '2026-01-01', to = '2026-12-31') {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events, 'END:VCALENDAR', '']
  return readHolidays(lines.join('\r\n'), LocalDate.parse(from), LocalDate.parse(to))
}

function event(...lines: readonly string[]): string {
  return ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'].join('\r\n')
}

const tooLarge = (what: string) =>
  expect.objectContaining({ code: 'calendar-too-large', message: expect.stringContaining(`more than ${what}`) })

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

  test.each([
    ['the last of February', '20240229', 'YEARLY;BYMONTH=2;BYMONTHDAY=-1', ['2026-02-28', '2027-02-28', '2028-02-29']],
    ['29 February by its month', '20240229', 'YEARLY;BYMONTH=2', ['2028-02-29']],
    ['5 February', '20240205', 'YEARLY', ['2026-02-05', '2027-02-05', '2028-02-05']],
    ['29 March', '20240329', 'YEARLY', ['2026-03-29', '2027-03-29', '2028-03-29']],
    ['every quarter of a leap year', '20240229', 'MONTHLY;INTERVAL=9', ['2026-05-29', '2027-11-29', '2028-08-29']],
    ['a week that began on 29 February', '20240229', 'WEEKLY;INTERVAL=52', ['2026-02-26', '2027-02-25', '2028-02-24']],
  ])('%s, from %s by %s', (name, start, rule, dates) => {
    const series = event(`DTSTART;VALUE=DATE:${start}`, `RRULE:FREQ=${rule}`, `SUMMARY:${name}`)
    expect(read([series], '2026-01-01', '2028-12-31').holidays).toEqual(dates.map((date) => ({ date, name })))
  })

  test('a list of dates has its start among them, but where that is left out', () => {
    const listed = (...lines: readonly string[]) =>
      read([
        event('DTSTART;VALUE=DATE:20260403', 'RDATE;VALUE=DATE:20260406,20260514', ...lines, 'SUMMARY:Easter'),
      ]).holidays.map(({ date }) => date)
    expect(listed()).toEqual(['2026-04-03', '2026-04-06', '2026-05-14'])
    expect(listed('EXDATE;VALUE=DATE:20260403')).toEqual(['2026-04-06', '2026-05-14'])
    expect(listed('EXDATE;VALUE=DATE:20260406')).toEqual(['2026-04-03', '2026-05-14'])
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

  test('what has no date is counted, what is no event left out; a day without a name is a holiday all the same', () => {
    const task = ['BEGIN:VTODO', 'UID:2', 'DTSTART;VALUE=DATE:20260504', 'SUMMARY:Inventory', 'END:VTODO'].join('\r\n')
    const nameless = event('DTSTART;VALUE=DATE:20260505')
    expect(read([event('SUMMARY:Some day'), task, nameless])).toEqual({
      holidays: [{ date: '2026-05-05', name: '' }],
      skipped: 1,
    })
  })

  test('a mark of byte order does no harm, nor what a description says', () => {
    const summary = `SUMMARY:${'BEGIN:VEVENT '.repeat(maxEvents + 1)}`
    const text = ['\uFEFFBEGIN:VCALENDAR', event('DTSTART;VALUE=DATE:20260501', summary), 'END:VCALENDAR', '']
    const year = [LocalDate.parse('2026-01-01'), LocalDate.parse('2026-12-31')] as const
    expect(readHolidays(text.join('\r\n'), ...year).holidays).toMatchObject([{ date: '2026-05-01' }])
  })

  test('a series has the last day that was asked for, and ends after ten thousand', () => {
    const series = (start: string, rule: string) =>
      event(`DTSTART;VALUE=DATE:${start}`, `RRULE:FREQ=${rule}`, 'SUMMARY:x')
    const dates = (...events: readonly string[]) =>
      read(events, '2026-05-10', '2026-06-01').holidays.map(({ date }) => date)
    expect(dates(series('20250601', 'YEARLY'))).toEqual(['2026-06-01'])
    // The ten-thousandth day from 1 January 1999.
    expect(dates(series('19990101', 'DAILY')).at(-1)).toBe('2026-05-18')
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
        'DTSTART;VALUE=DATE:20250310',
        'RRULE:FREQ=YEARLY',
        `SUMMARY:${uid}`,
        `UID:${uid}`,
        'END:VEVENT',
      ].join('\r\n')
    const moved = [
      'BEGIN:VEVENT',
      'RECURRENCE-ID;VALUE=DATE:20260310',
      'DTSTART;VALUE=DATE:20260311',
      'SUMMARY:one moved',
      'UID:one',
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
    const short = event('DTSTART;VALUE=DATE:20260501', 'SUMMARY:🎉 Labour Day')
    expect(read([short]).holidays.map(({ name }) => name)).toEqual(['🎉 Labour Day'])
  })

  test('the most entries are read, one more is refused', () => {
    const days = (count: number) =>
      Array.from({ length: count }, (_none, at) =>
        ['BEGIN:VEVENT', `UID:${at}`, 'DTSTART;VALUE=DATE:20260501', `SUMMARY:${at}`, 'END:VEVENT'].join('\r\n'),
      )
    expect(read(days(maxEvents)).holidays).toHaveLength(maxEvents)
    expect(() => read(days(maxEvents + 1))).toThrow(tooLarge('5,000 entries'))
  })

  test('the most days are read, one more is refused', () => {
    const long = (days: number) => [event('DTSTART;VALUE=DATE:19700101', `DURATION:P${days}D`, 'SUMMARY:Long')]
    expect(read(long(maxDays), '1970-01-01', '2100-01-01').holidays).toHaveLength(maxDays)
    expect(() => read(long(maxDays + 1), '1970-01-01', '2100-01-01')).toThrow(tooLarge('20,000 days'))
  })

  test.each(['', 'hello', 'BEGIN:VCALENDAR\nBEGIN:VEVENT'])('what is no calendar says so: %j', (text) => {
    expect(() => readHolidays(text, LocalDate.parse('2026-01-01'), LocalDate.parse('2026-12-31'))).toThrow(
      expect.objectContaining({ code: 'calendar-unreadable' }),
    )
  })
})

describe('a calendar that is no list of holidays', () => {
  test.each([
    [
      'an entry of fifty years that comes again every day',
      ['DTSTART;VALUE=DATE:20000101', 'DTEND;VALUE=DATE:20500101', 'RRULE:FREQ=DAILY'],
    ],
  ])('is refused before it takes all memory: %s', (_, lines) => {
    const cpuTime = startCpuTime()
    expect(() => read([event(...lines, 'SUMMARY:x')], '2000-01-01', '2049-12-31')).toThrow(tooLarge('20,000 days'))
    expect(cpuTime()).toBeLessThan(5000)
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
    expect(() => read(many)).toThrow(tooLarge('5,000 entries'))
  })

  test('a rule that contradicts itself is said', () => {
    const wrong = event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=WEEKLY;BYMONTHDAY=31', 'SUMMARY:x')
    expect(() => read([wrong])).toThrow(expect.objectContaining({ code: 'calendar-unreadable' }))
  })
})

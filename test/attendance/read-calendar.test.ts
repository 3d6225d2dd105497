import { describe, expect, test } from 'vitest'
import { readCalendar } from '../../main/attendance/read-calendar.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'

const dates = { from: LocalDate.parse('2025-01-01'), to: LocalDate.parse('2030-12-31') }

function calendar(...events: readonly (readonly string[])[]): string {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT'])
  return ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

/** The result, or the code of the failure, and the longest that a timer of this thread was late meanwhile. */
async function read(
  text: string,
  deadlineMs?: number,
): Promise<{ outcome: unknown; milliseconds: number; late: number }> {
  const begun = performance.now()
  let late = 0
  let last = begun
  const timer = setInterval(() => {
    late = Math.max(late, performance.now() - last - 20)
    last = performance.now()
  }, 20)
  const outcome = await readCalendar({ text, ...dates }, deadlineMs).catch((error: unknown) => ({
    code: (error as { code: unknown }).code,
  }))
  clearInterval(timer)
  return { outcome, milliseconds: performance.now() - begun, late }
}

describe('a calendar is read in a thread with a deadline', () => {
  test('an ordinary one', async () => {
    const text = calendar(['UID:1', 'DTSTART;VALUE=DATE:20260501', 'SUMMARY:Labour Day'])
    expect((await read(text)).outcome).toEqual({
      holidays: [{ date: '2026-05-01', name: 'Labour Day' }],
      skipped: 0,
    })
  })

  test.each([
    {
      name: 'fifty years long, each day anew',
      text: calendar(['DTSTART;VALUE=DATE:20000101', 'DTEND;VALUE=DATE:20500101', 'RRULE:FREQ=DAILY', 'SUMMARY:x']),
    },
    {
      name: 'a Monday that is 30 February, 1,000 times',
      text: calendar(
        ...Array.from({ length: 1_000 }, () => [
          'DTSTART;VALUE=DATE:20260101',
          'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO',
          'SUMMARY:x',
        ]),
      ),
    },
    {
      name: '90,000 days',
      text: calendar(
        ...Array.from({ length: 90_000 }, (_none, at) => [`UID:${at}`, 'DTSTART;VALUE=DATE:20260501', 'SUMMARY:x']),
      ),
    },
    {
      name: '5,000 endless series',
      text: calendar(
        ...Array.from({ length: 5_000 }, (_none, at) => [
          `UID:${at}`,
          'DTSTART;VALUE=DATE:19000101',
          'RRULE:FREQ=DAILY',
        ]),
      ),
    },
  ])('$name: refused in time, and this thread goes on', async ({ text }) => {
    const { outcome, milliseconds, late } = await read(text, 1_000)
    expect(outcome).toEqual({ code: 'calendar-too-large' })
    expect(milliseconds).toBeLessThan(4_000)
    expect(late).toBeLessThan(1_000)
  })

  test('each second of each 30 February is left out', async () => {
    const text = calendar(['DTSTART;VALUE=DATE:20000101', 'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'SUMMARY:x'])
    expect((await read(text)).outcome).toEqual({ holidays: [], skipped: 1 })
  })

  test.each(['', 'BEGIN:VCALENDAR', calendar(['DTSTART;VALUE=DATE:20269999', 'RRULE:FREQ=NEVER'])])(
    'what is no calendar says so: %j',
    async (text) => {
      expect((await read(text)).outcome).toEqual({ code: 'calendar-unreadable' })
    },
  )
})

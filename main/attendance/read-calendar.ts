import { AppError } from '../contract/errors.ts'
import { callOnce } from '../threads/thread.ts'
import type { HolidayImport } from './calendar.ts'
import type { CalendarMethods, CalendarOrder } from './calendar-worker.ts'

const defaultDeadlineMs = 5_000
/** Memory of the thread; the largest accepted file, ten megabytes, needs less. */
const maxMegabytes = 512

/**
 * Reads the holidays of an .ics file in a thread of its own, which is ended when it takes longer than five seconds: a
 * file of a few lines can describe a series that goes on for ever, and the kiosk must not wait for it.
 * @throws AppError `calendar-unreadable`, `calendar-too-large`
 */
export async function readCalendar(order: CalendarOrder, deadlineMs = defaultDeadlineMs): Promise<HolidayImport> {
  try {
    return await callOnce<CalendarMethods, 'read'>(new URL('./calendar-worker.ts', import.meta.url), 'read', order, {
      resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
      signal: AbortSignal.timeout(deadlineMs),
    })
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const message = 'This calendar takes too long to work out. Export a shorter time, or only the holidays, from it.'
    throw new AppError('calendar-too-large', message, { cause })
  }
}

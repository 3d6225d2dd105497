import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import type { HolidayImport } from './calendar.ts'
import type { CalendarOrder, CalendarReply } from './calendar-worker.ts'

const maxMilliseconds = 5_000
/** Ten megabytes of text, the most that is taken, parse in a part of it. */
const maxMegabytes = 512

/**
 * Reads the holidays of an .ics file in a thread of its own, which is ended when it takes longer than five seconds: a
 * file of a few lines can describe a series that goes on for ever, and the kiosk must not wait for it.
 * @throws AppError `calendar-unreadable`, `calendar-too-large`
 */
export async function readCalendar(order: CalendarOrder): Promise<HolidayImport> {
  const worker = new Worker(new URL('./calendar-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
  })
  try {
    const signal = AbortSignal.timeout(maxMilliseconds)
    const [reply] = (await once(worker, 'message', { signal })) as [CalendarReply]
    if (reply.ok) return reply.result
    throw new AppError(reply.error.code, reply.error.message, { details: reply.error.details })
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const message = 'This calendar takes too long to work out. Export a shorter time, or only the holidays, from it.'
    throw new AppError('calendar-too-large', message, { cause })
  } finally {
    await worker.terminate()
  }
}

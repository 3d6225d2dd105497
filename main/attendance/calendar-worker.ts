import { parentPort, workerData } from 'node:worker_threads'
import type { LocalDate } from '../contract/attendance.ts'
import { type ErrorBody, errorBody } from '../contract/errors.ts'
import { type HolidayImport, readHolidays } from './calendar.ts'

export interface CalendarOrder {
  readonly text: string
  readonly from: LocalDate
  readonly to: LocalDate
}

export type CalendarReply =
  | { readonly ok: true; readonly result: HolidayImport }
  | { readonly ok: false; readonly error: ErrorBody }

const port = parentPort
if (port === null) throw new Error('calendar-worker.ts runs in a worker thread only')
const { text, from, to } = workerData as CalendarOrder
let reply: CalendarReply
try {
  reply = { ok: true, result: readHolidays(text, from, to) }
} catch (error) {
  reply = { ok: false, error: errorBody(error) }
}
port.postMessage(reply)

import type { LocalDate } from '../contract/attendance-rules.ts'
import { serveThread } from '../threads/serve.ts'
import { readHolidays } from './calendar.ts'

export interface CalendarOrder {
  readonly text: string
  readonly from: LocalDate
  readonly to: LocalDate
}

const methods = { read: ({ text, from, to }: CalendarOrder) => readHolidays(text, from, to) }
export type CalendarMethods = typeof methods
serveThread(methods)

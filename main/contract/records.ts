import { z } from 'zod'

/** A row that does not hold against its seal, or is missing. */
export const RecordFault = z.object({
  /** The name of the table in the database. */
  table: z.string(),
  /** Null when no row can be named. */
  key: z.union([z.number(), z.string()]).nullable(),
  /** `put-back`: all rows are sealed, but they are those of a former state. */
  what: z.enum(['changed', 'added', 'removed', 'put-back']),
})
export type RecordFault = z.infer<typeof RecordFault>

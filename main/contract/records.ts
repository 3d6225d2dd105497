import { z } from 'zod'
import { exportOutcome } from './events.ts'
import { method } from './method.ts'
import { RecordHead } from './record-head.ts'

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

export const recordMethods = {
  /** Signs where the entries and the audit log end now; fails with `records-unsealed`. */
  'records.head': method(z.object({}), RecordHead),
  /**
   * Writes all entries and the audit log with their signed head into the exports folder, for an auditor to check with
   * `rollcall-verify.mjs`; fails with `records-unsealed`.
   */
  'records.export': method(
    z.object({
      task: z.string().min(1).max(64).default('records.export'),
      file: z.string().nullable().default(null),
    }),
    exportOutcome({ entries: z.number().int(), audit: z.number().int() }),
  ),
}

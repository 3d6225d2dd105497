import { z } from 'zod'

/**
 * How far a station has read: the epoch of the log, the transaction and the place of the last change. Transactions that
 * wrote later are read later, whenever they began.
 */
export const Cursor = z.string().regex(/^\d+\.\d+\.\d+$/)
export type Cursor = z.infer<typeof Cursor>

/** Before everything. */
export const firstCursor: Cursor = '0.0.0'

export interface LogPosition {
  readonly epoch: number
  readonly xid: number
  readonly seq: number
}

export function parseCursor(cursor: Cursor): LogPosition {
  const [epoch = 0, xid = 0, seq = 0] = Cursor.parse(cursor).split('.').map(Number)
  return { epoch, xid, seq }
}

export function toCursor({ epoch, xid, seq }: LogPosition): Cursor {
  return `${epoch}.${xid}.${seq}`
}

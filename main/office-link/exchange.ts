import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { ReceivedChange, SharedChange } from '../contract/shared-change.ts'
import { toStorable } from './canonical.ts'
import type { Connection } from './connect.ts'
import { type Cursor, parseCursor, toCursor } from './cursor.ts'
import { openChange, sealChange } from './envelope.ts'
import { fetchKeys } from './key-ring.ts'
import { type KeptMembership, keysOf } from './membership.ts'
import { stateOf } from './server-errors.ts'

/** What a station reads at once. */
export interface Pulled {
  readonly changes: readonly ReceivedChange[]
  /** Changes that are not what a station wrote; they were left out, and the cursor goes on behind them. */
  readonly refused: readonly AppError[]
  readonly cursor: Cursor
  /** Whether there is more to read right now. */
  readonly hasMore: boolean
  /** Whether changes are there that can be read only when an older transaction has ended. */
  readonly isBehind: boolean
}

const maxPushedRows = 500
const maxPushedBytes = 2 * 2 ** 20
const maxPulledBytes = 8 * 2 ** 20

/**
 * Hands changes over, in the order of their numbers. Those that the office has already do no harm.
 * @param offsetMs how far this station's clock is ahead of the server's
 * @returns the newest number that the office has on its disk
 * @throws AppError `office-numbers-missing`, `office-station-copied` and others, when none of them was taken
 */
export async function pushChanges(
  connection: Connection,
  kept: KeptMembership,
  changes: readonly SharedChange[],
  offsetMs: number,
): Promise<number> {
  let upTo = 0
  for (const batch of batchesOf(changes)) {
    try {
      upTo = await pushBatch(connection, kept, batch, offsetMs)
    } catch (error) {
      if (upTo === 0) throw error
      return upTo
    }
  }
  return upTo
}

async function pushBatch(
  connection: Connection,
  kept: KeptMembership,
  changes: readonly SharedChange[],
  offsetMs: number,
  isSecondTry = false,
): Promise<number> {
  const keys = keysOf(kept.current)
  const keyNumber = keys.newest
  const office = kept.current.office
  const rows = changes.map((change) => {
    const { secret, ...stored } = toStorable(change)
    return { ...stored, ...sealChange(keys, { ...stored, office, keyNumber }, secret) }
  })
  const values = [
    ...[rows.map(({ number }) => number), rows.map(({ kind }) => kind), rows.map(({ uid }) => uid)],
    ...[rows.map(({ people }) => `{${people.join(',')}}`), rows.map(({ time }) => time)],
    ...[rows.map(({ basis }) => basis), rows.map(({ fields }) => (fields === null ? null : JSON.stringify(fields)))],
    ...[rows.map(({ secret }) => secret), rows.map(({ proof }) => proof), keyNumber, Math.round(offsetMs)],
  ]
  try {
    const text = 'select rollcall.push($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as last'
    const [row] = await connection.query<{ last: number }>(text, values, 'push')
    return row!.last
  } catch (error) {
    // Somebody was revoked meanwhile: whatever is written from now on is under the new key.
    if (stateOf(error) !== 'RC012' || isSecondTry) throw error
    await fetchKeys(connection, kept)
    return pushBatch(connection, kept, changes, offsetMs, true)
  }
}

function* batchesOf(changes: readonly SharedChange[]): Generator<SharedChange[]> {
  let batch: SharedChange[] = []
  let bytes = 0
  for (const change of changes) {
    const size = (change.secret?.length ?? 0) + JSON.stringify(change.fields).length
    if (batch.length > 0 && (batch.length === maxPushedRows || bytes + size > maxPushedBytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(change)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

interface LogRow extends Omit<SharedChange, 'secret'> {
  readonly epoch: number
  readonly xid: number
  readonly seq: number
  readonly secret: Uint8Array | null
  readonly proof: Uint8Array | null
  readonly keyNumber: number
  readonly clockOffsetMs: number
  readonly arrivedAt: number
  readonly isOwn: boolean
}

const behindQuery = `
select exists (select from rollcall.changes where (epoch, xid, seq) > ($1::integer, $2::bigint, $3::bigint)) as found`

export interface PullOptions {
  /** At most this many rows; 1000 unless told. */
  readonly limit?: number
  /** Whether to read back what this station wrote: after it went back to a backup, or lost its data. */
  readonly withOwn?: boolean
}

/** Reads what others wrote behind a cursor. @throws AppError of the connection */
export async function pullChanges(
  connection: Connection,
  kept: KeptMembership,
  cursor: Cursor,
  { limit = 1000, withOwn = false }: PullOptions = {},
): Promise<Pulled> {
  const { epoch, xid, seq } = parseCursor(cursor)
  const { station } = kept.current
  const values = [epoch, xid, seq, limit, maxPulledBytes, withOwn ? null : station]
  const rows = await connection.query<LogRow>('select * from rollcall.pull($1, $2, $3, $4, $5, $6)', values, 'pull')
  const needed = Math.max(0, ...rows.filter(({ isOwn }) => !isOwn).map(({ keyNumber }) => keyNumber))
  if (needed > 0 && !keysOf(kept.current).has(needed)) await fetchKeys(connection, kept)
  const changes: ReceivedChange[] = []
  const refused: AppError[] = []
  for (const row of rows.filter(({ isOwn }) => !isOwn)) {
    try {
      changes.push(open(kept, row))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused.push(error)
    }
  }
  const last = rows.at(-1)
  const reached = last === undefined ? cursor : toCursor(last)
  const hasMore = rows.length > 0
  return { changes, refused, cursor: reached, hasMore, isBehind: !hasMore && (await isBehind(connection, reached)) }
}

async function isBehind(connection: Connection, cursor: Cursor): Promise<boolean> {
  const { epoch, xid, seq } = parseCursor(cursor)
  const [row] = await connection.query<{ found: boolean }>(behindQuery, [epoch, xid, seq], 'behind')
  return row!.found
}

function open(kept: KeptMembership, row: LogRow): ReceivedChange {
  const { station, number, kind, uid, people, time, basis, fields, keyNumber, secret, proof } = row
  const change = { station, number, kind, uid, people, time, basis, fields }
  const frame = { ...change, office: kept.current.office, keyNumber }
  const plain = openChange(keysOf(kept.current), frame, { secret, proof: proof ?? Buffer.alloc(0) })
  return {
    ...change,
    secret: plain as ReceivedChange['secret'],
    arrivedAt: row.arrivedAt as Instant,
    clockOffsetMs: row.clockOffsetMs,
  }
}

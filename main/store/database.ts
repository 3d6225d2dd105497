import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { AppError } from '../contract/errors.ts'

export type Value = string | number | bigint | Uint8Array | null
export type Parameters = Readonly<Record<string, Value>>

/** One prepared statement. Parameters are named (`@name`). */
export interface Statement<Row> {
  get(parameters?: Parameters): Row | undefined
  all(parameters?: Parameters): Row[]
  /** `id` is the row id of the last insert. */
  run(parameters?: Parameters): { changes: number; id: number }
}

/**
 * The part of SQLite that the tables use; failures are AppErrors. Only what better-sqlite3 and libsql share is used: no
 * `pluck`, no booleans as parameters, no `simple` pragmas, and blobs are read through `blob`.
 */
export interface Database {
  prepare<Row>(sql: string): Statement<Row>
  exec(sql: string): void
  /** Runs `work` in one transaction (immediate), or in the one that is already open. */
  transaction<T>(work: () => T): T
  /** Runs `work`, which only reads, on the database as it is at the first read, whatever others write meanwhile. */
  snapshot<T>(work: () => T): T
  readonly proof: Proof
  close(): void
}

/** Tells rows that Rollcall wrote from those that another program put in or changed; see `seals.ts`. */
export interface Proof {
  /** Whether a row, whose key is one value or several, is as Rollcall wrote it. */
  holds(table: string, ...key: readonly (string | number)[]): boolean
  /** How many rows of a table Rollcall wrote, whatever other programs removed; 0 where nobody knows. */
  countRows(table: string): number
  /**
   * Says that somebody has written a row anew who could see all that it says. A row that did not hold does so again.
   */
  renew(table: string, ...key: readonly (string | number)[]): void
}

/** Takes every row for good: for copies and files that nothing is decided by. */
const noProof: Proof = { holds: () => true, countRows: () => 0, renew: () => undefined }

/**
 * @param readonly changes nothing in the file nor in the log beside it, not even when it is closed; libsql, which
 * stands in for better-sqlite3 in the development Electron, does not know it
 * @param written called after every transaction that was completed
 * @throws AppError `database-damaged`, `database-busy`, `disk-full`, `file-unreadable`
 */
export function openDatabase(
  file: string,
  { readonly = false, onCommit: written = () => undefined }: { readonly?: boolean; onCommit?: () => void } = {},
): Database {
  const sqlite = translateErrors(file, () => new Sqlite(file, { timeout: 5000, readonly }))
  return {
    prepare<Row>(sql: string): Statement<Row> {
      const statement = translateErrors(file, () => sqlite.prepare(sql))
      return {
        get: (parameters = {}) => translateErrors(file, () => statement.get(parameters)) as Row | undefined,
        all: (parameters = {}) => translateErrors(file, () => statement.all(parameters)) as Row[],
        run(parameters = {}) {
          const { changes, lastInsertRowid } = translateErrors(file, () => statement.run(parameters))
          return { changes, id: Number(lastInsertRowid) }
        },
      }
    },
    exec: (sql) => translateErrors(file, () => void sqlite.exec(sql)),
    transaction(work) {
      if (sqlite.inTransaction) return work()
      const result = translateErrors(file, () => sqlite.transaction(work).immediate())
      written()
      return result
    },
    snapshot(work) {
      if (sqlite.inTransaction) return work()
      return translateErrors(file, () => sqlite.transaction(work).deferred())
    },
    proof: noProof,
    close: () => void sqlite.close(),
  }
}

/**
 * Runs SQLite's own check. @returns what is wrong, or null
 * @param check `quick` leaves the indexes out
 * @param table looks at nothing else when it is given
 */
export function findDamage(database: Database, check: 'quick' | 'integrity', table?: string): string | null {
  const pragma = `pragma_${check}_check${table === undefined ? '' : '(@table)'}`
  const rows = database
    .prepare<{ found: string }>(`select ${check}_check as found from ${pragma}`)
    .all(table === undefined ? {} : { table })
  const found = rows.map((row) => row.found).join('; ')
  return found === 'ok' ? null : found
}

/** The bytes of a blob column: libsql gives an ArrayBuffer, better-sqlite3 a Buffer. */
export function blob(value: Uint8Array | ArrayBuffer): Uint8Array {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : value
}

/** Below this the disk counts as full: SQLite's log and its shared memory grow by less at a time. */
const minFreeBytes = 64 * 1024

function translateErrors<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toAppError(file, error)
  }
}

function toAppError(file: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const options = { details: { file, sqlite: code }, cause: error }
  const refused = /^SQLITE_(IOERR(?!_SHORT_READ|_NOMEM)|CANTOPEN|READONLY)/.test(code)
  if (code.startsWith('SQLITE_FULL') || (refused && isFull(file))) {
    return new AppError('disk-full', 'The disk is full, so nothing more can be stored. Free some space.', options)
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    const message = 'The database is in use by another program. Close it, or try again in a moment.'
    return new AppError('database-busy', message, options)
  }
  // What the head of a file says may be of no SQLite that there is.
  const isForeign = code === 'SQLITE_ERROR' && error.message.includes('unsupported file format')
  if (isForeign || /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code))
    return databaseDamagedError(file, error.message, error)
  if (refused && code.startsWith('SQLITE_IOERR')) {
    const message =
      'The disk does not read or write as it should: it may fail, be made read-only, or your quota of it may be used up. What was confirmed is stored. Check the disk and try again.'
    return new AppError('disk-failed', message, options)
  }
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    /directory does not exist|Unable to open/.test(error.message)
  ) {
    const message = `The database ${file} cannot be opened for writing. Check that the folder exists and belongs to you, and that the disk can be written to.`
    return new AppError('file-unreadable', message, options)
  }
  return error
}

/** Whether the disk is full. SQLite does not say so when there is no room for its log's shared memory. */
function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize < minFreeBytes
  } catch {
    return false
  }
}

export function databaseDamagedError(file: string, found: string, cause?: unknown): AppError {
  const message = `The database ${file} is damaged (${found}). Restore a backup.`
  return new AppError('database-damaged', message, { details: { file, found }, cause })
}

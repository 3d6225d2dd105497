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
 * What the tables need of SQLite, with failures as AppErrors. Only what better-sqlite3 and libsql share is used here:
 * no `pluck`, no booleans as parameters, no `simple` pragmas, and blobs pass through `blob` when they are read.
 */
export interface Database {
  prepare<Row>(sql: string): Statement<Row>
  exec(sql: string): void
  /** Runs `work` in one transaction (immediate), or in the one that is already open. */
  transaction<T>(work: () => T): T
  close(): void
}

/**
 * @param readonly changes nothing in the file nor in the log beside it, not even when it is closed; libsql, which stands
 * in for better-sqlite3 in the development Electron, does not know it
 * @throws AppError `database-damaged`, `database-busy`, `disk-full`, `file-unreadable`
 */
export function openDatabase(file: string, { readonly = false }: { readonly?: boolean } = {}): Database {
  const sqlite = translated(file, () => new Sqlite(file, { timeout: 5000, readonly }))
  return {
    prepare<Row>(sql: string): Statement<Row> {
      const statement = translated(file, () => sqlite.prepare(sql))
      return {
        get: (parameters = {}) => translated(file, () => statement.get(parameters)) as Row | undefined,
        all: (parameters = {}) => translated(file, () => statement.all(parameters)) as Row[],
        run(parameters = {}) {
          const { changes, lastInsertRowid } = translated(file, () => statement.run(parameters))
          return { changes, id: Number(lastInsertRowid) }
        },
      }
    },
    exec: (sql) => translated(file, () => void sqlite.exec(sql)),
    transaction(work) {
      if (sqlite.inTransaction) return work()
      return translated(file, () => sqlite.transaction(work).immediate())
    },
    close: () => void sqlite.close(),
  }
}

/** What SQLite finds wrong with the whole file (`quick` leaves the indexes out); null when nothing is. */
export function findDamage(database: Database, check: 'quick' | 'integrity'): string | null {
  const rows = database.prepare<{ found: string }>(`select ${check}_check as found from pragma_${check}_check`).all()
  const found = rows.map((row) => row.found).join('; ')
  return found === 'ok' ? null : found
}

/** The bytes of a blob column, however the driver hands them out. */
export function blob(value: Uint8Array | ArrayBuffer): Uint8Array {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : value
}

function translated<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asAppError(file, error)
  }
}

function asAppError(file: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const options = { details: { file, sqlite: code }, cause: error }
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_WRITE') {
    return new AppError('disk-full', 'The disk is full, so nothing more can be stored. Free some space.', options)
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    const message = 'The database is in use by another program. Close it, or try again in a moment.'
    return new AppError('database-busy', message, options)
  }
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)) return damaged(file, error.message, error)
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    /directory does not exist|Unable to open/.test(error.message)
  ) {
    const message = `The database ${file} cannot be opened for writing. Check that the folder exists and belongs to you.`
    return new AppError('file-unreadable', message, options)
  }
  return error
}

export function damaged(file: string, found: string, cause?: unknown): AppError {
  const message = `The database ${file} is damaged (${found}). Restore a backup.`
  return new AppError('database-damaged', message, { details: { file, found }, cause })
}

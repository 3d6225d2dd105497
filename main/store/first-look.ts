import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError, errorBody, errorFrom } from '../contract/errors.ts'
import { databaseDamagedError, findDamage, openDatabase } from './database.ts'
import { readHeadOf } from './head.ts'
import { previousDataOf } from './swap.ts'
import { timeInName } from './time-in-name.ts'

/**
 * A database that was not closed (its write-ahead log is still there) is checked when it is opened, up to this size.
 */
const maxCheckedBytes = 256 * 1024 * 1024

/** Files that only exist in a folder that once held a database. */
const traces = /^(key|key\.sealed|salt|high-water|erased|gallery\.index.*|restore\..*Z)$/

/**
 * Checks a database before it is opened for writing, and changes neither the file nor its log. Opening for writing and
 * closing would write the log into a database that it may not belong to.
 * @throws AppError `database-missing` when the folder had a database that is now gone or empty; `database-damaged`,
 * `database-busy`, `file-unreadable`
 */
export function checkDatabaseFile(file: string): void {
  // Looked for before the database: another process that is creating both creates the key last.
  const found = findTraces(file)
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) {
    if (found.length > 0) throw databaseMissingError(file, found)
    return
  }
  moveForeignLogAside(file)
  const missingBytes = existsSync(`${file}-wal`) ? 0 : countMissingBytes(file)
  if (missingBytes > 0)
    throw toUntouchedFileError(
      databaseDamagedError(file, `its last ${missingBytes.toLocaleString('en')} bytes are missing`),
    )
  const suspicious = existsSync(`${file}-wal`) && size <= maxCheckedBytes
  const database = openDatabase(file, { readonly: true })
  try {
    const { tables } = database.prepare<{ tables: number }>('select count(*) as tables from sqlite_schema').get()!
    if (tables === 0 && found.length > 0) throw databaseMissingError(file, found)
    const damage = suspicious ? findDamage(database, 'quick') : null
    if (damage !== null) throw databaseDamagedError(file, damage)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'database-damaged') throw error
    throw toUntouchedFileError(error)
  } finally {
    database.close()
  }
}

/**
 * Moves a log aside that does not belong to the database. A database's head says whether it has a log, and a backup
 * never has one. The log beside a backup that was copied here by hand belongs to the former database, and SQLite would
 * write it into the backup.
 */
function moveForeignLogAside(file: string): void {
  const log = `${file}-wal`
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  const { isDatabase, hasLog } = readHeadOf(file)
  if (!isDatabase || hasLog) return
  const kept = join(previousDataOf(dirname(file)), timeInName(Date.now()))
  try {
    mkdirSync(kept, { recursive: true, mode: 0o700 })
    for (const each of [log, `${file}-shm`]) if (existsSync(each)) renameSync(each, join(kept, basename(each)))
  } catch (cause) {
    const message = `${log} belongs to another database than ${file}, and cannot be moved away. Move it out of the folder, and start again.`
    throw new AppError('file-unreadable', message, { details: { file: log }, cause })
  }
}

function toUntouchedFileError(error: AppError): AppError {
  const message = `${error.message} The damaged file was left as it was.`
  return errorFrom({ ...errorBody(error), message }, error)
}

/** How many bytes a database lacks by its own count. Valid only without a log, which may hold the missing pages. */
function countMissingBytes(file: string): number {
  const { bytes } = readHeadOf(file)
  // Measured after the head is read: writing meanwhile only makes the file longer.
  return Math.max(0, (bytes ?? 0) - statSync(file).size)
}

function databaseMissingError(file: string, found: readonly string[]): AppError {
  const message = `The database ${file} is missing or empty, though there was one (${found.join(', ')}). Restore a backup, or choose a new folder.`
  return new AppError('database-missing', message, { details: { file, traces: found } })
}

function findTraces(file: string): string[] {
  const folder = dirname(file)
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const log = `${basename(file)}-wal`
  return names.filter(
    (name) =>
      traces.test(name) ||
      (name === log && statSync(join(folder, name)).size > 0) ||
      ((name === 'backups' || name === 'replaced') && readdirSync(join(folder, name)).length > 0),
  )
}

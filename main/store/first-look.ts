import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { damaged, findDamage, openDatabase } from './database.ts'

/** A database that was not closed (its write-ahead log is still there) is checked when it is opened, up to this size. */
const checkedUpTo = 256 * 1024 * 1024

/** What only a folder in which there was a database has. */
const traces = /^(key|key\.sealed|salt|gallery\.index.*)$/

/**
 * Looks at a database before it is opened for writing, and changes neither it nor what is in its log: opening for writing and closing
 * again would write the log into a database that it may not belong to.
 * @throws AppError `database-missing` where there was a database and is none, or an empty one; `database-damaged`,
 * `database-busy`, `file-unreadable`
 */
export function lookAtDatabase(file: string): void {
  // Before the database: another process that is just making it makes its key last.
  const found = findTraces(file)
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) {
    if (found.length > 0) throw missing(file, found)
    return
  }
  const suspicious = existsSync(`${file}-wal`) && size <= checkedUpTo
  const database = openDatabase(file, { readonly: true })
  try {
    const { tables } = database.prepare<{ tables: number }>('select count(*) as tables from sqlite_schema').get()!
    if (tables === 0 && found.length > 0) throw missing(file, found)
    const damage = suspicious ? findDamage(database, 'quick') : null
    if (damage !== null) throw damaged(file, damage)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'database-damaged') throw error
    const message = `${error.message} The damaged file was left as it was.`
    throw new AppError(error.code, message, { details: error.details, cause: error })
  } finally {
    database.close()
  }
}

function missing(file: string, found: readonly string[]): AppError {
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
      (name === 'backups' && readdirSync(join(folder, name)).length > 0),
  )
}

import Sqlite from 'better-sqlite3'
import { createPrivateFile } from './private-files.ts'

/** A lock of the operating system: held until it is disposed of, or the process ends. */
export type FileLock = Disposable

/** Kept here because a database that nobody refers to is closed, and its lock gone, when memory is collected. */
const held = new Set<Sqlite.Database>()

/**
 * Locks a file for this process by SQLite's exclusive lock on an empty database, because Node has no file locks.
 * Nothing else may open the file in this process, because POSIX drops a process's locks when any of its handles is
 * closed.
 * @returns null while another process, or another call in this one, holds it
 * @throws Error of SQLite when the file cannot be created
 */
export function lockFile(path: string): FileLock | null {
  createPrivateFile(path)
  const sqlite = new Sqlite(path, { timeout: 0 })
  try {
    sqlite.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    sqlite.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return null
    throw error
  }
  held.add(sqlite)
  return {
    [Symbol.dispose]() {
      held.delete(sqlite)
      sqlite.close()
    },
  }
}

import Sqlite from 'better-sqlite3'
import { createPrivateFile } from './private-files.ts'

/** A lock of the operating system, which ends with the process that holds it. */
export interface FileLock {
  release(): void
}

/**
 * Locks a file for this process alone, by SQLite's exclusive lock on an empty database: Node offers no lock of its own.
 * Nothing else may open the file in this process, because POSIX drops a process's locks when any of its handles is closed.
 * @returns null while another process, or another call in this one, holds it
 * @throws Error as SQLite words it, where the file cannot be made
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
  return { release: () => void sqlite.close() }
}

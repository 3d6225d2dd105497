import { closeSync, fstatSync, openSync, type Stats, statSync } from 'node:fs'
import { AppError } from '../contract/errors.ts'
import { type Database, openDatabase } from './database.ts'
import { readHead } from './head.ts'

/** A database that notices when its file is replaced, overwritten, moved or deleted while it is open. */
export interface WatchedDatabase extends Database {
  /**
   * Checks that the open file is still the one at its path; microseconds. Transactions and statements that write do so
   * before and after by themselves.
   * @throws AppError `database-replaced`
   */
  verifyFile(): void
  /** Does the same around work that writes to the file in another way. */
  guardWrite<T>(work: () => T): T
}

/** Another process writes its commits back into the file within this many milliseconds. */
const foreignWriteMs = 60_000
/** Milliseconds between two checks of the log, which is seldom moved without its database. */
const logCheckIntervalMs = 1_000

/**
 * `missing`: no path leads to it; `other`: the path leads to another file; `overwritten`: another was copied over it.
 */
type Problem = 'missing' | 'other' | 'overwritten'

/**
 * Makes a database refuse work when its file was moved, replaced or overwritten. SQLite would go on writing into a file
 * without a path, and what it acknowledges would be lost. A moved or replaced file shows by its inode; an overwritten
 * one by its head, or by a modification time that neither our own writes explain nor those of other processes (`pragma
 * data_version`).
 */
export function watchDatabase(database: Database, file: string): WatchedDatabase {
  const version = database.prepare<{ data_version: number }>('pragma data_version')
  const log = `${file}-wal`
  // Kept open: closing any handle of the file would drop SQLite's locks on it.
  const handle = openSync(file, 'r')
  const own = statOf(file)
  const ownLog = statOf(log)
  let head = readHead(handle)
  let modified = own?.mtimeMs
  let seen = version.get()!.data_version
  let othersWroteAt = Number.NEGATIVE_INFINITY
  let logWasThereAt = Number.NEGATIVE_INFINITY
  let writes = false

  const isOwn = (found: Stats | undefined): found is Stats => found?.ino === own?.ino && found?.dev === own?.dev

  /** What is wrong with the file; null for nothing. */
  function findProblem(): Problem | null {
    const found = statOf(file)
    if (found === undefined) return 'missing'
    if (!isOwn(found)) return 'other'
    const problem = findLogProblem()
    if (problem !== null) return problem
    if (found.mtimeMs === modified) return null
    const foundHead = readHead(handle)
    if (!foundHead.hasLog || foundHead.changes < head.changes || !othersWrote()) return 'overwritten'
    head = foundHead
    modified = found.mtimeMs
    return null
  }

  function findLogProblem(): Problem | null {
    if (performance.now() - logWasThereAt < logCheckIntervalMs) return null
    const found = statOf(log)
    if (found === undefined) return 'missing'
    if (found.ino !== ownLog?.ino || found.dev !== ownLog.dev) return 'other'
    logWasThereAt = performance.now()
    return null
  }

  function othersWrote(): boolean {
    const found = version.get()!.data_version
    if (found !== seen) othersWroteAt = performance.now()
    seen = found
    return performance.now() - othersWroteAt < foreignWriteMs
  }

  function verifyFile(): void {
    logWasThereAt = Number.NEGATIVE_INFINITY
    throwProblem()
  }

  function throwProblem(): void {
    const problem = findProblem()
    if (problem !== null) throw databaseReplacedError(file, problem)
  }

  function guardWrite<T>(work: () => T): T {
    if (writes) return work()
    throwProblem()
    writes = true
    let result: T
    let links: number
    try {
      result = work()
    } finally {
      writes = false
      const written = fstatSync(handle)
      modified = written.mtimeMs
      links = written.nlink
    }
    // A write counts only while its file still has a name. The open handle tells that in half the time: a file that was
    // only moved keeps what was written, and the next check refuses more.
    if (links === 0) throw databaseReplacedError(file, findProblem() ?? 'missing')
    return result
  }

  return {
    verifyFile,
    guardWrite,
    prepare<Row>(sql: string) {
      const statement = database.prepare<Row>(sql)
      return { ...statement, run: (parameters) => guardWrite(() => statement.run(parameters)) }
    },
    exec: database.exec,
    transaction: (work) => guardWrite(() => database.transaction(work)),
    snapshot: database.snapshot,
    proof: database.proof,
    close() {
      // The last connection to close writes the log into the file, which would damage a file that is not ours.
      const reader = findProblem() === 'overwritten' ? holdOpen(file) : null
      database.close()
      reader?.close()
      closeSync(handle)
    },
  }
}

/** A database in memory, which has no file to watch. */
export function withoutWatch(database: Database): WatchedDatabase {
  return { ...database, verifyFile: () => undefined, guardWrite: (work) => work() }
}

/** Opens a read-only connection, so that closing the other one is not the last close and writes nothing. */
function holdOpen(file: string): Database | null {
  try {
    const reader = openDatabase(file, { readonly: true })
    reader.exec('begin; select count(*) from sqlite_schema')
    return reader
  } catch {
    // The file there is no database, so nothing can be damaged.
    return null
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    // The folder, or its disk, cannot be read.
    return undefined
  }
}

function databaseReplacedError(file: string, problem: Problem): AppError {
  const happened = {
    missing: 'was moved or deleted',
    other: 'was replaced by another one',
    overwritten: 'was overwritten',
  }[problem]
  const message = `The database ${file} ${happened} while Rollcall was open, so nothing is recorded any more. Put it back, or restore a backup.`
  return new AppError('database-replaced', message, { details: { file, problem } })
}

import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { openDatabase } from './database.ts'
import { type FileLock, lockFile } from './file-lock.ts'
import { forgetHighWater } from './high-water.ts'
import { overwriteAndRemove } from './key-files.ts'
import { syncFile, syncFolder } from './sync-file.ts'

/**
 * How a database in a data folder is replaced so that a crash leaves the old one or the new one, never parts of both.
 * The new one is prepared as `restore.part/rollcall.db`. Renaming that folder to `restore.TIME` commits: a crash before
 * keeps the old data, and after a crash later the next start finishes the work. The former data are kept in
 * `replaced/TIME`. A new database with another key has it beside it as `key`.
 *
 * Data that get another key (rotate-key.ts) are replaced in the same way, but nothing is kept of the former ones: what
 * their key opens is removed, and the key itself overwritten.
 */
const partFolder = 'restore.part'
const decided = /^restore\.(\d{4}-.*Z)$/
/**
 * The files that are replaced together. The database is moved away first and back last, so that it never lies there
 * without its log.
 */
const parts = ['rollcall.db', 'rollcall.db-wal', 'rollcall.db-shm', 'imports', 'high-water'] as const

/** Keys that lie beside the new database: of a restore the first, of data that get another key one of them. */
const broughtKeys = ['key', 'key.sealed'] as const
const highWaterOf = (folder: string) => join(folder, 'high-water')

export const partOf = (dataFolder: string) => join(dataFolder, partFolder)
/** Says in the prepared folder that the former data are not kept. */
export const rotationMarkOf = (folder: string) => join(folder, 'rotation')
export const databaseOf = (folder: string) => join(folder, 'rollcall.db')
export const keyOf = (folder: string) => join(folder, 'key')
/** Where a window puts a backup that somebody chose. */
export const uploadOf = (dataFolder: string) => join(dataFolder, 'restore.received')
export const previousDataOf = (dataFolder: string) => join(dataFolder, 'replaced')

/** Locks the folder for one restore at a time. @returns null while another process holds the lock */
export function lockRestore(dataFolder: string): FileLock | null {
  return lockFile(join(dataFolder, 'restore.lock'))
}

/**
 * Finishes or undoes a restore that a crash interrupted. Call it before a database is opened; without such a restore it
 * does nothing.
 * @throws AppError `database-busy` while another process does the same, `restore-failed`
 */
export function recoverRestore(dataFolder: string): void {
  if (!readdirSync(dataFolder).some((name) => name === partFolder || decided.test(name))) return
  using lock = lockRestore(dataFolder)
  if (lock === null) {
    if (findDecidedTime(dataFolder) === null) return
    const message = `A backup is just being restored into ${dataFolder}. Try again when that is done.`
    throw new AppError('database-busy', message, { details: { folder: dataFolder } })
  }
  const time = findDecidedTime(dataFolder)
  if (time !== null) finishOrUndo(dataFolder, time)
  rmSync(partOf(dataFolder), { recursive: true, force: true })
}

/**
 * Moves the prepared database into place. The caller holds the lock, and the database is closed.
 * @param time names the folder of the former data, such as `2026-11-29T08-30-00.000Z`
 * @returns the folder of the former data; null when there were none
 * @throws AppError `restore-failed`; then everything is as it was
 */
export function swap(dataFolder: string, time: string): string | null {
  const work = join(dataFolder, `restore.${time}`)
  try {
    syncFolder(partOf(dataFolder))
    renameSync(partOf(dataFolder), work)
    syncFolder(dataFolder)
  } catch (cause) {
    throw restoreFailedError(dataFolder, cause)
  }
  return finishOrUndo(dataFolder, time)
}

function finishOrUndo(dataFolder: string, time: string): string | null {
  try {
    return finish(dataFolder, time)
  } catch (cause) {
    try {
      undo(dataFolder, time)
    } catch (second) {
      throw restoreFailedError(dataFolder, second, 'The backup is not in place yet; the next start goes on with it')
    }
    throw restoreFailedError(dataFolder, cause)
  }
}

function finish(dataFolder: string, time: string): string | null {
  const work = join(dataFolder, `restore.${time}`)
  const kept = formerFolderOf(dataFolder, work, time)
  // While the new database has not moved, all files in its place belong to the old one.
  if (existsSync(databaseOf(work))) {
    moveAside(dataFolder, kept)
    for (const name of broughtKeys) bringKey(dataFolder, work, kept, name)
    renameSync(databaseOf(work), databaseOf(dataFolder))
    syncFolder(dataFolder)
  }
  const isRotation = existsSync(rotationMarkOf(work))
  clear(dataFolder, work, kept)
  return !isRotation && existsSync(kept) ? kept : null
}

/** Where the former data go. */
function formerFolderOf(dataFolder: string, work: string, time: string): string {
  return existsSync(rotationMarkOf(work)) ? join(work, 'former') : join(previousDataOf(dataFolder), time)
}

function clear(dataFolder: string, work: string, kept: string): void {
  try {
    // Data kept by an earlier restore bring their own photos.
    const photos = join(work, 'imports')
    if (existsSync(photos)) renameSync(photos, join(dataFolder, 'imports'))
    // The index is of the former templates, and is rebuilt.
    for (const name of readdirSync(dataFolder)) {
      if (name.startsWith('gallery.index')) rmSync(join(dataFolder, name), { force: true })
    }
    forgetHighWater(dataFolder)
    if (existsSync(rotationMarkOf(work))) {
      if (existsSync(highWaterOf(work))) renameSync(highWaterOf(work), highWaterOf(dataFolder))
      for (const name of broughtKeys) overwriteAndRemove(join(kept, name))
      rmSync(join(dataFolder, 'salt'), { force: true })
    }
    for (const name of broughtKeys) overwriteAndRemove(join(work, name))
    rmSync(work, { recursive: true, force: true })
    syncFolder(dataFolder)
  } catch {
    // The database is in place; the next start removes what is left.
  }
}

function moveAside(dataFolder: string, kept: string): void {
  moveTo(
    kept,
    dataFolder,
    parts.filter((name) => existsSync(join(dataFolder, name))),
  )
}

function moveTo(kept: string, dataFolder: string, names: readonly string[]): void {
  if (names.length === 0) return
  mkdirSync(kept, { recursive: true, mode: 0o700 })
  for (const name of names) {
    const target = join(kept, name)
    // An earlier version of Rollcall, which knows no restores, may have created a database meanwhile.
    const aside = existsSync(target) ? join(kept, `${Date.now()}-${name}`) : target
    renameSync(join(dataFolder, name), aside)
  }
  syncFolder(kept)
  syncFolder(dirname(kept))
}

/** Copied, so that undoing the restore can tell which key came with it. */
function bringKey(dataFolder: string, work: string, kept: string, name: string): void {
  const [key, brought] = [join(dataFolder, name), join(work, name)]
  if (!existsSync(brought) || isSame(key, brought)) return
  if (existsSync(key)) moveTo(kept, dataFolder, [name])
  const part = `${key}.part`
  rmSync(part, { force: true })
  copyFileSync(brought, part)
  chmodSync(part, 0o600)
  syncFile(part)
  renameSync(part, key)
}

function removeBroughtKey(dataFolder: string, work: string, kept: string, name: string): void {
  const [key, brought, former] = [join(dataFolder, name), join(work, name), join(kept, name)]
  if (!existsSync(brought)) return
  if (isSame(key, brought)) rmSync(key)
  if (!existsSync(key) && existsSync(former)) renameSync(former, key)
}

const isSame = (one: string, other: string) => existsSync(one) && readFileSync(one).equals(readFileSync(other))

/** Writes the log into the database and flushes it, so that one file holds everything. */
export function makeOneFile(to: string): void {
  const database = openDatabase(to)
  try {
    database.exec('pragma journal_mode = delete')
  } finally {
    database.close()
  }
  syncFile(to)
}

/** Moves the former data back; does nothing once the new database is in place. */
function undo(dataFolder: string, time: string): void {
  const work = join(dataFolder, `restore.${time}`)
  const kept = formerFolderOf(dataFolder, work, time)
  if (!existsSync(databaseOf(work))) return
  for (const name of broughtKeys) removeBroughtKey(dataFolder, work, kept, name)
  for (const name of parts.toReversed()) {
    const [from, to] = [join(kept, name), join(dataFolder, name)]
    if (existsSync(from) && !existsSync(to)) renameSync(from, to)
  }
  rmSync(work, { recursive: true, force: true })
  if (existsSync(kept) && readdirSync(kept).length === 0) rmdirSync(kept)
  syncFolder(dataFolder)
}

/** The time of a restore that is committed and not finished; null without one. */
function findDecidedTime(dataFolder: string): string | null {
  for (const name of readdirSync(dataFolder)) {
    const time = decided.exec(name)?.[1]
    if (time !== undefined) return time
  }
  return null
}

function restoreFailedError(
  dataFolder: string,
  cause: unknown,
  what = 'The backup was not restored, and everything is as it was',
): AppError {
  const why = cause instanceof Error ? cause.message : String(cause)
  const message = `${what} (${why}). Close other programs that use ${dataFolder}, check that you may write there, and try again.`
  return new AppError('restore-failed', message, { details: { folder: dataFolder }, cause })
}

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from './contract/errors.ts'
import { type FileLock, lockFile } from './store/file-lock.ts'

/** A lock on a data folder for as long as a window (Electron or web) uses it; commands do not take it. */
export type DataLock = Disposable

interface Holder {
  readonly pid: number
  readonly shell: string
}

/**
 * Locks a data folder for this process. The operating system holds the lock (`rollcall.lock`) and releases it when the
 * process ends, however it ends, so that no stale lock is left. `window.lock` only says who holds it.
 * @throws AppError `data-in-use` while another window runs on the folder, `file-unreadable` where the lock cannot be
 * made
 */
export function lockDataFolder(folder: string, shell: string): DataLock {
  const path = join(folder, 'rollcall.lock')
  const note = join(folder, 'window.lock')
  const lock = takeLock(folder, path)
  if (lock === null) throw dataInUseError(folder, readHolder(note))
  writeNote(note, { pid: process.pid, shell })
  return {
    [Symbol.dispose]() {
      if (readHolder(note)?.pid === process.pid) rmSync(note, { force: true })
      lock[Symbol.dispose]()
    },
  }
}

function takeLock(folder: string, path: string): FileLock | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('a folder is in its place')
    return lockFile(path)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const message = `The data folder ${folder} cannot be used: ${path} cannot be made (${why}). Check that the disk can be written to and the folder belongs to you.`
    throw new AppError('file-unreadable', message, { details: { file: path }, cause })
  }
}

/** Writes the note for people; a window runs without it too. */
function writeNote(note: string, own: Holder): void {
  try {
    writeFileSync(note, JSON.stringify(own), { mode: 0o600 })
  } catch {
    // Then the message in a second window names no process.
  }
}

function dataInUseError(folder: string, holder: Holder | null): AppError {
  const who = holder === null ? 'Another Rollcall' : `Another Rollcall (${holder.shell}, process ${holder.pid})`
  return new AppError(
    'data-in-use',
    `${who} is already open on ${folder}. Use its window, or close it and start again.`,
    { details: { folder, pid: holder?.pid ?? null } },
  )
}

/** Null when the note is missing or was cut off while it was written. */
function readHolder(note: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(note, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || !Number.isInteger(value.pid)) return null
    return { pid: Number(value.pid), shell: 'shell' in value ? String(value.shell) : 'unknown' }
  } catch {
    return null
  }
}

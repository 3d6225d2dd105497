import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from './contract/errors.ts'
import { isRunning } from './running.ts'

/** Held while a window (Electron or web) runs on a data folder; commands that come and go do not take it. */
export interface DataLock {
  release(): void
}

interface Holder {
  readonly pid: number
  readonly shell: string
}

/**
 * Takes the folder for this process, by a file that names its process. A file left behind by a process that is gone is
 * taken over.
 * @throws AppError `data-in-use` while another window runs on the folder
 */
export function lockDataFolder(folder: string, shell: string): DataLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'window.lock')
  const own: Holder = { pid: process.pid, shell }
  // A second round is needed only when a stale file was removed in the first.
  for (let round = 0; round < 3; round += 1) {
    try {
      writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 })
      return { release: () => releaseOwn(file) }
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    }
    const holder = readHolder(file)
    if (holder !== null && holder.pid !== process.pid && isRunning(holder.pid)) throw inUse(folder, holder)
    rmSync(file, { force: true })
  }
  throw inUse(folder, readHolder(file))
}

function inUse(folder: string, holder: Holder | null): AppError {
  const who = holder === null ? 'Another Rollcall' : `Another Rollcall (${holder.shell}, process ${holder.pid})`
  return new AppError(
    'data-in-use',
    `${who} is already open on ${folder}. Use its window, or close it and start again.`,
    { details: { folder, pid: holder?.pid ?? null } },
  )
}

function releaseOwn(file: string): void {
  if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
}

/** Null when the file is gone or was cut off while it was written. */
function readHolder(file: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || !Number.isInteger(value.pid)) return null
    return { pid: Number(value.pid), shell: 'shell' in value ? String(value.shell) : 'unknown' }
  } catch {
    return null
  }
}

import { lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRunning } from './running.ts'

/** The folders that leftovers may be in; passed in so that every platform can be tested on any. */
export interface LeftoverPlaces {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly temporaryFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The prefix of temporary folders in which commands keep copies of data to read. */
export const readingPrefix = (pid: number) => `rollcall-reading-${pid}-`

/** Removes files outside the data folder that earlier versions and killed processes left. */
export function removeLeftovers(places: LeftoverPlaces): void {
  removeTelemetryLeftovers(places)
  removeReadingCopies(places.temporaryFolder)
}

/** Removes copies of data of commands that have ended. */
function removeReadingCopies(temporaryFolder: string): void {
  for (const name of namesIn(temporaryFolder)) {
    const pid = /^rollcall-reading-(\d+)-\w+$/.exec(name)?.[1]
    if (pid !== undefined && !isRunning(Number(pid))) removeOwnFolder(join(temporaryFolder, name))
  }
}

/**
 * Removes what onnxruntime's telemetry left of this user when an earlier version of Rollcall let it run: a lasting
 * identifier of the machine, events that waited to be sent, and logs. Other files, links and folders that still hold
 * something stay; so does what cannot be removed. Another program that reports in this way makes its files anew.
 */
function removeTelemetryLeftovers({ platform, home, temporaryFolder, environment }: LeftoverPlaces): void {
  if (platform === 'win32') return
  const caches =
    platform === 'darwin'
      ? join(home, 'Library', 'Application Support')
      : environment.XDG_CACHE_HOME || join(home, '.cache')
  const folder = join(caches, 'Microsoft', 'DeveloperTools', '.onnxruntime')
  for (const name of namesIn(folder)) {
    if (/^(deviceid|onnxruntime\.db)([-.].*)?$/.test(name)) removeOwnFile(join(folder, name))
  }
  for (const emptied of [folder, dirname(folder), dirname(dirname(folder))]) removeEmptyFolder(emptied)
  for (const name of namesIn(temporaryFolder)) {
    const path = join(temporaryFolder, name)
    if (/^mat-debug-\d+\.log$/.test(name) && !isRunning(Number(/\d+/.exec(name)))) removeOwnFile(path)
    if (name === '.ses' && isTelemetrySession(path)) removeOwnFile(path)
  }
}

/** A time in milliseconds and an identifier, a line each. */
function isTelemetrySession(file: string): boolean {
  try {
    return (
      lstatSync(file).size < 100 &&
      /^\d{13}\n[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\s*$/.test(readFileSync(file, 'utf8'))
    )
  } catch {
    return false
  }
}

function namesIn(folder: string): string[] {
  try {
    return lstatSync(folder).isDirectory() ? readdirSync(folder) : []
  } catch {
    return []
  }
}

function removeOwnFile(path: string): void {
  try {
    const found = lstatSync(path)
    if (found.isFile() && found.uid === process.getuid?.()) rmSync(path)
  } catch {
    // It is gone, or stays.
  }
}

/** A folder with everything in it. */
function removeOwnFolder(path: string): void {
  try {
    const found = lstatSync(path)
    // Windows has no user ids, and a separate temporary folder for each user.
    if (found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid)) rmSync(path, { recursive: true })
  } catch {
    // It is gone, or stays.
  }
}

function removeEmptyFolder(path: string): void {
  try {
    if (lstatSync(path).isDirectory()) rmdirSync(path)
  } catch {
    // It is gone, or holds something.
  }
}

import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Size at which the log is rotated; with the older files it takes five times as much at most. */
const maxFileBytes = 1024 * 1024
const maxFiles = 5

export interface LogFile {
  readonly path: string
  /** Appends a line. It never throws: on a full or read-only disk, or without a data folder, there is no log. */
  append(line: string): void
}

export const logFolderOf = (dataFolder: string) => join(dataFolder, 'logs')

/** The name of a log file by age; 0 is the current one. */
const nameOf = (age: number) => (age === 0 ? 'rollcall.log' : `rollcall.${age}.log`)

/**
 * Opens the log of a data folder. Each line is written at once, so that the last one before a crash is there, and so
 * that window, engine and commands can share the file.
 */
export function openLogFile(dataFolder: string, maxBytes = maxFileBytes): LogFile {
  const folder = logFolderOf(dataFolder)
  const path = join(folder, nameOf(0))

  function rotate(): void {
    for (let age = maxFiles - 1; age > 0; age--) {
      try {
        renameSync(join(folder, nameOf(age - 1)), join(folder, nameOf(age)))
      } catch {
        // There are fewer files, or another process rotates them too.
      }
    }
  }

  function bytes(): number {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0
  }

  return {
    path,
    append(line) {
      try {
        mkdirSync(folder, { mode: 0o700 })
      } catch {
        // The folder exists, or cannot be created.
      }
      try {
        if (bytes() + line.length > maxBytes) rotate()
        // A file that could not be renamed stays full.
        if (bytes() > maxBytes) return
        appendFileSync(path, `${line}\n`, { mode: 0o600 })
      } catch {
        // A log that cannot be written never stops the work.
      }
    },
  }
}

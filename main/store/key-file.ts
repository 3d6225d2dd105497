import { constants, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyNotWrittenError } from './key-files.ts'
import { syncFolder } from './sync-file.ts'
import { timeInName } from './time-in-name.ts'

export interface KeyFile {
  readonly file: string
  /** Where a former key is kept; null when there was none. */
  readonly replaced: string | null
}

/**
 * Writes the key of a data folder. The file gets its name when it is complete; another key is kept under a dated name.
 * @param now milliseconds since the epoch
 * @throws AppError `file-unreadable`
 */
export function writeKeyFile(dataFolder: string, key: Uint8Array, now: number): KeyFile {
  const file = join(dataFolder, 'key')
  const part = `${file}.part`
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    const present = readIfThere(file)
    if (present !== null && Buffer.from(present).equals(key)) return { file, replaced: null }
    rmSync(part, { force: true })
    writeFileSync(part, key, { mode: 0o600, flag: 'wx', flush: true })
    const replaced = present === null ? null : `${file}.${timeInName(now)}`
    // Copied and not moved, so that the folder has a key at every moment.
    if (replaced !== null) copyFileSync(file, replaced, constants.COPYFILE_EXCL)
    renameSync(part, file)
    syncFolder(dataFolder)
    return { file, replaced }
  } catch (cause) {
    rmSync(part, { force: true })
    throw keyNotWrittenError(file, cause)
  }
}

function readIfThere(file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  }
}

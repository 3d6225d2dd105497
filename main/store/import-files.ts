import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { Database } from './database.ts'
import { hasPackedPhotos, removePacked, unpackPhotos } from './packed-photos.ts'
import type { Vault } from './vault.ts'

/** Disk space that photos leave free, for entries and templates. */
const minFreeBytes = 1024 * 1024 * 1024

/** Photos of an import that wait for a decision, each encrypted in a file of its own, because they are large. */
export interface ImportFiles {
  /** @throws AppError `disk-full` while 1 GiB is still free */
  put(id: number, photo: Uint8Array): void
  /**
   * Null when there is none, or when a crash damaged it while it was written.
   * @throws AppError `file-unreadable` when it exists and cannot be read
   */
  get(id: number): Uint8Array | null
  /** Removes the photos of these numbers, also those that are still packed in a backup. */
  remove(ids: Iterable<number>): void
  /** Removes all files but those of these photos. */
  keepOnly(ids: ReadonlySet<number>): void
  /**
   * Unpacks the photos of a backup that has replaced the database, and removes the former files, whose numbers may mean
   * other photos now. Does nothing in a database that is no backup.
   * @throws AppError `disk-full`; then it can be called again
   */
  unpackBackup(): void
}

export const waitingPhotoContext = (id: number) => `imported photo ${id}`

export function openImportFiles(database: Database, folder: string, vault: Vault): ImportFiles {
  const fileOf = (id: number) => pathOfPhoto(folder, id)
  const remove = (ids: Iterable<number>) => {
    for (const id of ids) rmSync(fileOf(id), { force: true })
  }
  return {
    put(id, photo) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const { bavail, bsize } = statfsSync(folder)
      if (bavail * bsize < minFreeBytes + photo.length) throw diskFullError(null)
      writeSealed(fileOf(id), vault.seal(photo, waitingPhotoContext(id)))
    },
    get(id) {
      const sealed = read(fileOf(id))
      try {
        return sealed && vault.open(sealed, waitingPhotoContext(id))
      } catch {
        return null
      }
    },
    remove(ids) {
      const gone = [...ids]
      remove(gone)
      removePacked(database, gone)
    },
    keepOnly(ids) {
      const names = readNames(folder)
      remove(names.map((name) => Number.parseInt(name, 10)).filter((id) => !ids.has(id)))
    },
    unpackBackup() {
      if (!hasPackedPhotos(database)) return
      database.transaction(() => {
        // Another process may have unpacked them first.
        if (!hasPackedPhotos(database)) return
        remove(readNames(folder).map((name) => Number.parseInt(name, 10)))
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        unpackPhotos(database, (id, sealed) => writeSealed(fileOf(id), sealed))
      })
    },
  }
}

function pathOfPhoto(folder: string, id: number): string {
  return join(folder, `${id}.sealed`)
}

/** Reads a photo's file, still encrypted; null when there is none. */
export function readSealedPhoto(folder: string, id: number): Uint8Array | null {
  return read(pathOfPhoto(folder, id))
}

function writeSealed(file: string, sealed: Uint8Array): void {
  try {
    writeFileSync(file, sealed, { mode: 0o600, flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw diskFullError(error)
    throw error
  }
}

function read(file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    const message = `The photo in ${file} cannot be read. Check the disk, and whose file it is; then try again.`
    throw new AppError('file-unreadable', message, { details: { file }, cause })
  }
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+\.sealed$/.test(name))
  } catch {
    return []
  }
}

function diskFullError(cause: unknown): AppError {
  const message = 'The disk is nearly full, so no more photos are taken in. Free some space.'
  return new AppError('disk-full', message, { cause })
}

import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { Vault } from './vault.ts'

/** So much of the disk is left to entries and templates. */
const leastFreeBytes = 1024 * 1024 * 1024

/** Photos of an import that were not decided yet, each sealed in a file of its own: too large for the database. */
export interface ImportFiles {
  /** @throws AppError `disk-full` before the disk is full */
  put(id: number, photo: Uint8Array): void
  /**
   * Null when it is not there, or was damaged by a crash while it was written.
   * @throws AppError `file-unreadable` when it is there and cannot be read
   */
  get(id: number): Uint8Array | null
  remove(ids: Iterable<number>): void
  /** Removes what no photo needs any more. */
  keepOnly(ids: ReadonlySet<number>): void
}

export function openImportFiles(folder: string, vault: Vault): ImportFiles {
  const fileOf = (id: number) => join(folder, `${id}.sealed`)
  const contextOf = (id: number) => `imported photo ${id}`
  const remove = (ids: Iterable<number>) => {
    for (const id of ids) rmSync(fileOf(id), { force: true })
  }
  return {
    put(id, photo) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const { bavail, bsize } = statfsSync(folder)
      if (bavail * bsize < leastFreeBytes + photo.length) throw full(null)
      try {
        writeFileSync(fileOf(id), vault.seal(photo, contextOf(id)), { mode: 0o600 })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw full(error)
        throw error
      }
    },
    get(id) {
      const sealed = read(fileOf(id))
      try {
        return sealed && vault.open(sealed, contextOf(id))
      } catch {
        return null
      }
    },
    remove,
    keepOnly(ids) {
      const names = readNames(folder)
      remove(names.map((name) => Number.parseInt(name, 10)).filter((id) => !ids.has(id)))
    },
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

function full(cause: unknown): AppError {
  const message = 'The disk is nearly full, so no more photos are taken in. Free some space.'
  return new AppError('disk-full', message, { cause })
}

import { serveThread } from '../threads/serve.ts'
import type { CopyOrder } from './backup.ts'
import { backupCounts, checkCopy } from './backup-check.ts'
import { type Database, openDatabase } from './database.ts'
import { readSealedPhoto } from './import-files.ts'
import { packPhotos } from './packed-photos.ts'

/** Copies the database, and looks whether the copy is whole. */
function copy({ from, to, photos }: CopyOrder): void {
  const original = openDatabase(from, { readonly: true })
  try {
    const version = dataVersion(original)
    const before = backupCounts(original)
    original.prepare('vacuum into @to').run({ to })
    const unchanged = dataVersion(original) === version
    pack(to, photos)
    checkCopy(to, before, unchanged)
  } finally {
    original.close()
  }
}

function pack(to: string, photos: string): void {
  const copy = openDatabase(to)
  try {
    // No other process opens this file, and it is flushed to the disk when it is complete.
    copy.exec('pragma journal_mode = memory; pragma synchronous = off')
    packPhotos(copy, (id) => readSealedPhoto(photos, id))
  } finally {
    copy.close()
  }
}

/** A number that changes when another connection writes. */
function dataVersion(database: Database): number {
  return database.prepare<{ data_version: number }>('pragma data_version').get()!.data_version
}

const methods = { copy }
export type BackupMethods = typeof methods
serveThread(methods)

import { statSync } from 'node:fs'
import { type Database, openDatabase } from './database.ts'

/** The salt of the passphrase that a database opens with; null when it holds none. */
export function readSalt(database: Database): Uint8Array | null {
  const stored = database.prepare<{ value: string }>("select value from meta where key = 'salt'").get()
  return stored === undefined ? null : Buffer.from(stored.value, 'base64')
}

/** Keeps the salt of a passphrase that has just opened the database, where it does not hold one. */
export function storeSalt(database: Database, salt: Uint8Array | null): void {
  if (salt === null || readSalt(database) !== null) return
  const value = Buffer.from(salt).toString('base64')
  database.prepare("insert or ignore into meta (key, value) values ('salt', @value)").run({ value })
}

/** The same as `readSalt` of a database that is not open; null too for a file that cannot be read as one. */
export function readSaltOf(file: string): Uint8Array | null {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return null
  try {
    const database = openDatabase(file, { readonly: true })
    try {
      return readSalt(database)
    } finally {
      database.close()
    }
  } catch {
    // Whoever opens the database says what is wrong with it.
    return null
  }
}

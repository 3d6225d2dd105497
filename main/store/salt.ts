import { statSync } from 'node:fs'
import { type Database, openDatabase } from './database.ts'

/** Reads the salt of a database's passphrase; null when it has none. */
export function readSalt(database: Database): Uint8Array | null {
  const stored = database.prepare<{ value: string }>("select value from meta where key = 'salt'").get()
  return stored === undefined ? null : Buffer.from(stored.value, 'base64')
}

/** Stores the salt of the passphrase that has just opened the database, when it holds none. */
export function storeSalt(database: Database, salt: Uint8Array | null): void {
  if (salt === null || readSalt(database) !== null) return
  const value = Buffer.from(salt).toString('base64')
  database.prepare("insert or ignore into meta (key, value) values ('salt', @value)").run({ value })
}

/** Like `readSalt` for a file; null when it cannot be read as a database. */
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
    // Opening the database will report what is wrong.
    return null
  }
}

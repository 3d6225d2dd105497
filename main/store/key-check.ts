import { AppError } from '../contract/errors.ts'
import { describeKeyPlace } from '../contract/key-place.ts'
import { blob, type Database } from './database.ts'
import { readSalt, storeSalt } from './salt.ts'
import type { Vault } from './vault.ts'

const context = 'key check'

/**
 * Checks that the key fits the database, and creates a key for a new database. A database never gets a second key. It
 * holds the salt of a passphrase, so that a copy needs nothing but the passphrase.
 * @throws AppError `key-missing` when the key is gone, `key-wrong` when it is another one
 */
export function checkKey(database: Database, vault: Vault): void {
  const stored = database.prepare<{ value: string }>("select value from meta where key = 'key-check'").get()
  if (stored === undefined) {
    vault.establish()
    const value = Buffer.from(vault.seal(Buffer.from(context), context)).toString('base64')
    database.transaction(() => {
      database.prepare("insert into meta (key, value) values ('key-check', @value)").run({ value })
      storeSalt(database, vault.salt)
    })
    return
  }
  if (vault.fresh) throw keyMissingError(database, vault)
  if (!opensWith(database, vault)) {
    const message = `The key does not fit this database (${describeKeyPlace(vault.place)}). Use the key or passphrase it was made with.`
    throw new AppError('key-wrong', message, { details: { opensWith: secretKindOf(database) } })
  }
  storeSalt(database, vault.salt)
}

/** Whether a database was made with this key. One that was never opened fits every key. */
export function opensWith(database: Database, vault: Vault): boolean {
  const stored = database.prepare<{ value: string }>("select value from meta where key = 'key-check'").get()
  if (stored === undefined) return true
  try {
    vault.open(blob(Buffer.from(stored.value, 'base64')), context)
    return true
  } catch {
    return false
  }
}

function keyMissingError(database: Database, vault: Vault): AppError {
  const opensWith = secretKindOf(database)
  const message =
    opensWith === 'key'
      ? `The key of this database is missing: ${vault.lacking}. Put it back from a backup; without it faces and photos cannot be read.`
      : 'This database opens with a passphrase. Give the one it was made with.'
  return new AppError('key-missing', message, { details: { opensWith } })
}

/** What the database was made with. One with a passphrase opens with its recovery key too. */
function secretKindOf(database: Database): 'key' | 'passphrase' {
  return readSalt(database) === null ? 'key' : 'passphrase'
}

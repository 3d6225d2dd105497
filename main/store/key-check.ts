import { AppError } from '../contract/errors.ts'
import { blob, type Database } from './database.ts'
import { readSalt, storeSalt } from './salt.ts'
import type { Vault } from './vault.ts'

const context = 'key check'

/**
 * Binds the database to its key. A new database gets a key; one that has a key is never given another. The salt of a
 * passphrase is kept in the database, so that a copy of it needs nothing but the passphrase.
 * @throws AppError `key-missing` when there is none any more, `key-wrong` when it is another one
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
  if (vault.fresh) throw keyMissing(database, vault)
  try {
    vault.open(blob(Buffer.from(stored.value, 'base64')), context)
  } catch (cause) {
    const message = `The key does not fit this database (${vault.label}). Use the key or passphrase it was made with.`
    throw new AppError('key-wrong', message, { cause })
  }
  storeSalt(database, vault.salt)
}

function keyMissing(database: Database, vault: Vault): AppError {
  const message =
    readSalt(database) === null
      ? `The key of this database is missing: ${vault.lacking}. Put it back from a backup; without it faces and photos cannot be read.`
      : 'This database opens with a passphrase. Give the one it was made with.'
  return new AppError('key-missing', message)
}

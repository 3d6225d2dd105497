import { AppError } from '../contract/errors.ts'
import { blob, type Database } from './database.ts'
import type { Vault } from './vault.ts'

const context = 'key check'

/**
 * Binds the database to its key. A new database gets a key; one that has a key is never given another.
 * @throws AppError `key-missing` when there is none any more, `key-wrong` when it is another one
 */
export function checkKey(database: Database, vault: Vault): void {
  const stored = database.prepare<{ value: string }>("select value from meta where key = 'key-check'").get()
  if (stored === undefined) {
    vault.establish()
    const value = Buffer.from(vault.seal(Buffer.from(context), context)).toString('base64')
    database.prepare("insert into meta (key, value) values ('key-check', @value)").run({ value })
    return
  }
  if (vault.fresh) {
    const message = `The key of this database is missing: ${vault.label}. Put it back from a backup; without it faces and photos cannot be read.`
    throw new AppError('key-missing', message)
  }
  try {
    vault.open(blob(Buffer.from(stored.value, 'base64')), context)
  } catch (cause) {
    const message = `The key does not fit this database (${vault.label}). Use the key or passphrase it was made with.`
    throw new AppError('key-wrong', message, { cause })
  }
}

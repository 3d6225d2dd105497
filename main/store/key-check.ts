import { AppError } from '../contract/errors.ts'
import { describeKeyPlace } from '../contract/key-place.ts'
import type { Database } from './database.ts'
import { readKeyRecord, writeKeyRecord } from './key-record.ts'
import { keyCheckContext, type Vault } from './vault.ts'

/**
 * Opens the data key of a database with the vault's secret, and makes both for a new database. A database never gets a
 * second key in this way.
 * @throws AppError `key-missing` when the key is gone, `key-wrong` when it is another one
 */
export function checkKey(database: Database, vault: Vault): void {
  const record = readKeyRecord(database)
  if (record.check === null) {
    const current = vault.establish()
    const check = vault.seal(Buffer.from(keyCheckContext), keyCheckContext)
    writeKeyRecord(database, { check, current })
    return
  }
  switch (vault.unlock(record)) {
    case 'missing':
      throw keyMissingError(database, vault)
    case 'wrong': {
      const message = `The key does not fit this database (${describeKeyPlace(vault.place)}). Use the key or passphrase it was made with.`
      throw new AppError('key-wrong', message, { details: { opensWith: secretKindOf(database) } })
    }
    case 'open':
      // The salt of an early version lies in a file; a copy of the database shall need nothing but the passphrase.
      if (record.current.salt === null && vault.salt !== null && vault.opened !== 'next') {
        writeKeyRecord(database, { current: { ...record.current, salt: vault.salt } })
      }
  }
}

/** Whether a database was made with this key. One that was never opened fits every key. */
export function opensWith(database: Database, vault: Vault): boolean {
  const record = readKeyRecord(database)
  return record.check === null || vault.unlock(record) === 'open'
}

function keyMissingError(database: Database, vault: Vault): AppError {
  const opensWith = secretKindOf(database)
  const message =
    opensWith === 'key'
      ? `The key of this database is missing: ${vault.lacking}. Put it back from a backup; without it faces and photos cannot be read.`
      : 'This database opens with a passphrase. Give the one it was made with.'
  return new AppError('key-missing', message, { details: { opensWith } })
}

/** What opens the database. One with a passphrase opens with its recovery key too. */
export function secretKindOf(database: Database): 'key' | 'passphrase' {
  const { current, next } = readKeyRecord(database)
  return current.salt === null && (next?.salt ?? null) === null ? 'key' : 'passphrase'
}

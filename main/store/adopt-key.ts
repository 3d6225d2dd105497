import { statSync } from 'node:fs'
import { AppError } from '../contract/errors.ts'
import { openDatabase } from './database.ts'
import { opensWith } from './key-check.ts'
import { type KeyFile, writeKeyFile } from './key-file.ts'
import { databaseOf } from './swap.ts'
import { openVault } from './vault.ts'

/**
 * Makes a given key the key of a data folder. The backup that it opens may be there already, or come later.
 * @param now milliseconds since the epoch
 * @throws AppError `key-wrong` when it does not open the database in the folder, and what opening a database throws
 */
export function adoptKey(dataFolder: string, key: Uint8Array, now: number): KeyFile {
  const database = databaseOf(dataFolder)
  if ((statSync(database, { throwIfNoEntry: false })?.size ?? 0) > 0 && !opens(database, key)) {
    const message = `This recovery key does not open the database in ${dataFolder}. Use the one that was written down for it.`
    throw new AppError('key-wrong', message, { details: { folder: dataFolder } })
  }
  return writeKeyFile(dataFolder, key, now)
}

function opens(file: string, key: Uint8Array): boolean {
  const database = openDatabase(file, { readonly: true })
  try {
    return opensWith(database, openVault({ kind: 'key', key, place: { kind: 'recovery-key' } }))
  } finally {
    database.close()
  }
}

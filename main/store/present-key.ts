import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from './database.ts'
import { secretKindOf } from './key-check.ts'
import { databaseOf, keyOf } from './swap.ts'
import type { VaultSource } from './vault.ts'

/**
 * What opens a data folder, of what a shell has to offer. A key file in the folder takes precedence over the shell's
 * key, because an interrupted restore may just have brought it, and over a passphrase that opens nothing any more.
 */
export function presentKey(dataFolder: string, key: VaultSource): VaultSource {
  const path = keyOf(dataFolder)
  if (key.kind === 'file' || !existsSync(path)) return key
  return key.kind === 'passphrase' && mayOpenByPassphrase(dataFolder) ? key : { kind: 'file', path }
}

function mayOpenByPassphrase(dataFolder: string): boolean {
  const file = databaseOf(dataFolder)
  if (existsSync(join(dataFolder, 'salt'))) return true
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return true
  try {
    const database = openDatabase(file, { readonly: true })
    try {
      return secretKindOf(database) === 'passphrase'
    } finally {
      database.close()
    }
  } catch {
    // Opening the database will report what is wrong.
    return true
  }
}

import { readFileSync, statSync } from 'node:fs'
import { AppError } from './contract/errors.ts'
import { maxKeyFileBytes } from './contract/restore.ts'
import { adoptKey } from './store/adopt-key.ts'
import type { KeyFile } from './store/key-file.ts'
import { keyOfFile, keyOfRows } from './store/recovery-key.ts'
import type { VaultSource } from './store/vault.ts'

/**
 * Takes a recovery key in as the key of a data folder.
 * @param typed the four rows, however they were typed
 * @param now milliseconds since the epoch
 * @throws AppError `recovery-key-slip` for a slip, and what `adoptKey` throws
 */
export function importRecoveryKey(dataFolder: string, typed: string, now: number): KeyFile {
  return adoptKey(dataFolder, keyOfRows(typed), now)
}

/**
 * The key in a file: a key file, or a text with a recovery key.
 * @throws AppError `file-unreadable`, `recovery-key-slip`
 */
export function readBackupKey(file: string): VaultSource {
  let bytes: Uint8Array
  try {
    if (statSync(file).size > maxKeyFileBytes) throw new Error('it is too large')
    bytes = readFileSync(file)
  } catch (cause) {
    throw new AppError('file-unreadable', `The key file ${file} cannot be read.`, { details: { file }, cause })
  }
  return { kind: 'key', key: keyOfFile(bytes), place: { kind: 'file', path: file } }
}

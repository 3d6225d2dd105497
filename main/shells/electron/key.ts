import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import type { KeySource } from '../../app.ts'
import { AppError } from '../../contract/errors.ts'
import { describeKeyPlace, type KeyPlace } from '../../contract/key-place.ts'

/**
 * Finds where the key of a data folder comes from. A folder that has a key keeps it: a passphrase, a key file (made by
 * the command line, the web shell, or here), or a key that the system's key chain encrypted. A new folder's key is
 * encrypted by the key chain where there is a real one, and lies in a file with mode 0600 otherwise. A key chain that
 * cannot decrypt what it encrypted gives no key but the reason.
 * @param passphrase the value of ROLLCALL_PASSPHRASE
 * @throws AppError `wrong-usage` when the passphrase is empty
 */
export function keySource(dataFolder: string, passphrase: string | undefined): KeySource {
  if (passphrase === '') {
    const message = 'The passphrase in ROLLCALL_PASSPHRASE is empty. Write one there, or unset it to use the key.'
    throw new AppError('wrong-usage', message)
  }
  if (passphrase !== undefined) return { kind: 'passphrase', passphrase, saltFile: join(dataFolder, 'salt') }
  const keyFile: KeySource = { kind: 'file', path: join(dataFolder, 'key') }
  if (existsSync(keyFile.path)) return keyFile
  const sealedFile = join(dataFolder, 'key.sealed')
  // The key gets its name only with the database: a key without one would mean that the database was lost.
  const firstFile = `${sealedFile}.new`
  const hasDatabase = existsSync(join(dataFolder, 'rollcall.db'))
  if (hasDatabase && existsSync(firstFile) && !existsSync(sealedFile)) renameSync(firstFile, sealedFile)
  // The engine puts this one in its place before it opens the data.
  const brought = findBroughtKey(dataFolder)
  for (const file of [...(brought === null ? [] : [brought]), sealedFile, firstFile]) {
    if (existsSync(file)) return unseal(file)
  }
  if (hasDatabase || !hasKeyChain()) return keyFile
  const key = randomBytes(32)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  writeFileSync(firstFile, safeStorage.encryptString(key.toString('base64')), { mode: 0o600, flush: true })
  return { kind: 'key', key, place: chain() }
}

/** The key that belongs to a database which was about to take its place when Rollcall was stopped (store/swap.ts). */
function findBroughtKey(dataFolder: string): string | null {
  if (!existsSync(dataFolder)) return null
  const folder = readdirSync(dataFolder).find((name) => /^restore\.\d{4}-.*Z$/.test(name))
  const file = folder === undefined ? null : join(dataFolder, folder, 'key.sealed')
  return file !== null && existsSync(file) ? file : null
}

/** Where the key chain keeps a key; null where there is none that is safe. */
export function keyChainPlace(): KeyPlace | null {
  return hasKeyChain() ? chain() : null
}

/** A new secret and what the key chain makes of it. @throws AppError `forbidden` without a key chain */
export function sealSecret(): { readonly secret: Uint8Array; readonly sealed: Uint8Array } {
  if (!hasKeyChain()) throw new AppError('forbidden', 'The key chain is locked, or gone. Unlock it, and try again.')
  const secret = randomBytes(32)
  return { secret, sealed: safeStorage.encryptString(secret.toString('base64')) }
}

/** On Linux without a key chain, Electron would encrypt with a password that everybody knows. */
function hasKeyChain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

function unseal(file: string): KeySource {
  try {
    const key = Buffer.from(safeStorage.decryptString(readFileSync(file)), 'base64')
    return { kind: 'key', key, place: chain() }
  } catch {
    const message = `The key in ${file} cannot be opened with ${describeKeyPlace(chain())}. Log in as the user who set Rollcall up, and unlock it.`
    return { kind: 'none', reason: { code: 'key-wrong', message, details: { file, opensWith: 'key' } } }
  }
}

function chain(): KeyPlace {
  if (process.platform === 'darwin') return { kind: 'keychain' }
  return { kind: process.platform === 'win32' ? 'windows-protection' : 'key-ring' }
}

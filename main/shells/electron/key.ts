import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import type { KeySource } from '../../app.ts'
import { AppError } from '../../contract/errors.ts'

/**
 * Where the key of a data folder comes from. A folder that has a key keeps it: a passphrase, a key file (made by the
 * command line, the web shell, or here), or a key that the system's key chain encrypted. A new folder's key is
 * encrypted by the key chain where there is a real one, and lies in a file with mode 0600 otherwise.
 * @param passphrase of ROLLCALL_PASSPHRASE
 * @throws AppError `invalid-input` when the passphrase is empty, `key-wrong` when the key chain does not give back the key
 * that it encrypted
 */
export function keySource(dataFolder: string, passphrase: string | undefined): KeySource {
  if (passphrase === '') {
    const message = 'The passphrase in ROLLCALL_PASSPHRASE is empty. Write one there, or unset it to use the key.'
    throw new AppError('invalid-input', message)
  }
  if (passphrase !== undefined) return { kind: 'passphrase', passphrase, saltFile: join(dataFolder, 'salt') }
  const keyFile: KeySource = { kind: 'file', path: join(dataFolder, 'key') }
  if (existsSync(keyFile.path)) return keyFile
  const sealedFile = join(dataFolder, 'key.sealed')
  // Not under its own name before there is a database: a key without one means that the database was lost.
  const firstFile = `${sealedFile}.new`
  const hasDatabase = existsSync(join(dataFolder, 'rollcall.db'))
  if (hasDatabase && existsSync(firstFile) && !existsSync(sealedFile)) renameSync(firstFile, sealedFile)
  for (const file of [sealedFile, firstFile]) {
    if (existsSync(file)) return { kind: 'key', key: unseal(file), label: chainName() }
  }
  if (hasDatabase || !hasKeyChain()) return keyFile
  const key = randomBytes(32)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  writeFileSync(firstFile, safeStorage.encryptString(key.toString('base64')), { mode: 0o600, flush: true })
  return { kind: 'key', key, label: chainName() }
}

/** On Linux without a key chain, Electron would encrypt with a password that everybody knows. */
function hasKeyChain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

function unseal(file: string): Uint8Array {
  try {
    return Buffer.from(safeStorage.decryptString(readFileSync(file)), 'base64')
  } catch (cause) {
    throw new AppError(
      'key-wrong',
      `${chainName()} does not give back the key in ${file}. Log in as the user who set Rollcall up, and unlock it.`,
      { details: { file }, cause },
    )
  }
}

function chainName(): string {
  if (process.platform === 'darwin') return 'the Keychain'
  return process.platform === 'win32' ? 'Windows data protection' : "the system's key ring"
}

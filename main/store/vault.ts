import { createHmac, createSecretKey, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { minPassphraseLength } from '../contract/accounts.ts'
import { AppError, type ErrorBody, errorFrom } from '../contract/errors.ts'
import { describeKeyPlace, type KeyPlace } from '../contract/key-place.ts'
import { isWeakPassphrase, minDistinctCharacters } from '../contract/passphrase.ts'
import { openFile, seal, sealFile, unseal } from './cipher.ts'

export type VaultSource =
  /** 32 random bytes in a file that only its owner can read; created with a new database. */
  | { readonly kind: 'file'; readonly path: string }
  /** Derived by scrypt. The salt is no secret; it lies in a file until the database is first opened and stores it. */
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly saltFile: string }
  /** The shell passes the key, for example from the system's key chain. */
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly place: KeyPlace }
  /** The shell has no key, for this reason. */
  | { readonly kind: 'none'; readonly reason: ErrorBody }

/**
 * Encrypts what identifies people. `context` names the row and column of a value, so that a value copied to another row
 * does not decrypt.
 */
export interface Vault {
  /** Where the key is kept. */
  readonly place: KeyPlace
  /** The file that holds the key; null with a passphrase or a key chain. */
  readonly keyFile: string | null
  /** What is missing when the vault is `fresh` though there is a database, in words for people. */
  readonly lacking: string
  /** The salt of a passphrase, 16 bytes; null without a passphrase. */
  readonly salt: Uint8Array | null
  /** Whether no key exists yet; `establish` creates it. */
  readonly fresh: boolean
  /** Creates and stores a key. Called for a new database only. */
  establish(): void
  /** AES-256-GCM: version byte 1, 12 bytes nonce, 16 bytes tag, ciphertext. */
  seal(plain: Uint8Array, context: string): Uint8Array
  /** @throws AppError `database-damaged` when the value, its context or the key is not the one it was sealed with */
  open(sealed: Uint8Array, context: string): Uint8Array
  /** Like `seal`, for a file of any size; the sealed file is on disk when this resolves. */
  sealFile(plain: string, sealed: string, context: string): Promise<void>
  /**
   * Like `open`, for a file; blocks, and leaves no plain file behind when it fails. @throws AppError `database-damaged`
   * like `open`
   */
  openFile(sealed: string, plain: string, context: string): void
  /** The key itself, for backups and the recovery key. @throws AppError `key-missing` while there is none */
  reveal(): Uint8Array
  /**
   * HMAC-SHA256 with a separate key for each purpose: equal bytes are found by it, but cannot be guessed without the
   * key.
   */
  authenticate(bytes: Uint8Array, purpose: string): Uint8Array
}

const keyBytes = 32
const saltBytes = 16
/** OWASP's recommendation for scrypt (2^17, 8, 1), 128 MiB. */
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/**
 * @param storedSalt the salt in the database, preferred to the one in the salt file
 * @throws AppError `key-missing` when the key file has the wrong length, `file-unreadable` when it cannot be read, and
 * the reason of a source of kind `none`
 */
export function openVault(source: VaultSource, storedSalt: Uint8Array | null = null): Vault {
  switch (source.kind) {
    case 'key': {
      const { place } = source
      return vaultOf({ place, keyFile: null, lacking: describeKeyPlace(place) }, source.key, () => source.key)
    }
    case 'file': {
      const { path } = source
      const place: KeyPlace = { kind: 'file', path }
      const existing = readSecret(path, keyBytes)
      return vaultOf({ place, keyFile: path, lacking: describeKeyPlace(place) }, existing, () =>
        writeSecret(path, keyBytes),
      )
    }
    case 'none':
      throw errorFrom(source.reason)
    case 'passphrase':
      return passphraseVault(source.passphrase, source.saltFile, storedSalt)
  }
}

function passphraseVault(passphrase: string, saltFile: string, storedSalt: Uint8Array | null): Vault {
  let salt = storedSalt ?? readSecret(saltFile, saltBytes)
  const derive = (from: Uint8Array) => scryptSync(passphrase.normalize('NFKC'), from, keyBytes, scryptCost)
  const lacking = `the salt file ${saltFile}, which belongs to your passphrase`
  const create = () => {
    // Only of new data: what was locked with a short one must go on opening.
    if (isWeakPassphrase(passphrase)) throw weakPassphraseError()
    salt = writeSecret(saltFile, saltBytes)
    return derive(salt)
  }
  const place: KeyPlace = { kind: 'passphrase' }
  return vaultOf({ place, keyFile: null, lacking }, salt && derive(salt), create, () => salt)
}

function weakPassphraseError(): AppError {
  const message = `The passphrase of new data has at least ${minPassphraseLength} characters, and ${minDistinctCharacters} different ones. Four words that you choose by chance are good.`
  return new AppError('passphrase-weak', message)
}

type Names = Pick<Vault, 'place' | 'keyFile' | 'lacking'>

/** Reads a secret file; null when there is none. */
function readSecret(path: string, length: number): Uint8Array | null {
  if (!existsSync(path)) return null
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new AppError('file-unreadable', `The key in ${path} cannot be read. Check whose file it is.`, { cause })
  }
  if (bytes.length !== length) {
    const message = `The key in ${path} has ${bytes.length} bytes instead of ${length}. Put the right file back from a backup.`
    throw new AppError('key-missing', message, { details: { path } })
  }
  return bytes
}

function writeSecret(path: string, length: number): Uint8Array {
  const bytes = randomBytes(length)
  const descriptor = openSync(path, 'wx', 0o600)
  try {
    writeSync(descriptor, bytes)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  chmodSync(path, 0o600)
  return bytes
}

function vaultOf(
  names: Names,
  existing: Uint8Array | null,
  create: () => Uint8Array,
  salt: () => Uint8Array | null = () => null,
): Vault {
  let key = existing
  let keys = existing && keysOf(existing)
  const keyMissingError = () => new AppError('key-missing', `There is no key in ${describeKeyPlace(names.place)}.`)
  const requireKeys = () => {
    if (keys === null) throw keyMissingError()
    return keys
  }
  return {
    ...names,
    get salt() {
      return salt()
    },
    get fresh() {
      return keys === null
    },
    establish() {
      key ??= create()
      keys ??= keysOf(key)
    },
    seal: (plain, context) => seal(requireKeys().encryption, plain, context),
    open: (sealed, context) => unseal(requireKeys().encryption, sealed, context),
    sealFile: (plain, sealed, context) => sealFile(requireKeys().encryption, plain, sealed, context),
    openFile: (sealed, plain, context) => openFile(requireKeys().encryption, sealed, plain, context),
    reveal() {
      if (key === null) throw keyMissingError()
      return Uint8Array.from(key)
    },
    authenticate: (bytes, purpose) =>
      createHmac('sha256', requireKeys().authentication).update(`${purpose}\0`).update(bytes).digest(),
  }
}

function keysOf(key: Uint8Array) {
  if (key.length !== keyBytes) throw new AppError('key-wrong', `A key has ${keyBytes} bytes, this one ${key.length}.`)
  const deriveKey = (purpose: string) => new Uint8Array(hkdfSync('sha256', key, '', `rollcall ${purpose}`, keyBytes))
  // Node takes several times as long with the bytes of a key.
  return {
    encryption: createSecretKey(deriveKey('encryption')),
    authentication: createSecretKey(deriveKey('authentication')),
  }
}

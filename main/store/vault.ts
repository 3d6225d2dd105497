import { createHmac, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { AppError } from '../contract/errors.ts'
import { openFile, seal, sealFile, unseal } from './cipher.ts'

export type VaultSource =
  /** 32 random bytes in a file that only its owner can read; made when a new database is. */
  | { readonly kind: 'file'; readonly path: string }
  /** Derived by scrypt; the salt is no secret. The database holds it; until it is first opened it lies beside it. */
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly saltFile: string }
  /** The shell brings the key, for example out of the system's key chain. `label` names the place for people. */
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly label: string }

/**
 * Encrypts what identifies people. `context` names the row and column that a value belongs to: a value that was moved
 * to another row does not open.
 */
export interface Vault {
  /** Where the key is kept, in words for people. */
  readonly label: string
  /** The file that alone opens everything; null when it takes a passphrase or a key chain. */
  readonly keyFile: string | null
  /** What lacks when the vault is `fresh` though there is a database, in words for people. */
  readonly lacking: string
  /** Of a passphrase, 16 bytes; null without one. */
  readonly salt: Uint8Array | null
  /** No key exists yet; `establish` makes it. */
  readonly fresh: boolean
  /** Makes and keeps the key where there is none. Called for a new database only. */
  establish(): void
  /** AES-256-GCM: version byte 1, 12 bytes nonce, 16 bytes tag, ciphertext. */
  seal(plain: Uint8Array, context: string): Uint8Array
  /** @throws AppError `database-damaged` when the value, its context or the key is not the one it was sealed with */
  open(sealed: Uint8Array, context: string): Uint8Array
  /** Like `seal`, for a file of any size; the sealed file is on disk when this resolves. */
  sealFile(plain: string, sealed: string, context: string): Promise<void>
  /** Blocks. Leaves no plain file behind when it fails. @throws AppError `database-damaged` like `open` */
  openFile(sealed: string, plain: string, context: string): void
  /** HMAC-SHA256 under a key of its own for every purpose: equal bytes can be found, and not guessed without the key. */
  authenticate(bytes: Uint8Array, purpose: string): Uint8Array
}

const keyBytes = 32
const saltBytes = 16
/** OWASP's recommendation for scrypt (2^17, 8, 1), 128 MiB. */
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/**
 * @param storedSalt that the database holds; goes before the one of the salt file
 * @throws AppError `key-missing` when the key file has the wrong length, `file-unreadable` when it cannot be read
 */
export function openVault(source: VaultSource, storedSalt: Uint8Array | null = null): Vault {
  switch (source.kind) {
    case 'key': {
      const names = { label: source.label, keyFile: null, lacking: source.label }
      return vaultOf(names, source.key, () => source.key)
    }
    case 'file': {
      const label = `the key file ${source.path}`
      const existing = readSecret(source.path, keyBytes)
      return vaultOf({ label, keyFile: source.path, lacking: label }, existing, () =>
        writeSecret(source.path, keyBytes),
      )
    }
    case 'passphrase':
      return passphraseVault(source.passphrase, source.saltFile, storedSalt)
  }
}

function passphraseVault(passphrase: string, saltFile: string, storedSalt: Uint8Array | null): Vault {
  let salt = storedSalt ?? readSecret(saltFile, saltBytes)
  const derive = (from: Uint8Array) => scryptSync(passphrase.normalize('NFKC'), from, keyBytes, scryptCost)
  const lacking = `the salt file ${saltFile}, which belongs to your passphrase`
  const create = () => {
    salt = writeSecret(saltFile, saltBytes)
    return derive(salt)
  }
  return vaultOf({ label: 'your passphrase', keyFile: null, lacking }, salt && derive(salt), create, () => salt)
}

type Names = Pick<Vault, 'label' | 'keyFile' | 'lacking'>

/** Null where there is none. */
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
  let keys = existing && keysOf(existing)
  const inUse = () => {
    if (keys === null) throw new AppError('key-missing', `There is no key in ${names.label}.`)
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
      keys ??= keysOf(create())
    },
    seal: (plain, context) => seal(inUse().encryption, plain, context),
    open: (sealed, context) => unseal(inUse().encryption, sealed, context),
    sealFile: (plain, sealed, context) => sealFile(inUse().encryption, plain, sealed, context),
    openFile: (sealed, plain, context) => openFile(inUse().encryption, sealed, plain, context),
    authenticate: (bytes, purpose) =>
      createHmac('sha256', inUse().authentication).update(`${purpose}\0`).update(bytes).digest(),
  }
}

function keysOf(key: Uint8Array) {
  if (key.length !== keyBytes) throw new AppError('key-wrong', `A key has ${keyBytes} bytes, this one ${key.length}.`)
  const derived = (purpose: string) => new Uint8Array(hkdfSync('sha256', key, '', `rollcall ${purpose}`, keyBytes))
  return { encryption: derived('encryption'), authentication: derived('authentication') }
}

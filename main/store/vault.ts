import { createHmac, type KeyObject, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { minPassphraseLength } from '../contract/accounts.ts'
import { AppError, type ErrorBody, errorFrom } from '../contract/errors.ts'
import { describeKeyPlace, type KeyPlace } from '../contract/key-place.ts'
import { isWeakPassphrase, minDistinctCharacters } from '../contract/passphrase.ts'
import { openFile, seal, sealFile, unseal } from './cipher.ts'
import { type DataKey, dataKeyOf, keyBytes, saltBytes, secretOfPassphrase, unwrapKey, wrapKey } from './data-key.ts'
import type { KeyRecord, Wrapping } from './key-record.ts'

/** Where the secret comes from that opens the data key. */
export type VaultSource =
  /** 32 random bytes in a file that only its owner can read; created with a new database. */
  | { readonly kind: 'file'; readonly path: string }
  /** Derived by scrypt. The salt is no secret; the database holds it, that of an early version a file. */
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly saltFile: string }
  /** The shell passes the secret, for example from the system's key chain; a recovery key is the data key itself. */
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly place: KeyPlace }
  /** The shell has no key, for this reason. */
  | { readonly kind: 'none'; readonly reason: ErrorBody }

/**
 * Encrypts what identifies people. `context` names the row and column of a value, so that a value copied to another row
 * does not decrypt. All of it is done with the data key, which `unlock` or `establish` finds.
 */
export interface Vault {
  /** Where the key is kept. */
  readonly place: KeyPlace
  /** The file that holds the key; null with a passphrase or a key chain. */
  readonly keyFile: string | null
  /** What is missing when there is no secret though there is a database, in words for people. */
  readonly lacking: string
  /** The salt of a passphrase, 16 bytes; null without a passphrase, and before it was used. */
  readonly salt: Uint8Array | null
  /** Which of the database's two wrappings the secret opened; null for neither, when it is the data key itself. */
  readonly opened: 'current' | 'next' | null
  /** Finds the data key of a database. `missing`: there is no secret to try. */
  unlock(record: KeyRecord): 'open' | 'wrong' | 'missing'
  /**
   * Makes a data key, and the secret that wraps it where there is none. For a new database only.
   * @throws AppError `passphrase-weak`
   */
  establish(): Wrapping
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
  /** The data key itself, for backups and the recovery key. @throws AppError `key-missing` while there is none */
  reveal(): Uint8Array
  /** The secret that opened it: that of the source, or the data key itself. @throws AppError `key-missing` */
  revealSecret(): Uint8Array
  /**
   * HMAC-SHA256 with a separate key for each purpose: equal bytes are found by it, but cannot be guessed without the
   * key.
   */
  authenticate(bytes: Uint8Array, purpose: string): Uint8Array
  /** The same for what cannot be hashed again when the data get another key (`DataKey`); it stays the same then. */
  fingerprint(bytes: Uint8Array, purpose: string): Uint8Array
}

/** What `KeyRecord.check` says, and its context. */
export const keyCheckContext = 'key check'

/**
 * @throws AppError `key-missing` when the key file has the wrong length, `file-unreadable` when it cannot be read, and
 * the reason of a source of kind `none`
 */
export function openVault(source: VaultSource): Vault {
  switch (source.kind) {
    case 'key': {
      const { place, key } = source
      if (key.length !== keyBytes)
        throw new AppError('key-wrong', `A key has ${keyBytes} bytes, this one ${key.length}.`)
      return vaultOf({
        ...{ place, keyFile: null, lacking: describeKeyPlace(place) },
        isDataKey: place.kind === 'recovery-key',
        secretFor: () => ({ secret: key, salt: null }),
        create: () => ({ secret: key, salt: null }),
      })
    }
    case 'file': {
      const { path } = source
      const place: KeyPlace = { kind: 'file', path }
      let secret = readSecret(path, keyBytes)
      return vaultOf({
        ...{ place, keyFile: path, lacking: describeKeyPlace(place) },
        secretFor: () => secret && { secret, salt: null },
        create() {
          secret ??= writeSecret(path, keyBytes)
          return { secret, salt: null }
        },
      })
    }
    case 'none':
      throw errorFrom(source.reason)
    case 'passphrase':
      return passphraseVault(source.passphrase, source.saltFile)
  }
}

/** A vault that is open already. */
export function vaultOfKey(key: DataKey): Vault {
  const { key: secret } = key
  const place: KeyPlace = { kind: 'recovery-key' }
  const only = () => ({ secret, salt: null })
  return vaultOf(
    { place, keyFile: null, lacking: describeKeyPlace(place), isDataKey: true, secretFor: only, create: only },
    key,
  )
}

function passphraseVault(passphrase: string, saltFile: string): Vault {
  const known = new Map<string, Uint8Array>()
  function secretWith(salt: Uint8Array): Secret {
    const name = Buffer.from(salt).toString('hex')
    const secret = known.get(name) ?? secretOfPassphrase(passphrase, salt)
    known.set(name, secret)
    return { secret, salt }
  }
  return vaultOf({
    place: { kind: 'passphrase' },
    keyFile: null,
    lacking: `the salt file ${saltFile}, which belongs to your passphrase`,
    secretFor(stored) {
      const salt = stored ?? readSecret(saltFile, saltBytes)
      return salt && secretWith(salt)
    },
    create() {
      // Only of new data: what was locked with a short one must go on opening.
      refuseWeak(passphrase)
      return secretWith(readSecret(saltFile, saltBytes) ?? writeSecret(saltFile, saltBytes))
    },
  })
}

/** @throws AppError `passphrase-weak` */
export function refuseWeak(passphrase: string): void {
  if (!isWeakPassphrase(passphrase)) return
  const message = `The passphrase of new data has at least ${minPassphraseLength} characters, and ${minDistinctCharacters} different ones. Four words that you choose by chance are good.`
  throw new AppError('passphrase-weak', message)
}

interface Secret {
  readonly secret: Uint8Array
  readonly salt: Uint8Array | null
}

/** What keeps the secret. */
interface Keeper extends Pick<Vault, 'place' | 'keyFile' | 'lacking'> {
  /** Whether its secret is the data key itself. */
  readonly isDataKey?: boolean
  /** Null where there is none. @param salt the one in the database */
  secretFor(salt: Uint8Array | null): Secret | null
  create(): Secret
}

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

function vaultOf({ isDataKey = false, secretFor, create, ...names }: Keeper, open: DataKey | null = null): Vault {
  let data = open
  let used: Secret | null = null
  let opened: Vault['opened'] = null

  /** Without a database that says otherwise, the secret is the data key. */
  function requireKey(): DataKey {
    used ??= secretFor(null)
    if (data === null && used !== null) data = dataKeyOf(used.secret)
    if (data === null) throw new AppError('key-missing', `There is no key in ${describeKeyPlace(names.place)}.`)
    return data
  }

  /** Whether a key is that of a database. */
  function fits(key: Uint8Array, { check }: KeyRecord): boolean {
    try {
      unseal(dataKeyOf(key).encryption, check!, keyCheckContext)
      return true
    } catch {
      return false
    }
  }

  return {
    ...names,
    get salt() {
      return used?.salt ?? null
    },
    get opened() {
      return opened
    },
    unlock(record) {
      const { current, next } = record
      let tried = false
      for (const [which, wrapping] of [
        ['current', current] as const,
        ['next', next] as const,
        [null, current] as const,
      ]) {
        if (wrapping === null) continue
        const secret = secretFor(wrapping.salt)
        if (secret === null) continue
        tried = true
        const key = which === null ? secret.secret : wrapping.wrapped && unwrapKey(secret.secret, wrapping.wrapped)
        if (key === null || !fits(key, record)) continue
        data = dataKeyOf(key, record.fingerprint)
        used = secret
        opened = which
        return 'open'
      }
      return tried ? 'wrong' : 'missing'
    },
    establish() {
      used = create()
      data = dataKeyOf(isDataKey ? used.secret : randomBytes(keyBytes))
      opened = isDataKey ? null : 'current'
      return { salt: used.salt, wrapped: isDataKey ? null : wrapKey(used.secret, data.key) }
    },
    seal: (plain, context) => seal(requireKey().encryption, plain, context),
    open: (sealed, context) => unseal(requireKey().encryption, sealed, context),
    sealFile: (plain, sealed, context) => sealFile(requireKey().encryption, plain, sealed, context),
    openFile: (sealed, plain, context) => openFile(requireKey().encryption, sealed, plain, context),
    reveal: () => Uint8Array.from(requireKey().key),
    revealSecret: () => Uint8Array.from(used?.secret ?? requireKey().key),
    authenticate: (bytes, purpose) => hash(requireKey().authentication, bytes, purpose),
    fingerprint: (bytes, purpose) => hash(requireKey().fingerprint, bytes, purpose),
  }
}

function hash(key: KeyObject, bytes: Uint8Array, purpose: string): Uint8Array {
  return createHmac('sha256', key).update(`${purpose}\0`).update(bytes).digest()
}

import { createSecretKey, hkdfSync, type KeyObject, scryptSync } from 'node:crypto'
import { AppError } from '../contract/errors.ts'
import { seal, unseal } from './cipher.ts'

export const keyBytes = 32

/** The key that everything is sealed with, and the keys that are derived from it. */
export interface DataKey {
  readonly key: Uint8Array
  readonly encryption: KeyObject
  readonly authentication: KeyObject
  /**
   * Hashes what Rollcall does not have and so cannot hash again: PINs, passphrases, files of photos. It stays when the
   * data get another key: until then it is their authentication key, and afterwards it is sealed with theirs.
   */
  readonly fingerprint: KeyObject
}

const fingerprintContext = 'fingerprint key'
const wrappedContext = 'data key'

/**
 * @param sealedFingerprint as `sealFingerprint` made it; null for data that never had another key
 * @throws AppError `key-wrong` for a key of the wrong length, `database-damaged`
 */
export function dataKeyOf(key: Uint8Array, sealedFingerprint: Uint8Array | null = null): DataKey {
  if (key.length !== keyBytes) throw new AppError('key-wrong', `A key has ${keyBytes} bytes, this one ${key.length}.`)
  const encryption = derive(key, 'encryption')
  const authentication = derive(key, 'authentication')
  const fingerprint =
    sealedFingerprint === null
      ? authentication
      : createSecretKey(unseal(encryption, sealedFingerprint, fingerprintContext))
  return { key, encryption, authentication, fingerprint }
}

/** Seals the fingerprint key of one data key with another. */
export function sealFingerprint({ fingerprint }: DataKey, next: Uint8Array): Uint8Array {
  return seal(derive(next, 'encryption'), fingerprint.export(), fingerprintContext)
}

/** Wraps a data key, so that only the secret opens it. */
export function wrapKey(secret: Uint8Array, key: Uint8Array): Uint8Array {
  return seal(derive(secret, 'wrapping'), key, wrappedContext)
}

/** Null when the secret is another one. */
export function unwrapKey(secret: Uint8Array, wrapped: Uint8Array): Uint8Array | null {
  try {
    return unseal(derive(secret, 'wrapping'), wrapped, wrappedContext)
  } catch {
    return null
  }
}

/** OWASP's recommendation for scrypt (2^17, 8, 1), 128 MiB. */
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
export const saltBytes = 16

/** The secret of a passphrase; takes half a second. */
export function secretOfPassphrase(passphrase: string, salt: Uint8Array): Uint8Array {
  return scryptSync(passphrase.normalize('NFKC'), salt, keyBytes, scryptCost)
}

/** Node takes several times as long with the bytes of a key. */
function derive(key: Uint8Array, purpose: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', key, '', `rollcall ${purpose}`, keyBytes)))
}

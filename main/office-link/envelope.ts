import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '../contract/errors.ts'
import { type ChangeFrame, canonicalBytes } from './canonical.ts'
import { isEqual, type OfficeKeys, proofOf } from './office-keys.ts'

/**
 * How a change lies on the server. What only stations may read is AES-256-GCM under a key of the office, bound to all
 * the rest of its change: bytes that were moved to another person, template, model or number do not open. Everything
 * that others may read carries a proof that a station of this office wrote it so.
 *
 * A sealed secret is 1 byte version, 12 bytes nonce, 16 bytes tag, ciphertext. A proof is HMAC-SHA256.
 */
export interface SealedChange {
  readonly secret: Uint8Array | null
  readonly proof: Uint8Array
}

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** @param nonce for test vectors; random otherwise, and never used twice */
export function sealChange(
  keys: OfficeKeys,
  frame: ChangeFrame,
  secret: Uint8Array | null,
  nonce: Uint8Array = randomBytes(nonceBytes),
): SealedChange {
  const bytes = canonicalBytes(frame)
  const sealed = secret === null ? null : sealBytes(keys.derive(frame.keyNumber, 'secrets'), secret, bytes, nonce)
  return { secret: sealed, proof: proofOf(keys.derive(frame.keyNumber, 'proofs'), bytes, sealed ?? '') }
}

/**
 * Opens a change. @returns its secret
 * @throws AppError `office-values-changed` when any part of it is not what a station wrote, `office-key-missing`
 */
export function openChange(keys: OfficeKeys, frame: ChangeFrame, sealed: SealedChange): Uint8Array | null {
  const bytes = canonicalBytes(frame)
  const { secret, proof } = sealed
  if (!isEqual(proof, proofOf(keys.derive(frame.keyNumber, 'proofs'), bytes, secret ?? ''))) {
    throw changedError(frame)
  }
  if (secret === null) return null
  return openBytes(keys.derive(frame.keyNumber, 'secrets'), secret, bytes) ?? failWith(changedError(frame))
}

/** AES-256-GCM with associated data. */
export function sealBytes(
  key: Uint8Array,
  plain: Uint8Array,
  bound: Uint8Array,
  nonce: Uint8Array = randomBytes(nonceBytes),
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(bound)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed])
}

/** Null when the key, the bytes or what they are bound to is not the one they were sealed with. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Buffer | null {
  const start = 1 + nonceBytes + tagBytes
  if (sealed.length < start || sealed[0] !== version) return null
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes })
  cipher.setAAD(bound)
  cipher.setAuthTag(sealed.subarray(1 + nonceBytes, start))
  try {
    return Buffer.concat([cipher.update(sealed.subarray(start)), cipher.final()])
  } catch {
    return null
  }
}

function changedError({ kind, uid, station, number }: ChangeFrame): AppError {
  const message = `A ${kind} on the office's server is not what a station wrote; somebody changed or swapped it there. It was not taken over.`
  return new AppError('office-values-changed', message, { details: { kind, uid, station, number } })
}

function failWith(error: Error): never {
  throw error
}

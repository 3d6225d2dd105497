import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, randomBytes } from 'node:crypto'
import { AppError } from '../contract/errors.ts'
import { openBytes, sealBytes } from './envelope.ts'
import { deriveKey, isEqual, keyBytes, type OfficeKeys, proofOf } from './office-keys.ts'

/** The X25519 keys (RFC 7748) of a station, or of the printed recovery key: 32 bytes each. */
export interface KeyPair {
  readonly privateKey: Uint8Array
  readonly publicKey: Uint8Array
}

/** A key of the office for one recipient. Only its sender and its recipient can have made it. */
export interface KeyWrap {
  readonly number: number
  readonly recipient: string
  readonly sender: string
  readonly senderKey: Uint8Array
  /** 32 bytes salt, then the sealed key. */
  readonly wrapped: Uint8Array
  /** Proves that the sender knew the key before; null with the keys that a new station is given. */
  readonly vouch: Uint8Array | null
}

// What precedes the 32 bytes in DER (RFC 8410).
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')

export function makeKeyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync('x25519')
  return keyPairOf(privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privatePrefix.length))
}

export function keyPairOf(privateKey: Uint8Array): KeyPair {
  const publicKey = createPublicKey(privateObject(privateKey)).export({ format: 'der', type: 'spki' })
  return { privateKey, publicKey: publicKey.subarray(publicPrefix.length) }
}

/** The pair that a printed recovery key stands for. */
export function recoveryPairOf(recoveryKey: Uint8Array, office: string): KeyPair {
  return keyPairOf(deriveKey(recoveryKey, office, 'rollcall office recovery pair'))
}

/** @param salt for test vectors; random otherwise */
export function wrapKey(
  key: Uint8Array,
  number: number,
  from: { readonly uid: string; readonly pair: KeyPair },
  to: { readonly uid: string; readonly publicKey: Uint8Array },
  office: string,
  salt: Uint8Array = randomBytes(keyBytes),
): Omit<KeyWrap, 'vouch'> {
  const bound = boundTo(office, number, from.uid, to.uid, from.pair.publicKey, to.publicKey)
  const wrapping = deriveKey(agree(from.pair.privateKey, to.publicKey), salt, 'rollcall office key wrap')
  const wrapped = Buffer.concat([salt, sealBytes(wrapping, key, bound)])
  return { number, recipient: to.uid, sender: from.uid, senderKey: from.pair.publicKey, wrapped }
}

/** @throws AppError `office-key-wrong` when it is for somebody else, or its sender did not make it */
export function unwrapKey(wrap: KeyWrap, pair: KeyPair, office: string): Uint8Array {
  const { number, sender, recipient, senderKey, wrapped } = wrap
  const bound = boundTo(office, number, sender, recipient, senderKey, pair.publicKey)
  const salt = wrapped.subarray(0, keyBytes)
  const wrapping = deriveKey(agree(pair.privateKey, senderKey), salt, 'rollcall office key wrap')
  const key = openBytes(wrapping, wrapped.subarray(keyBytes), bound)
  if (key?.length === keyBytes) return key
  throw wrongKeyError(number)
}

/**
 * Opens all keys that can be trusted: those of the sender who took this station in, and each that somebody made who
 * knew the key before.
 * @throws AppError `office-key-wrong`
 */
export function unwrapKeys(
  wraps: readonly KeyWrap[],
  pair: KeyPair,
  trusted: Uint8Array,
  office: string,
  keysOf: (keys: ReadonlyMap<number, Uint8Array>) => OfficeKeys,
): Map<number, Uint8Array> {
  const keys = new Map<number, Uint8Array>()
  for (const wrap of [...wraps].sort((one, other) => one.number - other.number)) {
    const { number, sender, senderKey, vouch } = wrap
    const known = keys.has(number - 1) ? senderVouch(keysOf(keys), number - 1, sender, senderKey) : null
    if (!isEqual(senderKey, trusted) && (known === null || !isEqual(vouch, known))) throw wrongKeyError(number)
    keys.set(number, unwrapKey(wrap, pair, office))
  }
  return keys
}

/** Proves, by a key of the office, that whoever sends the next one belongs to it. */
export function senderVouch(keys: OfficeKeys, number: number, sender: string, senderKey: Uint8Array): Buffer {
  return proofOf(keys.derive(number, 'vouches'), 'sender', sender, senderKey)
}

/** Proves, by a key of the office, that a station or recovery key was taken in by somebody who has it. */
export function memberVouch(keys: OfficeKeys, number: number, member: string, publicKey: Uint8Array): Buffer {
  return proofOf(keys.derive(number, 'vouches'), 'member', member, publicKey)
}

function boundTo(office: string, number: number, from: string, to: string, ...publicKeys: Uint8Array[]): Buffer {
  return proofOf(Buffer.from('rollcall office key wrap'), office, String(number), from, to, ...publicKeys)
}

function agree(privateKey: Uint8Array, publicKey: Uint8Array): Buffer {
  try {
    const key = Buffer.concat([publicPrefix, publicKey])
    return diffieHellman({
      privateKey: privateObject(privateKey),
      publicKey: createPublicKey({ key, format: 'der', type: 'spki' }),
    })
  } catch (cause) {
    // Keys of small order, which would make a secret that everybody knows (RFC 7748, 6.1), end here.
    throw new AppError('office-key-wrong', 'The public key of a station is none.', { cause })
  }
}

function privateObject(privateKey: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([privatePrefix, privateKey]), format: 'der', type: 'pkcs8' })
}

function wrongKeyError(number: number): AppError {
  const message = `Key ${number} of the office does not open with the key that is here, or nobody of the office made it.`
  return new AppError('office-key-wrong', message, { details: { number } })
}

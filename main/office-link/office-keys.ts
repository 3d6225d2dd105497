import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '../contract/errors.ts'

export const keyBytes = 32

/** What a key of the office is used for; each use has a key of its own, derived from it. */
export type KeyUse = 'secrets' | 'proofs' | 'vouches' | 'invitations' | 'schema'

/** The office's keys by their numbers, from 1 on; what is written now is under the newest. */
export interface OfficeKeys {
  readonly office: string
  readonly newest: number
  has(number: number): boolean
  /** HKDF-SHA256 of a key for one use. @throws AppError `office-key-missing` */
  derive(number: number, use: KeyUse): Buffer
  /** The key itself, to wrap it for somebody. @throws AppError `office-key-missing` */
  reveal(number: number): Uint8Array
}

export function officeKeysOf(office: string, keys: ReadonlyMap<number, Uint8Array>): OfficeKeys {
  const derived = new Map<string, Buffer>()
  function reveal(number: number): Uint8Array {
    const key = keys.get(number)
    if (key !== undefined) return key
    const message = `This station does not have key ${number} of the office yet. It is fetched with the next exchange.`
    throw new AppError('office-key-missing', message, { details: { number } })
  }
  return {
    ...{ office, newest: Math.max(0, ...keys.keys()) },
    ...{ has: (number) => keys.has(number), reveal },
    derive(number, use) {
      const name = `${number} ${use}`
      const known = derived.get(name) ?? deriveKey(reveal(number), office, `rollcall office ${use}`)
      derived.set(name, known)
      return known
    },
  }
}

export function makeKey(): Buffer {
  return randomBytes(keyBytes)
}

/** HKDF-SHA256 (RFC 5869), 32 bytes. */
export function deriveKey(secret: Uint8Array, salt: string | Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, purpose, keyBytes))
}

/** HMAC-SHA256 over parts, each preceded by its length, so that no two lists of parts look the same. */
export function proofOf(key: Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHmac('sha256', key)
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hash.update(length).update(bytes)
  }
  return hash.digest()
}

export function isEqual(one: Uint8Array | null, other: Uint8Array): boolean {
  return one !== null && one.length === other.length && timingSafeEqual(one, other)
}

import { type CipherKey, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../contract/errors.ts'

/**
 * AES-256-GCM (NIST SP 800-38D). A sealed value is a version byte, 12 bytes of random nonce, the ciphertext and 16
 * bytes of tag. `context` is authenticated, not stored. The largest file, the index of a million templates, is far
 * below GCM's limit of 64 GiB.
 */
const algorithm = 'aes-256-gcm'
const version = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes

export function seal(key: CipherKey, plain: Uint8Array, context: string): Uint8Array {
  const { cipher, head } = cipherOf(key, context)
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws AppError `database-damaged` */
export function unseal(key: CipherKey, sealed: Uint8Array, context: string): Uint8Array {
  const body = sealed.subarray(headBytes, -tagBytes)
  try {
    const decipher = decipherOf(key, sealed.subarray(0, headBytes), sealed.subarray(-tagBytes), context)
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch (cause) {
    throw damagedValueError(context, cause)
  }
}

/** Encrypts a file of any size; the sealed file is on the disk when this resolves. */
export async function sealFile(key: CipherKey, plain: string, sealed: string, context: string): Promise<void> {
  const { cipher, head } = cipherOf(key, context)
  await pipeline(
    createReadStream(plain, { highWaterMark: chunk }),
    async function* (source) {
      yield head
      for await (const part of source) yield cipher.update(part as Uint8Array)
      yield cipher.final()
      yield cipher.getAuthTag()
    },
    createWriteStream(sealed, { mode: 0o600, flush: true }),
  )
}

/** Decrypts a file, and blocks meanwhile; no plain file is left when it fails. @throws AppError `database-damaged` */
export function openFile(key: CipherKey, sealed: string, plain: string, context: string): void {
  let from: number | undefined
  let to: number | undefined
  try {
    from = openSync(sealed, 'r')
    to = openSync(plain, 'w', 0o600)
    const end = fstatSync(from).size - tagBytes
    if (end < headBytes) throw new Error('too short')
    const head = readAt(from, 0, new Uint8Array(headBytes))
    const decipher = decipherOf(key, head, readAt(from, end, new Uint8Array(tagBytes)), context)
    // One buffer for all parts: allocating one for each costs more than decrypting it.
    const part = new Uint8Array(chunk)
    for (let position = headBytes; position < end; position += chunk) {
      writeSync(to, decipher.update(readAt(from, position, part.subarray(0, Math.min(chunk, end - position)))))
    }
    decipher.final()
  } catch (cause) {
    rmSync(plain, { force: true })
    throw damagedValueError(context, cause)
  } finally {
    if (from !== undefined) closeSync(from)
    if (to !== undefined) closeSync(to)
  }
}

const chunk = 1 << 20

/** Reads from a position until `bytes` is full. */
function readAt(descriptor: number, position: number, bytes: Uint8Array): Uint8Array {
  if (readSync(descriptor, bytes, 0, bytes.length, position) !== bytes.length) throw new Error('too short')
  return bytes
}

function cipherOf(key: CipherKey, context: string) {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context))
  return { cipher, head: Buffer.concat([Uint8Array.of(version), nonce]) }
}

function decipherOf(key: CipherKey, head: Uint8Array, tag: Uint8Array, context: string) {
  if (head[0] !== version) throw new Error('unknown format')
  return createDecipheriv(algorithm, key, head.subarray(1), { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag)
}

function damagedValueError(context: string, cause: unknown): AppError {
  const message = `The encrypted ${context} was changed or belongs elsewhere. Restore a backup.`
  return new AppError('database-damaged', message, { details: { context }, cause })
}

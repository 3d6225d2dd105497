import { randomBytes } from 'node:crypto'
import { Uid } from '../contract/shared-change.ts'

/** A new UUIDv7 (RFC 9562): the moment in milliseconds, then chance. */
export function makeUid(now: number = Date.now()): Uid {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return Uid.parse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}

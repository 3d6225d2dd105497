import { z } from 'zod'
import { Uid } from '../contract/shared-change.ts'
import { type OfficeKeys, officeKeysOf } from './office-keys.ts'
import { ServerAddress } from './server-address.ts'

const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/)

/**
 * All that a station must remember to belong to its office, as plain JSON. It holds keys and a password: keep it
 * sealed, in one piece, and on disk before the promise of `save` resolves.
 */
export const OfficeMembership = z.object({
  office: Uid,
  officeName: z.string(),
  station: Uid,
  stationName: z.string(),
  server: ServerAddress,
  login: z.object({ user: z.string(), password: z.string() }),
  privateKey: Base64,
  /** Keys of the office by number; none before this station was taken in. */
  keys: z.record(z.string().regex(/^\d+$/), Base64),
  /** The public key of the station that took this one in; its own at the first station. */
  trustedKey: Base64.nullable(),
  /** While it waits to be taken in: what its invitation's code said. */
  invitation: z.object({ secret: Base64, inviterKey: Base64, words: z.array(z.string()) }).nullable(),
  sites: z.array(Uid),
  manages: z.boolean(),
  /** What it last said that it is, and what it says with the next connection. */
  token: z.object({ now: z.uuid().nullable(), next: z.uuid().nullable() }),
  /** After this station went back to a backup: numbers up to this one are taken. Null once that is taken care of. */
  renumberAfter: z.number().int().nullable(),
})
export type OfficeMembership = z.infer<typeof OfficeMembership>

export type SaveMembership = (membership: OfficeMembership) => void | Promise<void>

/** A membership that is kept on disk with each change. */
export interface KeptMembership {
  readonly current: OfficeMembership
  change(change: Partial<OfficeMembership>): Promise<void>
}

export function keepMembership(membership: OfficeMembership, save: SaveMembership): KeptMembership {
  let current = membership
  return {
    get current() {
      return current
    },
    async change(change) {
      const next = { ...current, ...change }
      await save(next)
      current = next
    },
  }
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

export function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64')
}

export function keysOf({ office, keys }: Pick<OfficeMembership, 'office' | 'keys'>): OfficeKeys {
  return officeKeysOf(office, new Map(Object.entries(keys).map(([number, key]) => [Number(number), bytesOf(key)])))
}

export function toStoredKeys(keys: ReadonlyMap<number, Uint8Array>): OfficeMembership['keys'] {
  return Object.fromEntries([...keys].map(([number, key]) => [String(number), toBase64(key)]))
}

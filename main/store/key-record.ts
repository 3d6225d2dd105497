import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Via } from '../contract/caller.ts'
import { Instant } from '../contract/entities.ts'
import type { Database } from './database.ts'
import { readJson } from './stored-json.ts'

/** A data key that a secret opens. */
export interface Wrapping {
  /** Makes the secret out of a passphrase; null for other secrets. */
  readonly salt: Uint8Array | null
  /** Null where the secret is the data key itself, as in data of earlier versions. */
  readonly wrapped: Uint8Array | null
}

/** What kinds of places keep a key. */
export const KeyKeeper = z.enum(['file', 'key-chain', 'passphrase'])
export type KeyKeeper = z.infer<typeof KeyKeeper>

const base64 = z.string().transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))

/** A move of the key to another place that was begun. */
const Next = z.object({
  from: KeyKeeper.nullable(),
  keeper: KeyKeeper,
  salt: base64.nullable(),
  wrapped: base64,
  /** Who moves it. */
  actor: z.string(),
  via: Via,
})
type Next = z.infer<typeof Next>

/** What a database says about its key. None of it opens anything by itself. */
export interface KeyRecord {
  /** A known text, sealed with the data key; null in a database that was never opened. */
  readonly check: Uint8Array | null
  readonly current: Wrapping
  /** What opens the data besides, while the key moves to another place (move-key.ts). */
  readonly next: Readonly<Next> | null
  /** See `DataKey`; null for data that never had another key. */
  readonly fingerprint: Uint8Array | null
  /** 1 for the key that the data began with. */
  readonly number: number
  /** Since when they have it, and since when it is kept where it is; null from the beginning. */
  readonly since: Instant | null
  readonly movedAt: Instant | null
  /** When somebody began to give the data another key and was interrupted; null where nobody was. */
  readonly rotating: Instant | null
}

/** Everything depends on these values: each is there twice with a sum, so that a changed byte costs nothing. */
const copyOf = (key: string) => `${key}-copy`
const sumOf = (value: string) => createHash('sha256').update(value).digest('hex').slice(0, 8)

/** Null where the sum is wrong, or missing as in values of earlier versions. */
function readWhole(text: string | null): string | null {
  const [value = '', sum] = text?.split('.') ?? []
  return sum === sumOf(value) ? value : null
}

const times = [
  ['since', 'key-since'],
  ['movedAt', 'key-moved-at'],
  ['rotating', 'key-rotating'],
] as const

export function readKeyRecord(database: Database): KeyRecord {
  const select = database.prepare<{ value: string }>('select value from meta where key = @key')
  const text = (key: string) => select.get({ key })?.value ?? null
  const bytes = (key: string) => {
    const [one, other] = [text(key), text(copyOf(key))]
    return base64.nullable().parse(readWhole(one) ?? readWhole(other) ?? one)
  }
  const at = (key: string) =>
    Instant.nullable()
      .catch(null)
      .parse(text(key) && Number(text(key)))
  const next = text('next-key')
  return {
    check: bytes('key-check'),
    current: { salt: bytes('salt'), wrapped: bytes('wrapped-key') },
    next: next === null ? null : (readJson(next, Next) ?? null),
    fingerprint: bytes('fingerprint-key'),
    number: Number(text('key-number') ?? 1),
    since: at('key-since'),
    movedAt: at('key-moved-at'),
    rotating: at('key-rotating'),
  }
}

/** Writes the given parts, all or nothing; null removes one. */
export function writeKeyRecord(database: Database, record: Partial<KeyRecord>): void {
  const put = database.prepare('insert or replace into meta (key, value) values (@key, @value)')
  const drop = database.prepare('delete from meta where key = @key')
  const set = (key: string, value: string | null) => {
    if (value === null) drop.run({ key })
    else put.run({ key, value })
  }
  const setBytes = (key: string, bytes: Uint8Array | null) => {
    const value = encode(bytes)
    for (const each of [key, copyOf(key)]) set(each, value && `${value}.${sumOf(value)}`)
  }
  const encode = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('base64'))
  const { check, current, next, fingerprint, number } = record
  database.transaction(() => {
    if (check !== undefined) setBytes('key-check', check)
    if (current !== undefined) {
      setBytes('salt', current.salt)
      setBytes('wrapped-key', current.wrapped)
    }
    if (next !== undefined) {
      const written = next && { ...next, salt: encode(next.salt), wrapped: encode(next.wrapped) }
      set('next-key', written && JSON.stringify(written))
    }
    if (fingerprint !== undefined) setBytes('fingerprint-key', fingerprint)
    if (number !== undefined) set('key-number', String(number))
    for (const [name, key] of times) {
      const at = record[name]
      if (at !== undefined) set(key, at === null ? null : String(at))
    }
  })
}

import { z } from 'zod'
import { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { blob, type Database } from './database.ts'
import { noDigest } from './record-digest.ts'
import type { Vault } from './vault.ts'

const ChainHead = z.object({
  rows: z.number().int(),
  /** Key and seal of the last row; 0 and empty without any. */
  last: z.number().int(),
  seal: z.string(),
  /** The digest of all rows that have a seal (record-digest.ts); null in heads of before there were digests. */
  digest: z.string().nullable().default(null),
  /**
   * Whether all rows of before there were seals have one by now. From then on, a row without one was not written by
   * us.
   */
  complete: z.boolean(),
})
export type ChainHead = z.infer<typeof ChainHead>

/** Where a log begins. */
export const newChain: ChainHead = { rows: 0, last: 0, seal: '', digest: noDigest, complete: false }

const Head = z.object({
  /** Counts the transactions that changed a sealed row. */
  counter: z.number().int(),
  /** Since when there are seals: nobody knows of changes before. Null when there always were. */
  since: Instant.nullable(),
  /** Of tables whose rows change: how many rows there are, and their seals added up. */
  sums: z.record(z.string(), z.object({ rows: z.number().int(), total: z.string() })),
  /** Of tables that only grow. */
  chains: z.record(z.string(), ChainHead),
  /** Whether the seals of entries leave names out, so that these can be erased; those of before do not. */
  namesApart: z.boolean().default(false),
})
/**
 * The state of all sealed tables in a few numbers. It is encrypted, because whoever knew the sums could look for other
 * rows with the same ones.
 */
export type Head = z.infer<typeof Head>

export interface StoredHead {
  /** Null when there is none, or when it was not written with this key. */
  read(): Head | null
  isThere(): boolean
  write(head: Head): void
}

const context = 'seal head'

export function openHead(database: Database, vault: Pick<Vault, 'seal' | 'open'>): StoredHead {
  const stored = database.prepare<{ head: Uint8Array }>('select head from seal_head')
  const put = database.prepare('insert or replace into seal_head (only, head) values (1, @head)')
  let known: { bytes: Uint8Array; head: Head } | null = null

  function read(): Head | null {
    const row = stored.get()
    if (row === undefined) return null
    const bytes = blob(row.head)
    if (known !== null && Buffer.compare(known.bytes, bytes) === 0) return known.head
    try {
      known = { bytes, head: Head.parse(JSON.parse(Buffer.from(vault.open(bytes, context)).toString())) }
      return known.head
    } catch (error) {
      if (error instanceof AppError || error instanceof SyntaxError || error instanceof z.ZodError) return null
      throw error
    }
  }

  return {
    read,
    isThere: () => stored.get() !== undefined,
    write(head) {
      const bytes = vault.seal(Buffer.from(JSON.stringify(head)), context)
      put.run({ head: bytes })
      known = { bytes, head }
    },
  }
}

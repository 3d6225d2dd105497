import { z } from 'zod'

/** How far a log had come: how many rows it had, the id of the last one, and a digest of all of them in order. */
export const LogHead = z.object({
  rows: z.number().int().min(0),
  /** 0 without any. */
  last: z.number().int().min(0),
  /** SHA-256 in hexadecimal digits, of all rows in order (docs/security.md, "Heads"); empty without any. */
  digest: z.string().regex(/^([0-9a-f]{64})?$/),
})
export type LogHead = z.infer<typeof LogHead>

/**
 * A signed note of what the entries and the audit log were at one moment, without names. Kept where nobody of the
 * office can change it, it shows later that nothing from before was altered, not even by somebody with the key.
 */
export const RecordHead = z.object({
  rollcall: z.literal('head'),
  version: z.literal(1),
  /** The public key (Ed25519, 32 bytes in base64) of the installation that made it. */
  office: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  /** When it was made, as ISO 8601 in UTC. */
  made: z.iso.datetime(),
  /** Counts the changes of all records: a lower number is an earlier state. */
  number: z.number().int().min(0),
  entries: LogHead,
  audit: LogHead,
  /** Ed25519 over the JSON of everything above, in base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})
export type RecordHead = z.infer<typeof RecordHead>

/** The most characters that a file with a head has. */
const maxHeadLength = 4_096

/** Reads the head in a text; null when there is none. */
export function readHead(text: string): RecordHead | null {
  if (text.length > maxHeadLength) return null
  try {
    const head = RecordHead.safeParse(JSON.parse(text))
    return head.success ? head.data : null
  } catch {
    return null
  }
}

/**
 * How the records compare with a head: `same`, nothing from before was altered; `erased`, nothing was but that the last
 * of its entries, or more, were erased because of their age; `differs`, something was altered; `older`, the records are
 * those of an earlier state; `foreign`, another office made the head, or its signature is wrong.
 */
export const headVerdicts = ['same', 'erased', 'differs', 'older', 'foreign'] as const
export type HeadVerdict = (typeof headVerdicts)[number]

/** The day, in UTC, on which a head was made, as YYYY-MM-DD. */
export const dayOfHead = ({ made }: Pick<RecordHead, 'made'>): string => made.slice(0, 'yyyy-mm-dd'.length)

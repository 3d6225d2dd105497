import { hash, randomBytes } from 'node:crypto'
import { blob, type Value } from './database.ts'

/**
 * The columns of an entry that say how alike a face was, and to whom else: they can be erased because of their age, and
 * the entry stays. `evidence` is the hash that it is sealed with in their place.
 */
export const figureColumns = [
  ...(['similarity', 'runner_up_id', 'runner_up_event_person_id', 'runner_up_similarity'] as const),
  ...(['liveness', 'quality', 'liveness_models'] as const),
] as const

const saltBytes = 16
/** Those that every hash covers. One that came later is left out where an entry has none, as hashes of before did. */
const firstFigures = 6

/** The figures that a hash covers, and that stand beside a record. */
export function toHashed(figures: readonly Value[]): readonly Value[] {
  return figures.slice(0, Math.max(firstFigures, figures.findLastIndex((figure) => figure !== null) + 1))
}

/** The figures of an entry in the order of `figureColumns`; null without any. */
export interface Commitment {
  readonly salt: Uint8Array | null
  readonly evidence: Uint8Array | null
}

/** SHA-256 over a salt and the JSON of the figures: nobody finds these by trying once the salt is gone. */
export function evidenceOf(salt: Uint8Array, figures: readonly Value[]): Uint8Array {
  return hash('sha256', Buffer.concat([salt, Buffer.from(JSON.stringify(toHashed(figures)))]), 'buffer')
}

/** What a new entry is sealed with in place of its figures. */
export function commitTo(figures: readonly Value[]): Commitment {
  if (figures.every((figure) => figure === null)) return { salt: null, evidence: null }
  const salt = randomBytes(saltBytes)
  return { salt, evidence: evidenceOf(salt, figures) }
}

/**
 * Whether the figures of an entry are those that it was sealed with: `erased` when nothing is left of them, which is
 * right only where a certificate says so.
 */
export function judgeFigures(evidence: Value, salt: Value, figures: readonly Value[]): 'right' | 'erased' | 'changed' {
  const isBare = salt === null && figures.every((figure) => figure === null)
  if (evidence === null) {
    const hasLater = figures.slice(firstFigures).some((figure) => figure !== null)
    return salt === null && !hasLater ? 'right' : 'changed'
  }
  if (isBare) return 'erased'
  if (salt === null) return 'changed'
  const found = evidenceOf(blob(salt as Uint8Array), figures)
  return Buffer.compare(found, blob(evidence as Uint8Array)) === 0 ? 'right' : 'changed'
}

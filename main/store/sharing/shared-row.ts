import type { z } from 'zod'
import type { EventId, PersonId } from '../../contract/entities.ts'
import type { ReceivedChange, SharedChange, SharedKind, Uid } from '../../contract/shared-change.ts'

/** What a row says, in a form that means the same at every station. */
export type Content = Pick<SharedChange, 'fields' | 'secret'>

/** A row of which nothing is told: it went another way than by being erased. */
export const nothingToTell: Content = { fields: {}, secret: null }

/**
 * What became of a change. `waits`: for a row that is not here yet; `void`: it is about what is gone for good, or says
 * nothing; `refused`: it cannot be read.
 */
export type Outcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'known' }
  | { readonly kind: 'void' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'waits'; readonly for: Uid }

export const [taken, known, isVoid, refused] = (['taken', 'known', 'void', 'refused'] as const).map((kind) => ({
  kind,
})) as unknown as readonly [
  { readonly kind: 'taken' },
  { readonly kind: 'known' },
  { readonly kind: 'void' },
  { readonly kind: 'refused' },
]

/** What a batch of changes touched, for whoever announces it. */
export interface Touched {
  readonly people: Set<PersonId>
  readonly events: EventId[]
  readonly kinds: Set<SharedKind>
  /** Photos of imports that are no longer needed. */
  readonly photos: number[]
  /** Whether something was erased, of which files may still have traces. */
  erased: boolean
}

/** A change without what was removed, read by the shape of its kind. */
export interface Put extends Omit<ReceivedChange, 'fields'> {
  readonly fields: NonNullable<ReceivedChange['fields']>
}

/** How rows of one kind are handed over and taken in. Both run within a transaction. */
export interface SharedRows {
  /** Null for a row that is not here any more. */
  read(id: number): Content | null
  take(change: Put, touched: Touched): Outcome
  /** Removes what was erased elsewhere; left out for what is never erased by itself. */
  remove?(uid: Uid, touched: Touched): void
}

/** Somebody whom a change names. */
export type Referent =
  | { readonly kind: 'here'; readonly id: PersonId }
  | { readonly kind: 'erased'; readonly id: PersonId }
  | { readonly kind: 'unknown' }

/** Reads fields; null when they are not of this shape. */
export function readFields<T>(shape: z.ZodType<T>, fields: unknown): T | null {
  const read = shape.safeParse(fields)
  return read.success ? read.data : null
}

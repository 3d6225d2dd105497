import { z } from 'zod'
import { Bytes, Instant } from './entities.ts'

/**
 * What stations of one office tell each other. A station is a Rollcall of its own, with its own database; a change is
 * one row that it wrote, in a form that means the same on every other station: rows are named by a `uid` instead of
 * the number that they have in one database.
 */

/**
 * Counts up with every change of these forms that an older Rollcall would misread: a station that writes a newer one
 * asks the others of its office to be updated first.
 */
export const sharedFormat = 1

/** A UUIDv7, in lower case. */
export const Uid = z.uuid().brand<'Uid'>()
export type Uid = z.infer<typeof Uid>

/**
 * What stations share. The order is that in which a new station takes things in: what is referred to comes first. A
 * person's groups are a field of the person, and the photo of a template goes with it.
 */
export const sharedKinds = [
  'document',
  'setting',
  'person',
  'consent',
  'pin',
  'template',
  'guest',
  'event',
  'request',
  'dispute',
  'merge',
  'leave',
  'confirmation',
] as const
export const SharedKind = z.enum(sharedKinds)
export type SharedKind = z.infer<typeof SharedKind>

/**
 * A moment of a hybrid logical clock, as text whose order is the order of the moments: later than everything that its
 * station knew of, whatever the machine's clock said.
 */
export const LogicalTime = z.string().regex(/^[0-9a-f]{16}-[0-9a-f-]{36}$/)
export type LogicalTime = z.infer<typeof LogicalTime>

/**
 * One row that a station wrote or removed. Its content is read when it is handed over, so the same number may say
 * something newer the second time: it is known again by its kind, uid and time.
 */
export const SharedChange = z.object({
  station: Uid,
  /** The station's own running number, from 1 on and without a hole. */
  number: z.number().int().positive(),
  kind: SharedKind,
  /** What was changed. */
  uid: Uid,
  /** Whom it is about: once somebody is erased, nothing of it is left but the numbers. */
  people: z.array(Uid),
  time: LogicalTime,
  /** Of a document: the change that it was made from, null for the first. */
  basis: Uid.nullable(),
  /**
   * What everybody may read who may read the office's records; null where it was removed or erased, for good; empty
   * where there is nothing to tell, because the row is gone in another way.
   */
  fields: z.record(z.string(), z.json()).nullable(),
  /** What only stations may read: embeddings, photos, PINs. Sealed on its way and where it is kept in common. */
  secret: Bytes.nullable(),
})
export type SharedChange = z.infer<typeof SharedChange>

/** A change of another station, as it is taken in. */
export const ReceivedChange = SharedChange.extend({
  /** When it came to the shared records, by their clock. */
  arrivedAt: Instant,
  /** How far the station's clock was ahead of that one, in milliseconds. */
  clockOffsetMs: z.number().int(),
})
export type ReceivedChange = z.infer<typeof ReceivedChange>

import { z } from 'zod'
import { refusalCodes } from './api/enrol.ts'
import { Box, Candidate, Instant, PersonRef, Quality } from './entities.ts'

/** Why a photo of an import was not taken; the words are in the renderer's catalogue. */
export const importReasons = [
  ...refusalCodes,
  /** A picture of a kind that is not read. */
  'other-format',
  /** It lies in nobody's folder. */
  'no-person',
  /** A row of the list lacks a name or a photo. */
  'invalid-input',
  /** The list gives a photo to two people. */
  'photo-of-another',
  /** The list and the gallery disagree on whose employee number this is. */
  'employee-number-taken',
  /** Several people have the name, and no number tells which is meant. */
  'name-unclear',
  /** Recognition stopped twice while it looked at this photo. */
  'stopped-recognition',
] as const
export const ImportReason = z.enum(importReasons)
export type ImportReason = z.infer<typeof ImportReason>

/**
 * `missing`: known by name, its bytes have not come yet. `waiting`: its bytes are here. `known`: already a template of
 * this person. `review`: a person has to decide. `skipped`: left out by a person.
 */
export const importStates = ['missing', 'waiting', 'taken', 'known', 'refused', 'review', 'skipped'] as const
export const ImportPhotoState = z.enum(importStates)
export type ImportPhotoState = z.infer<typeof ImportPhotoState>

export const ImportProgress = z.object({
  id: z.number().int(),
  /** What was chosen: names of folders or lists. */
  source: z.string(),
  startedAt: Instant,
  state: z.enum(['running', 'paused', 'finished']),
  /** Code of the failure that paused it, null when somebody did. */
  failure: z.string().nullable(),
  counts: z.record(ImportPhotoState, z.number().int()),
  /** How many people got photos. */
  people: z.number().int(),
  /** Photos that wait for a decision, those of earlier imports among them. */
  queued: z.number().int(),
})
export type ImportProgress = z.infer<typeof ImportProgress>

/** A photo that waits for a person's decision. */
export const QueuedPhoto = z.object({
  id: z.number().int(),
  path: z.string(),
  /** Whom it was filed under. */
  name: z.string(),
  employeeNumber: z.string().nullable(),
  /** Who that is, once enrolled. */
  person: PersonRef.nullable(),
  reason: z.enum(['several-faces', 'face-too-small', 'low-quality', 'looks-like-somebody-else', 'unlike-own-photos']),
  /** Of the upright photo, whose pixels the boxes are in. */
  width: z.number().int(),
  height: z.number().int(),
  faces: z.array(z.object({ box: Box, quality: Quality })),
  /** The face that is meant, by its place in `faces`; null while that is the question. */
  face: z.number().int().nullable(),
  /** The enrolled people who look like it, best first. */
  candidates: z.array(Candidate),
  /** How many more photos of the same person wait with the same question. */
  alike: z.number().int(),
})
export type QueuedPhoto = z.infer<typeof QueuedPhoto>

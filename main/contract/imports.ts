import { z } from 'zod'
import { refusalCodes } from './enrol.ts'
import { Box, Bytes, Candidate, Instant, PersonId, PersonRef } from './entities.ts'
import { method } from './method.ts'
import { PersonDetails } from './people.ts'
import { Quality } from './quality.ts'

/** Why an imported photo was not taken; the words are in the renderer's messages. */
export const importReasons = [
  ...refusalCodes,
  /** A picture of an unsupported format. */
  'other-format',
  /** It is in nobody's folder. */
  'no-person',
  /** A row of the list lacks a name or a photo. */
  'invalid-input',
  /** The list assigns a photo to two people. */
  'photo-of-another',
  /** The list and the gallery disagree on whose employee number this is. */
  'employee-number-taken',
  /** Several people have the name, and no number tells which is meant. */
  'name-unclear',
  /** The person has left. */
  'person-left',
  /** Nobody's consent came in time. */
  'consent-missing',
] as const

export const ImportReason = z.enum(importReasons)
export type ImportReason = z.infer<typeof ImportReason>

/**
 * What became of a photo. `missing`: it was not uploaded yet. `waiting`: it was uploaded.
 * `held`: it waits, sealed and not looked at, for the person's consent. `known`: it is already a
 * template of this person. `review`: a person has to decide. `skipped`: a person left it out.
 */
export const importStates = ['missing', 'waiting', 'held', 'taken', 'known', 'refused', 'review', 'skipped'] as const

export const ImportPhotoState = z.enum(importStates)
export type ImportPhotoState = z.infer<typeof ImportPhotoState>

export const ImportProgress = z.object({
  id: z.number().int(),
  /** What was chosen: names of folders or lists. */
  source: z.string(),
  startedAt: Instant,
  state: z.enum(['running', 'paused', 'finished']),
  /** Code of the failure that paused it; null when somebody did. */
  failure: z.string().nullable(),
  counts: z.record(ImportPhotoState, z.number().int()),
  /** How many people got photos. */
  people: z.number().int(),
  /** Photos that wait for a decision, including those of earlier imports. */
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
  /** Width of the upright photo, whose pixels the boxes are in. */
  width: z.number().int(),
  height: z.number().int(),
  faces: z.array(z.object({ box: Box, quality: Quality })),
  /** Index in `faces` of the face that is meant; null while that is the question. */
  face: z.number().int().nullable(),
  /** The enrolled people who look like it, best first. */
  candidates: z.array(Candidate),
  /** How many more photos of the same person wait with the same question. */
  alike: z.number().int(),
})
export type QueuedPhoto = z.infer<typeof QueuedPhoto>

const id = z.number().int()

const none = z.object({})

const progress = z.object({ progress: ImportProgress.nullable() })

const Chosen = z.object({
  /** Name of the folder or list that was chosen. */
  source: z.string().min(1).max(255),
  /** Paths with slashes, relative to the folder that was chosen. */
  files: z.array(z.object({ path: z.string().min(1).max(4096), bytes: z.number().int().min(0) })).max(200_000),
  /** A list of name, employee_number, photo and groups; without one, every folder is a person. */
  list: z.object({ path: z.string().min(1).max(4096), content: Bytes }).nullable(),
})

/**
 * Enrols many people from a folder or a list. There is one import at a time, in the engine: photos are uploaded one by
 * one, sealed until they were analysed, and analysed whether or not a window is open. `begin` with the same files again
 * goes on with what was not uploaded yet.
 */
export const importMethods = {
  /** Previews what `begin` would do. @throws `csv-wrong-columns` */
  'imports.plan': method(
    Chosen,
    z.object({
      people: id,
      photos: id,
      /** The first few. */
      names: z.array(z.string()),
      rejected: id,
    }),
  ),
  /** Starts an import, or adds to the unfinished one. @throws `csv-wrong-columns` */
  'imports.begin': method(Chosen, progress),
  /** Lists photos that were not uploaded yet. */
  'imports.missing': method(none, z.object({ photos: z.array(z.object({ id, path: z.string(), bytes: id })) })),
  /**
   * Uploads a photo. One that is here already stays as it is; one that is no longer wanted is not kept.
   * @throws `disk-full`
   */
  'imports.hand': method(z.object({ id, photo: Bytes }), none),
  /**
   * Keeps photos of one person, sealed and not looked at, until they have consented; the person is created where there
   * is none. Photos of an import that is not the window's come in this way, and the same ones again change nothing.
   * @throws `employee-number-taken`, `name-ambiguous`
   */
  'imports.hold': method(
    PersonDetails.extend({
      /** Name of the folder or list that they come from. */
      source: z.string().min(1).max(255),
      photos: z
        .array(z.object({ path: z.string().min(1).max(4096), photo: Bytes }))
        .min(1)
        .max(1000),
    }),
    /** How many of them wait now. */
    z.object({ held: id }),
  ),
  /** Reports a photo that cannot be uploaded. */
  'imports.leave': method(z.object({ id, reason: z.enum(['file-not-found', 'image-too-large']) }), none),
  'imports.progress': method(none, progress),
  'imports.pause': method(none, progress),
  'imports.resume': method(none, progress),
  /** Ends the import without what is missing or waiting. What was taken stays, and so does the queue. */
  'imports.end': method(none, progress),
  /** Lists every photo of the newest import and what became of it. */
  'imports.report': method(
    none,
    z.object({
      rows: z.array(
        z.object({
          path: z.string(),
          name: z.string(),
          employeeNumber: z.string().nullable(),
          state: ImportPhotoState,
          reason: ImportReason.nullable(),
        }),
      ),
    }),
  ),
  /** Lists photos that wait for a decision, oldest first. */
  'imports.queue': method(
    z.object({ limit: z.number().int().min(1).max(500).default(100) }),
    z.object({ photos: z.array(QueuedPhoto), total: id }),
  ),
  /** Returns the bytes of a photo in the queue. */
  'imports.photo': method(z.object({ id }), z.object({ photo: Bytes })),
  /**
   * Decides on a photo: takes a face, skips the photo, or says whether two people are one. `alike` does the same for
   * the photos of the same person that wait with the same question (not with `take`). A photo may go on waiting with
   * another question, since the chosen face can look like somebody else.
   */
  'imports.decide': method(
    z.object({
      id,
      answer: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('take'), face: id }),
        z.object({ kind: z.literal('skip') }),
        /** It is whom it was filed under, whoever else it looks like, and however unlike the other photos it is. */
        z.object({ kind: z.literal('different') }),
        /** The photo is of this person, not of whom it was filed under. */
        z.object({ kind: z.literal('same'), personId: PersonId }),
        /** Whom it was filed under is this person: the two entries become one. */
        z.object({ kind: z.literal('merge'), personId: PersonId }),
      ]),
      alike: z.boolean().default(false),
    }),
    /** `merge` can be undone with `people.unmerge`; left out when no entries were merged. */
    z.object({ decided: id, next: QueuedPhoto.nullable(), merge: id.optional() }),
  ),
}

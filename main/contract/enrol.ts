import { z } from 'zod'
import { RecordedStatement } from './consent.ts'
import { Box, Bytes, Candidate, HeadPose, PersonId, Similarity, TemplateId } from './entities.ts'
import { method } from './method.ts'
import { Person, PersonDetails, Template, TemplateSource } from './people.ts'
import { Quality } from './quality.ts'

/** Why a photo did not become a template; the words are in the renderer's messages. */
export const refusalCodes = [
  'no-face',
  'several-faces',
  'face-too-small',
  'low-quality',
  'not-an-image',
  'image-truncated',
  'image-too-large',
  'image-too-small',
  'file-not-found',
  'duplicate-photo',
  'looks-like-somebody-else',
  'unlike-own-photos',
  /** Recognition stopped twice on this photo. */
  'stopped-recognition',
] as const

export const Refusal = z.object({
  code: z.enum(refusalCodes),
  /** English sentence: what is wrong and what to do. */
  message: z.string(),
  quality: Quality.nullable(),
  /** With `looks-like-somebody-else`: the enrolled people who look like this, best first. */
  candidates: z.array(Candidate),
  /** With `unlike-own-photos`: how many photos the person has, and how similar the nearest of them is. */
  own: z.object({ photos: z.number().int(), similarity: Similarity }).optional(),
})
export type Refusal = z.infer<typeof Refusal>

/** The result of enrolling a photo. */
const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enrolled'), template: Template, person: Person }),
  z.object({ kind: z.literal('refused'), refusal: Refusal }),
])

export const enrolMethods = {
  /** Checks a photo as enrolment would, and stores nothing. */
  'enrol.inspect': method(
    z.object({ photo: Bytes, personId: PersonId.nullable().default(null) }),
    z.object({
      faces: z.array(z.object({ box: Box, detection: z.number(), quality: Quality, pose: HeadPose })),
      refusal: Refusal.nullable(),
    }),
  ),
  /**
   * Adds a template to a person. A refusal is an expected outcome. `allowDuplicate` answers `looks-like-somebody-else`
   * with "no, these are two people", `allowUnlike` answers `unlike-own-photos` with "yes, it is the same person".
   */
  'enrol.photo': method(
    z.object({
      personId: PersonId,
      photo: Bytes,
      source: TemplateSource.default('photo'),
      allowDuplicate: z.boolean().default(false),
      allowUnlike: z.boolean().default(false),
    }),
    Outcome,
  ),
  /**
   * Creates a person with a first template, atomically: nobody is left without one. Where consent is the basis, it is
   * part of the call, or the call fails with `consent-missing` before the photo is looked at.
   */
  'enrol.newPerson': method(
    PersonDetails.extend({
      consent: RecordedStatement.nullable().default(null),
      photo: Bytes,
      source: TemplateSource.default('photo'),
      allowDuplicate: z.boolean().default(false),
    }),
    Outcome,
  ),
  /**
   * Resolves a conflict of photos of somebody who was just enrolled with `templates` and no others: takes `photos`,
   * refused as unlike them, instead where more of these resemble each other.
   * @returns which were taken, by their places; none where nothing changed
   */
  'enrol.majority': method(
    z.object({
      personId: PersonId,
      templates: z.array(TemplateId),
      photos: z.array(Bytes),
      source: TemplateSource.default('photo'),
    }),
    z.object({ taken: z.array(z.object({ place: z.number().int(), template: TemplateId })) }),
  ),
}

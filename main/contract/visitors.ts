import { z } from 'zod'
import { Refusal } from './enrol.ts'
import { Bytes, Candidate, Instant, PersonId } from './entities.ts'
import { method } from './method.ts'
import { Person } from './people.ts'

/** A face that nobody knew. */
export const Visitor = z.object({
  id: z.number().int(),
  seenAt: Instant,
  kiosk: z.string(),
  quality: z.number(),
  /** The aligned face as JPEG. */
  photo: Bytes,
  /** The most similar enrolled person, if any. */
  nearest: Candidate.nullable(),
})
export type Visitor = z.infer<typeof Visitor>

/** Unknown visitors are kept only while the setting `visitorDays` is above 0, and no longer than it says. */
export const visitorMethods = {
  /** Lists visitors, newest first. */
  'visitors.list': method(
    z.object({ limit: z.number().int().min(1).max(500).default(100) }),
    z.object({ visitors: z.array(Visitor) }),
  ),
  /**
   * Assigns the visitor to a person: the face becomes one of the person's templates. A face unlike all of the person's
   * photos is refused, which is an expected outcome, unless `allowUnlike`.
   */
  'visitors.assign': method(
    z.object({ id: z.number().int(), personId: PersonId, allowUnlike: z.boolean().default(false) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('assigned'), person: Person }),
      z.object({ kind: z.literal('refused'), refusal: Refusal }),
    ]),
  ),
  'visitors.erase': method(z.object({ id: z.number().int() }), z.object({})),
}

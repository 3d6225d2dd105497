import { z } from 'zod'
import { Refusal } from './enrol.ts'
import { Bytes, Instant, PersonRef, Similarity, TemplateId } from './entities.ts'
import { method } from './method.ts'
import { Person } from './people.ts'
import { EnteredPin, PinRefused } from './pins.ts'

/** Days for which a proposed look waits for the office; then it is destroyed. */
export const lookWaitDays = 14
/**
 * Why a look is asked for: a second one, to be recognised more surely, or one that other models can read, where no
 * photo was kept that they could.
 */
export const LookPurpose = z.enum(['second', 'models'])
export type LookPurpose = z.infer<typeof LookPurpose>

/** Days after which somebody may be asked again for the same, whatever they answered. */
export const lookPauseDays: Readonly<Record<LookPurpose, number>> = { second: 30, models: 7 }

/** How the kiosk knew whose face it is. */
export const NamedBy = z.enum(['face', 'pin'])
export type NamedBy = z.infer<typeof NamedBy>

/** A look at somebody's face that they would keep, and that the office decides about. */
export const ProposedLook = z.object({
  id: z.number().int(),
  person: PersonRef,
  at: Instant,
  /** When it is destroyed, unless somebody decides. */
  until: Instant,
  kiosk: z.string(),
  purpose: LookPurpose,
  namedBy: NamedBy,
  /** 0..100 */
  quality: z.number(),
  /** How like the templates that are there; null where there was nothing to compare with. */
  similarity: Similarity.nullable(),
  /** The aligned face as JPEG. */
  photo: Bytes,
  /** The template whose photo to compare it with; null when there is none any more. */
  template: TemplateId.nullable(),
})
export type ProposedLook = z.infer<typeof ProposedLook>

const kiosk = EnteredPin.shape.kiosk
const track = z.number().int()
const id = z.number().int()

/** At the kiosk `FrameFace.keepLook` says who may be asked. */
export const lookMethods = {
  /**
   * Keeps the look at a face in view for the office to decide about. Whoever has a PIN says so with it.
   * @throws `question-expired` when the face is no longer in view, or was not asked
   */
  'looks.keep': method(
    z.object({ kiosk, track, pin: EnteredPin.shape.pin.nullable().default(null) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('kept'), until: Instant }),
      z.object({ kind: z.literal('pin-needed') }),
      ...PinRefused,
    ]),
  ),
  /** Keeps none. @throws `question-expired` */
  'looks.decline': method(z.object({ kiosk, track }), z.object({})),
  /** Lists the looks that wait for a decision, oldest first. */
  'looks.list': method(z.object({}), z.object({ looks: z.array(ProposedLook) })),
  /**
   * Makes a look a template of its person. One that is like somebody else, or too unlike the templates that are there
   * by any model, is refused and destroyed.
   * @throws `photo-decided` when it does not wait any more, `person-left`, `consent-missing`
   */
  'looks.accept': method(
    z.object({ id }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('accepted'), person: Person }),
      z.object({ kind: z.literal('refused'), refusal: Refusal }),
    ]),
  ),
  /** Destroys a look. @throws `photo-decided` */
  'looks.refuse': method(z.object({ id }), z.object({})),
}

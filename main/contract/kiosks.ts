import { z } from 'zod'
import { Outside } from './employment.ts'
import { EventId, Instant, PersonRef, TemplateId } from './entities.ts'
import { AttendanceEvent, Direction } from './events.ts'
import { LegalBasis } from './legal-basis.ts'
import { method } from './method.ts'
import { tidyText, tidyTextUpTo } from './tidy-text.ts'

/**
 * How a kiosk treats the people it sees. Frames and calls name their kiosk; one that nobody set up is a
 * `standardKiosk`.
 */
export const KioskSetup = z.object({
  name: tidyTextUpTo(64),
  /** `settings`: as in the installation's settings. `ask`: the person chooses on screen. */
  direction: z.enum(['settings', 'toggle', 'ask', ...Direction.options]).default('settings'),
  /** Entry without a face: not at all, by employee number and PIN, or by the PIN alone as well. */
  pin: z.enum(['off', 'number', 'alone']).default('number'),
  /** What passers-by see of the last entries: names with photos, names alone, or nothing. */
  entries: z.enum(['photos', 'names', 'none']).default('photos'),
  /** Whether visitors may sign in here. */
  guests: z.boolean().default(true),
  /** Whether people may request corrections here. */
  requests: z.boolean().default(true),
  /** Whether people see and confirm their own hours here, with their PIN. */
  hours: z.boolean().default(true),
  /** `deviceId` of its camera; null for the camera of the installation's settings. */
  camera: z.string().nullable().default(null),
})
export type KioskSetup = z.infer<typeof KioskSetup>

const standardSetup = KioskSetup.omit({ name: true }).parse({})

export function standardKiosk(name: string): KioskSetup {
  return { ...standardSetup, name: tidyText(name) }
}

const Kiosks = z.object({ kiosks: z.array(KioskSetup), version: z.number().int() })

/**
 * The result of a check-in or check-out. `ask`: nothing was written, call again with a direction; `direction` is the
 * likely one, and `early` tells that they came in a moment ago, so that `in` means they stay. `coming` and `left`:
 * nothing was written, because the person does not work here yet or any more.
 */
export const CheckOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recorded'), event: AttendanceEvent }),
  z.object({ kind: z.literal('cooldown'), direction: Direction, at: Instant }),
  z.object({ kind: z.literal('ask'), direction: Direction, early: z.boolean() }),
  ...Outside.options,
])
export type CheckOutcome = z.infer<typeof CheckOutcome>

export const kioskMethods = {
  /**
   * Disputes an entry in front of the kiosk, for a few minutes after the event; later it takes an ordinary correction.
   * Wrong person: the entry is voided, its evidence kept, and this person is named again only on stronger evidence, for
   * ten minutes or as the office decides. Wrong direction: the entry is reversed.
   */
  'kiosks.dispute': method(z.object({ event: EventId, wrong: z.enum(['person', 'direction']) }), AttendanceEvent),
  /** Lists the last entries since a time, as they are after corrections, newest first. */
  'kiosks.entries': method(
    z.object({ from: Instant, limit: z.number().int().min(1).max(50) }),
    z.object({
      entries: z.array(
        z.object({
          event: EventId,
          person: PersonRef,
          portrait: TemplateId.nullable(),
          direction: Direction,
          at: Instant,
        }),
      ),
    }),
  ),
  /** Lists the kiosks that were set up, by name. */
  'kiosks.list': method(z.object({}), Kiosks),
  /**
   * Replaces the list.
   * @throws `changed-meanwhile` when `version` is not the latest, `kiosk-name-taken` for a name that comes twice
   */
  'kiosks.set': method(Kiosks, Kiosks),
  /** Returns a kiosk's setup, its own or the standard one, and what it tells everybody about the use of faces. */
  'kiosks.get': method(
    z.object({ name: KioskSetup.shape.name }),
    KioskSetup.extend({
      notice: z.object({
        basis: LegalBasis,
        /** Empty where the office has not said. */
        operator: z.string(),
        /** Where the full notice is published; null where the kiosk shows it itself. */
        noticeUrl: z.string().nullable(),
      }),
    }),
  ),
  /**
   * Reports that a kiosk's camera has shown nothing for a while, which the notice `kiosk-blind` says in every other
   * window.
   */
  'kiosks.reportBlind': method(
    z.object({ kiosk: KioskSetup.shape.name, trouble: z.enum(['black', 'muted', 'frozen']) }),
    z.object({}),
  ),
  /**
   * Answers a face whose attendance is `ask`.
   * @throws `question-expired` when that face is no longer in view or was written already
   */
  'kiosks.answer': method(z.object({ track: z.number().int(), direction: Direction }), CheckOutcome),
}

import { z } from 'zod'
import { EventId, Instant, PersonRef, TemplateId } from './entities.ts'
import { AttendanceEvent, Direction } from './events.ts'
import { method } from './method.ts'
import { tidyText, tidyTextUpTo } from './tidy-text.ts'

/**
 * How a kiosk treats the people it sees. Frames and calls name their kiosk; one that nobody set up is like
 * `standardKiosk`.
 */
export const KioskSetup = z.object({
  name: tidyTextUpTo(64),
  /** `settings`: as the installation's setting says. `ask`: the person says on screen which way they go. */
  direction: z.enum(['settings', 'toggle', 'ask', ...Direction.options]).default('settings'),
  /** Entry without a face: not at all, by employee number and PIN, or by the PIN alone as well. */
  pin: z.enum(['off', 'number', 'alone']).default('number'),
  /** What passers-by see of the last entries: names with photos, names alone, or nothing. */
  entries: z.enum(['photos', 'names', 'none']).default('photos'),
  /** Whether visitors may sign in here. */
  guests: z.boolean().default(true),
  /** Whether people may ask for corrections here. */
  requests: z.boolean().default(true),
  /** `deviceId` of its camera; null for the camera of the installation's setting. */
  camera: z.string().nullable().default(null),
})
export type KioskSetup = z.infer<typeof KioskSetup>

const standardSetup = KioskSetup.omit({ name: true }).parse({})

export function standardKiosk(name: string): KioskSetup {
  return { ...standardSetup, name: tidyText(name) }
}

const Kiosks = z.object({ kiosks: z.array(KioskSetup), version: z.number().int() })

/**
 * What came of somebody who said who they are. `ask`: nothing was written, call again with a direction; `direction` is
 * the likely one, and `early` tells that they came in a moment ago, so that `in` means they stay.
 */
export const CheckOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recorded'), event: AttendanceEvent }),
  z.object({ kind: z.literal('cooldown'), direction: Direction, at: Instant }),
  z.object({ kind: z.literal('ask'), direction: Direction, early: z.boolean() }),
])
export type CheckOutcome = z.infer<typeof CheckOutcome>

export const kioskMethods = {
  /**
   * What the person in front of the kiosk says of an entry. Wrong person: the entry is taken out, its evidence kept,
   * and this person is named again only on stronger evidence, for ten minutes or as the office decides. Wrong
   * direction: the entry is turned round. For a few minutes after the event; later it takes an ordinary correction.
   */
  'kiosks.dispute': method(z.object({ event: EventId, wrong: z.enum(['person', 'direction']) }), AttendanceEvent),
  /** The last entries since then as they stand after corrections, newest first. */
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
  /** The kiosks that were set up, by name. */
  'kiosks.list': method(z.object({}), Kiosks),
  /**
   * Replaces the list. `version` is the one that was read: another in between is `changed-meanwhile`. A name that comes
   * twice is `kiosk-name-taken`.
   */
  'kiosks.set': method(Kiosks, Kiosks),
  /** A kiosk's setup, set up or standard. */
  'kiosks.get': method(z.object({ name: KioskSetup.shape.name }), KioskSetup),
  /** A kiosk's camera has shown nothing for a while: it is said in every other window by the notice `kiosk-blind`. */
  'kiosks.reportBlind': method(
    z.object({ kiosk: KioskSetup.shape.name, trouble: z.enum(['black', 'muted', 'frozen']) }),
    z.object({}),
  ),
  /**
   * The answer to a face whose attendance is `ask`.
   * @throws `question-expired` when that face is no longer in view or was written already
   */
  'kiosks.answer': method(z.object({ track: z.number().int(), direction: Direction }), CheckOutcome),
}

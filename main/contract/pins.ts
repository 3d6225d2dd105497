import { z } from 'zod'
import { Instant, PersonId, PersonRef } from './entities.ts'
import { Direction } from './events.ts'
import { CheckOutcome } from './kiosks.ts'
import { maxNumberLength } from './limits.ts'
import { method } from './method.ts'
import { tidyTextUpTo } from './tidy-text.ts'

/** Four to ten digits; of a PIN that stands alone at least `minDigitsAlone`. */
export const Pin = z.string().regex(/^\d{4,10}$/, 'A PIN has four to ten digits.')

/** Why nobody was named. All wrong pairs look alike: whether a number exists is not said. */
const Refused = [
  z.object({ kind: z.literal('wrong') }),
  /** Too many wrong PINs, of this person or at this kiosk. */
  z.object({ kind: z.literal('locked'), until: Instant }),
  /** This kiosk takes no PINs, or none without a number, or nobody knows a kiosk of this name. */
  z.object({ kind: z.literal('off') }),
  /** The PIN is too short to be entered without a number, whosever it is: with the number it is good. */
  z.object({ kind: z.literal('short') }),
] as const

const Entered = z.object({
  kiosk: tidyTextUpTo(64),
  /** Null where the kiosk takes a PIN alone. */
  employeeNumber: tidyTextUpTo(maxNumberLength).nullable().default(null),
  pin: z.string().max(32),
})

export const pinMethods = {
  /** Checks a person in or out without a face, by the same rules. */
  'pin.check': method(
    Entered.extend({ direction: Direction.nullable().default(null) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('known'), person: PersonRef, outcome: CheckOutcome }),
      ...Refused,
    ]),
  ),
  /** Who that is, without an entry; before somebody asks for a correction at the kiosk. */
  'pin.identify': method(
    Entered,
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('known'), person: PersonRef }), ...Refused]),
  ),
  /**
   * Who has a PIN, and the kiosks that are locked after too many wrong ones; without a name all of them. PINs
   * themselves cannot be read.
   */
  'pin.list': method(
    z.object({}),
    z.object({
      pins: z.array(z.object({ person: PersonRef, setAt: Instant, lockedUntil: Instant.nullable() })),
      lockedKiosks: z.array(z.object({ name: z.string().nullable(), lockedUntil: Instant })),
    }),
  ),
  /**
   * Gives a person a PIN, which is returned this once. Null makes one by chance: of six digits, or of eight where a
   * kiosk takes PINs alone. A PIN that somebody has is `pin-unusable`.
   */
  'pin.set': method(z.object({ personId: PersonId, pin: Pin.nullable().default(null) }), z.object({ pin: Pin })),
  /** Takes the PIN away. */
  'pin.remove': method(z.object({ personId: PersonId }), z.object({})),
  /** Lets somebody try again at once. */
  'pin.unlock': method(z.object({ personId: PersonId }), z.object({})),
  /** Lets everybody try again at a kiosk at once; null ends the lock of all kiosks together. */
  'pin.unlockKiosk': method(z.object({ kiosk: z.string().nullable() }), z.object({})),
}

import { z } from 'zod'
import { Outside } from './employment.ts'
import { Instant, PersonId, PersonRef } from './entities.ts'
import { Direction } from './events.ts'
import { CheckOutcome } from './kiosks.ts'
import { maxNumberLength } from './limits.ts'
import { method } from './method.ts'
import { tidyTextUpTo } from './tidy-text.ts'

/** Four to ten digits; at least `minDigitsAlone` for a PIN that stands alone. */
export const Pin = z.string().regex(/^\d{4,10}$/, 'A PIN has four to ten digits.')

/** Why nobody was named. All wrong pairs look alike, so that nobody learns whether a number exists. */
export const PinRefused = [
  z.object({ kind: z.literal('wrong') }),
  /** Too many wrong PINs, of this person or at this kiosk. */
  z.object({ kind: z.literal('locked'), until: Instant }),
  /** This kiosk takes no PINs, or none without a number, or is unknown. */
  z.object({ kind: z.literal('off') }),
  /** The PIN is too short to be entered without a number, whosever it is; with the number it works. */
  z.object({ kind: z.literal('short') }),
] as const

export const EnteredPin = z.object({
  kiosk: tidyTextUpTo(64),
  /** Null where the kiosk takes a PIN alone. */
  employeeNumber: tidyTextUpTo(maxNumberLength).nullable().default(null),
  pin: z.string().max(32),
})

export const pinMethods = {
  /** Checks a person in or out without a face, by the same rules. */
  'pin.check': method(
    EnteredPin.extend({ direction: Direction.nullable().default(null) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('known'), person: PersonRef, outcome: CheckOutcome }),
      ...PinRefused,
    ]),
  ),
  /**
   * Finds the person without writing an entry, before somebody requests a correction at the kiosk. Whoever does not
   * work here yet or any more is `coming` or `left`.
   */
  'pin.identify': method(
    EnteredPin,
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('known'), person: PersonRef }),
      ...Outside.options,
      ...PinRefused,
    ]),
  ),
  /**
   * Lists who has a PIN, and the kiosks that are locked after too many wrong ones; one without a name means all of
   * them. PINs themselves cannot be read.
   */
  'pin.list': method(
    z.object({}),
    z.object({
      pins: z.array(z.object({ person: PersonRef, setAt: Instant, lockedUntil: Instant.nullable() })),
      lockedKiosks: z.array(z.object({ name: z.string().nullable(), lockedUntil: Instant })),
    }),
  ),
  /**
   * Sets a person's PIN and returns it this once. Null makes a random one: of six digits, or of eight where a kiosk
   * takes PINs alone.
   * @throws `pin-unusable` for a PIN that somebody has
   */
  'pin.set': method(z.object({ personId: PersonId, pin: Pin.nullable().default(null) }), z.object({ pin: Pin })),
  /** Removes the PIN. */
  'pin.remove': method(z.object({ personId: PersonId }), z.object({})),
  /** Unlocks a person at once. */
  'pin.unlock': method(z.object({ personId: PersonId }), z.object({})),
  /** Unlocks a kiosk at once; null ends the lock of all kiosks together. */
  'pin.unlockKiosk': method(z.object({ kiosk: z.string().nullable() }), z.object({})),
}

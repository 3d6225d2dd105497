import { z } from 'zod'
import { AttendanceEvent, Direction, Instant } from '../entities.ts'
import { KioskSetup } from '../kiosk-setup.ts'
import { method } from '../method.ts'

const Kiosks = z.object({ kiosks: z.array(KioskSetup), version: z.number().int() })

/** What came of somebody who said who they are. `ask`: nothing was written, call again with a direction; `direction` is the likely one, and `early` tells that they came in a moment ago, so that `in` means they stay. */
export const CheckOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recorded'), event: AttendanceEvent }),
  z.object({ kind: z.literal('cooldown'), direction: Direction, at: Instant }),
  z.object({ kind: z.literal('ask'), direction: Direction, early: z.boolean() }),
])
export type CheckOutcome = z.infer<typeof CheckOutcome>

export const kiosksMethods = {
  /** The kiosks that were set up, by name. */
  'kiosks.list': method(z.object({}), Kiosks),
  /** Replaces the list. `version` is the one that was read: another in between is `invalid-input`, and so is a name that comes twice. */
  'kiosks.set': method(Kiosks, Kiosks),
  /** A kiosk's setup, set up or standard. */
  'kiosks.get': method(z.object({ name: KioskSetup.shape.name }), KioskSetup),
  /** A kiosk's camera has shown nothing for a while: it is said in every other window by the notice `kiosk-blind`. */
  'kiosks.reportBlind': method(
    z.object({ kiosk: KioskSetup.shape.name, trouble: z.enum(['black', 'muted', 'frozen']) }),
    z.object({}),
  ),
  /** The answer to a face whose attendance is `ask`. @throws `invalid-input` when that face is no longer in view or was written already */
  'kiosks.answer': method(z.object({ track: z.number().int(), direction: Direction }), CheckOutcome),
}

import { z } from 'zod'
import { AttendanceEvent, Direction, EventId, Instant, PersonRef, Similarity } from '../entities.ts'
import { method } from '../method.ts'

export const kioskMethods = {
  /**
   * What the person in front of the kiosk says of an entry. Wrong person: the entry is taken out, its evidence kept, and
   * this person is named again only on stronger evidence, for ten minutes or as the office decides. Wrong direction: the
   * entry is turned round. For a few minutes after the event; later it takes an ordinary correction.
   */
  'kiosk.dispute': method(z.object({ event: EventId, wrong: z.enum(['person', 'direction']) }), AttendanceEvent),
  /** The last entries since then as they stand after corrections, newest first. */
  'kiosk.entries': method(
    z.object({ from: Instant, limit: z.number().int().min(1).max(50) }),
    z.object({
      entries: z.array(z.object({ event: EventId, person: PersonRef, direction: Direction, at: Instant })),
    }),
  ),
  /** Namings that were denied at a kiosk, of the last thirty days, and all that were upheld; newest first. */
  'disputes.list': method(
    z.object({}),
    z.object({
      disputes: z.array(
        z.object({
          event: EventId,
          person: PersonRef,
          kiosk: z.string(),
          similarity: Similarity,
          at: Instant,
          verdict: z.enum(['open', 'upheld', 'dismissed']),
        }),
      ),
    }),
  ),
  /**
   * `upheld`: it was somebody else, and the person is named on stronger evidence only, until there are new photos of them.
   * `dismissed`: it was them after all. @throws `event-not-found`
   */
  'disputes.decide': method(z.object({ event: EventId, verdict: z.enum(['upheld', 'dismissed']) }), z.object({})),
}

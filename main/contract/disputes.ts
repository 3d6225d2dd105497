import { z } from 'zod'
import { EventId, Instant, PersonRef, Similarity } from './entities.ts'
import { method } from './method.ts'

export const disputeMethods = {
  /** Lists namings that were denied at a kiosk in the last thirty days, and all that were upheld, newest first. */
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
   * Decides a dispute. `upheld`: it was somebody else, and the person is named on stronger evidence only, until there
   * are new photos of them. `dismissed`: it was them after all.
   * @throws `event-not-found`
   */
  'disputes.decide': method(z.object({ event: EventId, verdict: z.enum(['upheld', 'dismissed']) }), z.object({})),
}

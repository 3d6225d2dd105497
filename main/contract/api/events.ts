import { z } from 'zod'
import { AttendanceEvent, Direction, EventId, EventMethod, Instant, PersonId } from '../entities.ts'
import { method } from '../method.ts'

/** `from` is included, `to` is not. */
export const EventFilter = z.object({
  from: Instant.nullable().default(null),
  to: Instant.nullable().default(null),
  personId: PersonId.nullable().default(null),
  direction: Direction.nullable().default(null),
  query: z.string().max(200).default(''),
  method: EventMethod.nullable().default(null),
  kiosk: z.string().max(64).nullable().default(null),
  /** Corrections, or only what was recorded at a door; null for both. */
  kind: AttendanceEvent.shape.kind.nullable().default(null),
})
export type EventFilter = z.infer<typeof EventFilter>

export const eventMethods = {
  /**
   * Newest first. `before` is the last id of the page before; `total` counts what matches, of a filter up to 10,000:
   * when `more`, there are more than that.
   */
  'events.list': method(
    EventFilter.extend({
      before: EventId.nullable().default(null),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    z.object({ events: z.array(AttendanceEvent), total: z.number().int(), more: z.boolean() }),
  ),
  /** The whole of what matches, oldest first, as one file's text. */
  'events.export': method(
    EventFilter.extend({ format: z.enum(['csv', 'json']).default('csv') }),
    z.object({ fileName: z.string(), text: z.string(), events: z.number().int() }),
  ),
}

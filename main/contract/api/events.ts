import { z } from 'zod'
import { AttendanceEvent, Direction, EventId, Instant, PersonId } from '../entities.ts'
import { method } from '../method.ts'

/** `from` is included, `to` is not. */
export const EventFilter = z.object({
  from: Instant.nullable().default(null),
  to: Instant.nullable().default(null),
  personId: PersonId.nullable().default(null),
  direction: Direction.nullable().default(null),
  query: z.string().max(200).default(''),
})
export type EventFilter = z.infer<typeof EventFilter>

export const eventMethods = {
  /** Newest first. `before` is the last id of the page before; `total` counts all that match. */
  'events.list': method(
    EventFilter.extend({
      before: EventId.nullable().default(null),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    z.object({ events: z.array(AttendanceEvent), total: z.number().int() }),
  ),
  /** The whole of what matches, oldest first, as one file's text. */
  'events.export': method(
    EventFilter.extend({ format: z.enum(['csv', 'json']).default('csv') }),
    z.object({ fileName: z.string(), text: z.string(), events: z.number().int() }),
  ),
}

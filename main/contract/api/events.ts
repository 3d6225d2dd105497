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
  /**
   * Writes all that matches, oldest first, into the exports folder, piece by piece; announces `progress` under the name
   * `task`, is cancelled by `attendance.cancelExport` and read by `attendance.readExport`. Only the command line may name a
   * file of its own.
   */
  'events.export': method(
    EventFilter.extend({
      task: z.string().min(1).max(64).default('events.export'),
      format: z.enum(['csv', 'json']).default('csv'),
      /** The mark by which spreadsheets know UTF-8. */
      bom: z.boolean().default(false),
      file: z.string().nullable().default(null),
    }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('written'),
        fileName: z.string(),
        path: z.string(),
        bytes: z.number().int(),
        events: z.number().int(),
      }),
      z.object({ kind: z.literal('cancelled') }),
    ]),
  ),
}

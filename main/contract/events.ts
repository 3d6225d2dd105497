import { z } from 'zod'
import { CsvSeparator } from './csv-separator.ts'
import { Candidate, EventId, Instant, ModelOpinion, PersonId, PersonRef, Similarity } from './entities.ts'
import { method } from './method.ts'

export const Direction = z.enum(['in', 'out'])
export type Direction = z.infer<typeof Direction>

/** How the person was recognised. */
export const EventMethod = z.enum(['face', 'pin', 'manual'])
export type EventMethod = z.infer<typeof EventMethod>

/**
 * One attendance entry with its evidence. Entries are never changed, since a correction is an entry of its own; only
 * their person follows a merge. The names in it are empty when their people were erased.
 */
export const AttendanceEvent = z.object({
  id: EventId,
  kind: z.enum(['check', 'correction']),
  person: PersonRef,
  employeeNumber: z.string().nullable(),
  direction: Direction,
  at: Instant,
  /** IANA zone of the kiosk at that time. */
  zone: z.string(),
  recordedAt: Instant,
  method: EventMethod,
  kiosk: z.string(),
  track: z.number().int().nullable(),
  similarity: Similarity.nullable(),
  runnerUp: Candidate.nullable(),
  threshold: Similarity.nullable(),
  thresholdVersion: z.number().int().nullable(),
  model: z.string().nullable(),
  /** Version of the adopted metric; null for the standard cosine. */
  metric: z.number().int().nullable(),
  liveness: z.number().nullable(),
  quality: z.number().nullable(),
  /** What each model said of liveness, where several were asked; null where one was. */
  livenessModels: z.array(ModelOpinion).nullable(),
  /** The wall clock was moved shortly before, by comparison with the monotonic one. */
  clockMoved: z.boolean(),
  /** Corrections only: the event that is corrected, what is done to it, by whom and why. */
  corrects: EventId.nullable(),
  action: z.enum(['void', 'add', 'move']).nullable(),
  actor: z.string().nullable(),
  reason: z.string().nullable(),
})
export type AttendanceEvent = z.infer<typeof AttendanceEvent>

/** Which entries are wanted. `from` is included, `to` is not. */
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

/** Makes the schema of an export's result; `figures` describe the file's contents. */
export function exportOutcome<T extends z.ZodRawShape>(figures: T) {
  const file = { fileName: z.string(), path: z.string(), bytes: z.number().int() }
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('written'), ...file, ...figures }),
    z.object({ kind: z.literal('cancelled') }),
  ])
}

export const eventMethods = {
  /**
   * Lists entries, newest first. `before` is the last id of the previous page. `total` counts matches, of a filter up
   * to 10,000: `more` tells that there are more.
   */
  'events.list': method(
    EventFilter.extend({
      before: EventId.nullable().default(null),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    z.object({ events: z.array(AttendanceEvent), total: z.number().int(), more: z.boolean() }),
  ),
  /**
   * Exports all matching entries, oldest first, into the exports folder, in pieces; announces `progress` under the name
   * `task`. `attendance.cancelExport` cancels it, `attendance.readExport` reads the file. Only the command line may
   * name a file.
   */
  'events.export': method(
    EventFilter.extend({
      task: z.string().min(1).max(64).default('events.export'),
      format: z.enum(['csv', 'json']).default('csv'),
      /** The byte order mark by which spreadsheets recognise UTF-8. */
      bom: z.boolean().default(false),
      separator: CsvSeparator.default(','),
      file: z.string().nullable().default(null),
    }),
    exportOutcome({ events: z.number().int() }),
  ),
}

import type { AttendanceEvent, Direction, EventId, EventMethod, Instant, PersonId } from '../contract/entities.ts'

/** A row of `events` joined with the name it was written under. */
export interface EventRow {
  id: number
  kind: 'check' | 'correction'
  person_id: number
  person_name: string
  employee_number: string | null
  direction: Direction
  at: number
  zone: string
  recorded_at: number
  method: EventMethod
  kiosk: string
  track: number | null
  similarity: number | null
  runner_up_id: number | null
  runner_up_name: string | null
  runner_up_similarity: number | null
  threshold: number | null
  threshold_version: number | null
  model: string | null
  metric: number | null
  liveness: number | null
  quality: number | null
  clock_moved: number
  corrects: number | null
  action: 'void' | 'add' | 'move' | null
  actor: string | null
  reason: string | null
}

export const eventColumns = `
  events.id, kind, events.person_id, event_people.name as person_name, event_people.employee_number, direction, at, zone,
  recorded_at, method, kiosk, track, similarity, runner_up_id, runner_up_name, runner_up_similarity, threshold,
  threshold_version, model, metric, liveness, quality, clock_moved, corrects, action, actor, reason`

export function eventOf(row: EventRow): AttendanceEvent {
  return {
    id: row.id as EventId,
    kind: row.kind,
    person: { id: row.person_id as PersonId, name: row.person_name },
    employeeNumber: row.employee_number,
    direction: row.direction,
    at: row.at as Instant,
    zone: row.zone,
    recordedAt: row.recorded_at as Instant,
    method: row.method,
    kiosk: row.kiosk,
    track: row.track,
    similarity: row.similarity,
    runnerUp:
      row.runner_up_id === null
        ? null
        : {
            person: { id: row.runner_up_id as PersonId, name: row.runner_up_name! },
            similarity: row.runner_up_similarity!,
          },
    threshold: row.threshold,
    thresholdVersion: row.threshold_version,
    model: row.model,
    metric: row.metric,
    liveness: row.liveness,
    quality: row.quality,
    clockMoved: row.clock_moved === 1,
    corrects: row.corrects as EventId | null,
    action: row.action,
    actor: row.actor,
    reason: row.reason,
  }
}

/** The statement parameters of an entry, less what the store itself gives. */
export function parametersOf(draft: Omit<AttendanceEvent, 'id' | 'recordedAt'>) {
  const { person, employeeNumber: _, runnerUp, clockMoved, ...same } = draft
  return {
    ...same,
    personId: person.id,
    runnerUpId: runnerUp?.person.id ?? null,
    runnerUpName: runnerUp?.person.name ?? null,
    runnerUpSimilarity: runnerUp?.similarity ?? null,
    clockMoved: clockMoved ? 1 : 0,
  }
}

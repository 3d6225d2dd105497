import { z } from 'zod'
import { isZone } from '../contract/attendance-rules.ts'
import { type EventId, type Instant, ModelOpinion, type PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { AttendanceEvent, type Direction, type EventMethod } from '../contract/events.ts'
import type { Damages } from './damages.ts'
import { readJson } from './stored-json.ts'

/** A row of `events` joined with the names in it; those of erased people are empty. */
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
  liveness_models: string | null
}

export const eventColumns = `
  events.id, kind, events.person_id, event_people.name as person_name, event_people.employee_number, direction, at, zone,
  recorded_at, method, kiosk, track, similarity, runner_up_id, runner_ups.name as runner_up_name, runner_up_similarity,
  threshold, threshold_version, model, metric, liveness, quality, clock_moved, corrects, action, actor, reason,
  liveness_models`

const { kind: Kind, direction: OneDirection, method: Method, action: Action } = AttendanceEvent.shape
const kinds: ReadonlySet<unknown> = new Set(Kind.options)
const directions: ReadonlySet<unknown> = new Set(OneDirection.options)
const methods: ReadonlySet<unknown> = new Set(Method.options)
const actions: ReadonlySet<unknown> = new Set([null, ...Action.unwrap().options])
/** The first and last moment that a `Date` can name, in milliseconds. */
const maxDate = 8.64e15

const knownZones = new Map<string, boolean>()

/** Whether there is a time zone of this name; asks once for each. */
export function knowsZone(zone: string): boolean {
  let known = knownZones.get(zone)
  if (known === undefined) {
    known = isZone(zone)
    knownZones.set(zone, known)
  }
  return known
}

/** Whether the fields that timesheets count with hold values that can occur. */
export function decidesAboutTime(row: Pick<EventRow, 'kind' | 'direction' | 'action' | 'at'>): boolean {
  return kinds.has(row.kind) && directions.has(row.direction) && actions.has(row.action) && Math.abs(row.at) <= maxDate
}

/** The zone of an entry; UTC for an unknown one, on which every screen that shows the entry would fail. */
export function zoneOf(row: Pick<EventRow, 'id' | 'person_id' | 'zone'>, damages: Damages): string {
  if (knowsZone(row.zone)) return row.zone
  reportEntry(row, damages)
  return 'UTC'
}

const isCosine = (value: number | null) => value === null || Math.abs(value) <= 1.000001
const isNumber = (value: number | null) => value === null || Number.isFinite(value)
const isWhole = (value: number | null) => value === null || Number.isSafeInteger(value)

const Opinions = z.array(ModelOpinion)

/** What each model said of liveness; undefined for what cannot be read. */
const opinionsOf = ({ liveness_models: written }: EventRow) => (written === null ? null : readJson(written, Opinions))

/** Checks a row by hand: the contract's schema would be too slow for millions of entries. */
function isReadable(row: EventRow): boolean {
  return (
    decidesAboutTime(row) &&
    methods.has(row.method) &&
    Math.abs(row.recorded_at) <= maxDate &&
    [row.similarity, row.threshold, row.runner_up_similarity].every(isCosine) &&
    [row.liveness, row.quality].every(isNumber) &&
    opinionsOf(row) !== undefined &&
    [row.track, row.threshold_version, row.metric, row.corrects, row.runner_up_id].every(isWhole) &&
    (row.corrects ?? 1) > 0 &&
    (row.runner_up_id === null ||
      (row.runner_up_id > 0 && row.runner_up_similarity !== null && row.runner_up_name !== null))
  )
}

/** The entries of some rows, without damaged ones. */
export function readEvents(rows: readonly EventRow[], damages: Damages): AttendanceEvent[] {
  return rows.filter((row) => isReadable(row) || leaveOut(row, damages)).map((row) => eventOf(row, damages))
}

/** @throws AppError `database-damaged` */
export function readEvent(row: EventRow, damages: Damages): AttendanceEvent {
  const [event] = readEvents([row], damages)
  if (event !== undefined) return event
  const message = `Entry ${row.id} is damaged and cannot be read. Restore a backup to see it.`
  throw new AppError('database-damaged', message, { details: { id: row.id } })
}

/** Reports a damaged entry. @returns false, to filter with */
export function leaveOut(row: Pick<EventRow, 'id' | 'person_id'>, damages: Damages): boolean {
  reportEntry(row, damages)
  return false
}

function reportEntry({ id, person_id }: Pick<EventRow, 'id' | 'person_id'>, damages: Damages): void {
  damages.report({ kind: 'entry', id, personId: person_id as PersonId })
}

function eventOf(row: EventRow, damages: Damages): AttendanceEvent {
  return {
    id: row.id as EventId,
    kind: row.kind,
    person: { id: row.person_id as PersonId, name: row.person_name },
    employeeNumber: row.employee_number,
    direction: row.direction,
    at: row.at as Instant,
    zone: zoneOf(row, damages),
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
    livenessModels: opinionsOf(row) ?? null,
    clockMoved: row.clock_moved === 1,
    corrects: row.corrects as EventId | null,
    action: row.action,
    actor: row.actor,
    reason: row.reason,
  }
}

/** Where `eventColumns` are read from. */
export const eventSource = `
  events join event_people on event_people.id = events.event_person_id
  left join event_people runner_ups on runner_ups.id = events.runner_up_event_person_id`

/** The statement parameters of an entry, without its id, the time of writing, and the rows of its names. */
export function parametersOf(draft: Omit<AttendanceEvent, 'id' | 'recordedAt'>) {
  const { person, employeeNumber: _, runnerUp, clockMoved, livenessModels, ...same } = draft
  return {
    ...same,
    personId: person.id,
    runnerUpId: runnerUp?.person.id ?? null,
    runnerUpSimilarity: runnerUp?.similarity ?? null,
    clockMoved: clockMoved ? 1 : 0,
    livenessModels: livenessModels && JSON.stringify(livenessModels),
  }
}

import { z } from 'zod'
import { type EventId, type Instant, type PersonRef, Similarity } from '../../contract/entities.ts'
import { AppError } from '../../contract/errors.ts'
import { AttendanceEvent } from '../../contract/events.ts'
import { type ReceivedChange, Uid } from '../../contract/shared-change.ts'
import { blob, type Database } from '../database.ts'
import { knowsZone } from '../event-row.ts'
import type { Events } from '../events.ts'
import type { People } from '../people.ts'
import type { Referents } from './referents.ts'
import { known, readFields, refused, type SharedRows, taken } from './shared-row.ts'
import { bytesOfUid, type Uids, uidOfBytes } from './uids.ts'

/** An entry of another station: where it came from. */
export interface EventOrigin {
  readonly station: Uid
  /** That station's running number of it. */
  readonly number: number
  /** When it was recorded there, by that station's clock. */
  readonly recordedAt: Instant
  /** When it came to the shared records, by their clock. */
  readonly arrivedAt: Instant
  /** How far the station's clock was ahead of that one. */
  readonly clockOffsetMs: number
}

// Versions of thresholds and metrics are numbers of one station, which mean nothing elsewhere.
const SharedEvent = AttendanceEvent.omit({ id: true, thresholdVersion: true, metric: true }).extend({
  person: z.object({ uid: Uid, name: z.string() }),
  /** Without the name: nothing of it is left with an entry of somebody else when they are erased. */
  runnerUp: z.object({ person: Uid, similarity: Similarity }).nullable(),
  zone: z.string().refine(knowsZone),
  corrects: Uid.nullable(),
})

export interface SharedEvents extends SharedRows {
  /** Null for an entry of this station. */
  originOf(id: EventId): EventOrigin | null
}

interface Tables {
  readonly events: Events
  readonly people: Pick<People, 'find'>
  readonly uids: Uids
  readonly referents: Referents
}

/**
 * Entries and corrections: the union of what all stations recorded. Here an entry of another station is recorded when
 * it is taken in; the moment of the punch stays that of its station.
 */
export function openSharedEvents(database: Database, { events, people, uids, referents }: Tables): SharedEvents {
  const putOrigin = database.prepare(`
    update event_origins set uid = @uid, station = @station, number = @number, recorded_at = @recordedAt,
      arrived_at = @arrivedAt, clock_offset_ms = @clockOffsetMs where event_id = @id`)
  const origin = database.prepare<{
    station: Uint8Array | null
    number: number
    recorded_at: number
    arrived_at: number
    clock_offset_ms: number
  }>('select station, number, recorded_at, arrived_at, clock_offset_ms from event_origins where event_id = @id')

  function originOf(id: EventId): EventOrigin | null {
    const row = origin.get({ id })
    if (row === undefined || row.station === null) return null
    return {
      ...{ station: uidOfBytes(blob(row.station)), number: row.number, clockOffsetMs: row.clock_offset_ms },
      ...{ recordedAt: row.recorded_at as Instant, arrivedAt: row.arrived_at as Instant },
    }
  }

  /** Null for one that is gone or cannot be read. */
  function find(id: EventId): AttendanceEvent | null {
    try {
      return events.get(id)
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  function put(
    id: EventId,
    {
      uid,
      station,
      number,
      arrivedAt,
      clockOffsetMs,
    }: Pick<ReceivedChange, 'uid' | 'station' | 'number' | 'arrivedAt' | 'clockOffsetMs'>,
    recordedAt: Instant,
  ) {
    const [uidBytes, stationBytes] = [bytesOfUid(uid), bytesOfUid(station)]
    putOrigin.run({ id, uid: uidBytes, station: stationBytes, number, recordedAt, arrivedAt, clockOffsetMs })
  }

  /** Whoever was next most alike; without a name where they are not here. */
  function nameHere(uid: Uid): PersonRef {
    const id = referents.idOf(uid)
    return { id, name: people.find(id)?.name ?? '' }
  }

  return {
    originOf,
    read(id) {
      const event = find(id as EventId)
      const person = event && uids.of('person', event.person.id)
      if (event === null || person === null) return null
      const { id: _, thresholdVersion, metric, runnerUp, corrects, ...same } = event
      const next = runnerUp && uids.of('person', runnerUp.person.id)
      return {
        fields: {
          ...same,
          person: { uid: person, name: event.person.name },
          recordedAt: originOf(event.id)?.recordedAt ?? event.recordedAt,
          runnerUp: runnerUp && next && { person: next, similarity: runnerUp.similarity },
          corrects: corrects && uids.of('event', corrects),
        },
        secret: null,
      }
    },
    take(change, touched) {
      const shared = readFields(SharedEvent, change.fields)
      if (shared === null) return refused
      if (uids.find('event', change.uid) !== null) return known
      const at = referents.person(shared.person.uid)
      if (at.kind === 'unknown') return { kind: 'waits', for: shared.person.uid }
      const corrects = shared.corrects && uids.find('event', shared.corrects)
      if (shared.corrects !== null && corrects === null) return { kind: 'waits', for: shared.corrects }
      const { recordedAt, runnerUp, ...same } = shared
      const isErased = at.kind === 'erased'
      const { id } = events.record({
        ...same,
        ...{ thresholdVersion: null, metric: null },
        person: { id: at.id, name: isErased ? '' : shared.person.name },
        employeeNumber: isErased ? null : shared.employeeNumber,
        runnerUp: runnerUp && { person: nameHere(runnerUp.person), similarity: runnerUp.similarity },
        corrects: corrects as EventId | null,
      })
      put(id, change, recordedAt)
      touched.events.push(id)
      return taken
    },
  }
}

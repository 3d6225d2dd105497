import { instantAt } from '../../main/attendance/zone.ts'
import type { Instant } from '../../main/contract/entities.ts'
import { AttendanceEvent, type Direction } from '../../main/contract/events.ts'

/** Days since the epoch of a date such as 2026-03-29. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00Z`) / 86_400_000
}

/** The instant at which a zone's clock shows e.g. `2026-03-29 22:00` or `2026-03-29 22:00:30`. */
export function local(text: string, zone = 'Europe/Berlin'): Instant {
  const [date, time] = text.split(' ') as [string, string]
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return instantAt(dayOf(date), hours * 60 + minutes + seconds / 60, zone)
}

/** A check with everything that does not matter filled in; overrides win. */
export function check(
  id: number,
  direction: Direction,
  at: Instant,
  overrides: Partial<Record<keyof AttendanceEvent, unknown>> = {},
): AttendanceEvent {
  return AttendanceEvent.parse({
    id,
    kind: 'check',
    person: { id: 1, name: 'Ada' },
    employeeNumber: 'E1',
    direction,
    at,
    zone: 'Europe/Berlin',
    recordedAt: at,
    method: 'face',
    kiosk: 'Front door',
    track: null,
    similarity: 0.7,
    runnerUp: null,
    threshold: 0.45,
    thresholdVersion: 1,
    model: 'model',
    metric: null,
    liveness: null,
    quality: 80,
    livenessModels: null,
    clockMoved: false,
    corrects: null,
    action: null,
    actor: null,
    reason: null,
    ...overrides,
  })
}

/** A correction by the manager; a void carries the time and direction of what it takes out. */
export function correction(
  id: number,
  action: 'void' | 'add' | 'move',
  corrects: number | null,
  direction: Direction,
  at: Instant,
): AttendanceEvent {
  return check(id, direction, at, {
    kind: 'correction',
    method: 'manual',
    similarity: null,
    action,
    corrects,
    actor: 'manager',
    reason: 'forgot',
  })
}

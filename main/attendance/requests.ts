import type { EventId, Instant, PersonRef } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { AttendanceEvent } from '../contract/events.ts'
import type { CorrectionDraft, CorrectionRefusal, CorrectionRequest } from '../contract/timesheets.ts'
import { applyCorrections } from './corrections.ts'
import { evidenceWithoutFace } from './evidence.ts'

/** A correction to be stored; the store adds the id. */
export type NewCorrection = Omit<AttendanceEvent, 'id'>

export type CorrectionCheck =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly reason: CorrectionRefusal }

/**
 * Whether a correction is possible now. An addition needs nothing to correct; a void may take out a check or a
 * correction that still holds; a move needs a check or an addition that still stands. An addition in the minute of an
 * entry of the same direction changes nothing: seconds do not count.
 *
 * @param events the person's, with the event to correct and all that corrects it; for an addition those of its minute
 */
export function checkCorrection(
  draft: CorrectionDraft,
  events: readonly AttendanceEvent[],
  now: Instant,
): CorrectionCheck {
  const refuse = (reason: CorrectionRefusal): CorrectionCheck => ({ kind: 'refused', reason })
  if (draft.action !== 'void' && draft.at > now) return refuse('in-the-future')
  const { entries } = applyCorrections(events)
  if (draft.action === 'add') {
    const there = entries.some(
      (entry) => minuteOf(entry.at) === minuteOf(draft.at) && entry.direction === draft.direction,
    )
    return there ? refuse('changes-nothing') : { kind: 'allowed' }
  }
  const target = events.find((event) => event.id === draft.corrects)
  if (!target) return refuse('nothing-to-correct')
  if (target.person.id !== draft.personId) return refuse('somebody-elses')
  if (!stands(target, events)) return refuse('already-void')
  if (draft.action === 'void') return { kind: 'allowed' }
  if (target.action === 'void') return refuse('void-can-not-move')
  const standing = entries.find(({ source, correction }) => source.id === target.id || correction?.id === target.id)
  if (!standing) return refuse('already-void')
  return standing.at === draft.at && standing.direction === draft.direction
    ? refuse('changes-nothing')
    : { kind: 'allowed' }
}

/** The whole minute that contains an instant: from its beginning until before `end`. */
export function minuteAround(at: Instant): { readonly begin: Instant; readonly end: Instant } {
  const begin = minuteOf(at) * 60_000
  return { begin: begin as Instant, end: (begin + 60_000) as Instant }
}

function minuteOf(at: Instant): number {
  return Math.floor(at / 60_000)
}

/** The event that a correction is stored as; it holds no evidence of a face. */
export function correctionEvent(
  draft: CorrectionDraft,
  person: PersonRef & { readonly employeeNumber: string | null },
  made: { readonly actor: string; readonly at: Instant; readonly kiosk: string },
): NewCorrection {
  return {
    kind: 'correction',
    person: { id: person.id, name: person.name },
    employeeNumber: person.employeeNumber,
    direction: draft.direction,
    at: draft.at,
    zone: draft.zone,
    recordedAt: made.at,
    kiosk: made.kiosk,
    ...evidenceWithoutFace('manual'),
    clockMoved: false,
    corrects: draft.corrects,
    action: draft.action,
    actor: made.actor,
    reason: draft.reason,
  }
}

/** The draft that undoes a correction. */
export function reverseOf(correction: AttendanceEvent, reason: string): CorrectionDraft {
  return {
    personId: correction.person.id,
    action: 'void',
    corrects: correction.id,
    direction: correction.direction,
    at: correction.at,
    zone: correction.zone,
    reason,
  }
}

/** @throws AppError `request-decided` when the request was decided before */
export function approveRequest(
  request: CorrectionRequest,
  decided: { readonly by: string; readonly at: Instant; readonly correction: EventId },
): CorrectionRequest {
  assertWaiting(request)
  return { ...request, state: { kind: 'approved', ...decided } }
}

/** @throws AppError `request-decided` when the request was decided before */
export function refuseRequest(
  request: CorrectionRequest,
  decided: { readonly by: string; readonly at: Instant; readonly note: string },
): CorrectionRequest {
  assertWaiting(request)
  return { ...request, state: { kind: 'refused', ...decided } }
}

function assertWaiting(request: CorrectionRequest): void {
  if (request.state.kind === 'waiting') return
  throw new AppError('request-decided', 'This request has been decided already.', {
    details: { request: request.id, state: request.state.kind },
  })
}

/** Whether no correction that itself holds takes the event out. */
function stands(event: AttendanceEvent, events: readonly AttendanceEvent[]): boolean {
  return !events.some((other) => other.action === 'void' && other.corrects === event.id && stands(other, events))
}

import type { AttendanceEvent, EventId, Instant, PersonRef } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { CorrectionDraft, CorrectionRefusal, CorrectionRequest } from '../contract/timesheet.ts'
import { applyCorrections } from './corrections.ts'
import { withoutFace } from './evidence.ts'

/** What is stored for a correction; the store gives the id. */
export type NewCorrection = Omit<AttendanceEvent, 'id'>

export type CorrectionCheck =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly reason: CorrectionRefusal }

/**
 * Whether a correction makes sense for what stands now. An addition needs nothing to correct; a void may take out a
 * check or a correction that still holds; a move needs a check or an addition that still stands.
 *
 * @param events the person's, with the event to correct and all that corrects it
 */
export function checkCorrection(
  draft: CorrectionDraft,
  events: readonly AttendanceEvent[],
  now: Instant,
): CorrectionCheck {
  const refused = (reason: CorrectionRefusal): CorrectionCheck => ({ kind: 'refused', reason })
  if (draft.action !== 'void' && draft.at > now) return refused('in-the-future')
  const { entries } = applyCorrections(events)
  if (draft.action === 'add') {
    const there = entries.some((entry) => entry.at === draft.at && entry.direction === draft.direction)
    return there ? refused('changes-nothing') : { kind: 'allowed' }
  }
  const target = events.find((event) => event.id === draft.corrects)
  if (!target) return refused('nothing-to-correct')
  if (target.person.id !== draft.personId) return refused('somebody-elses')
  if (!stands(target, events)) return refused('already-void')
  if (draft.action === 'void') return { kind: 'allowed' }
  if (target.action === 'void') return refused('void-can-not-move')
  const standing = entries.find(({ source, correction }) => source.id === target.id || correction?.id === target.id)
  if (!standing) return refused('already-void')
  return standing.at === draft.at && standing.direction === draft.direction
    ? refused('changes-nothing')
    : { kind: 'allowed' }
}

/** The entry of a correction. Nothing of a face is in it: it is somebody's word. */
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
    ...withoutFace('manual'),
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

/** @throws AppError `invalid-input` when the request was decided before */
export function approveRequest(
  request: CorrectionRequest,
  decided: { readonly by: string; readonly at: Instant; readonly correction: EventId },
): CorrectionRequest {
  assertWaiting(request)
  return { ...request, state: { kind: 'approved', ...decided } }
}

/** @throws AppError `invalid-input` when the request was decided before */
export function refuseRequest(
  request: CorrectionRequest,
  decided: { readonly by: string; readonly at: Instant; readonly note: string },
): CorrectionRequest {
  assertWaiting(request)
  return { ...request, state: { kind: 'refused', ...decided } }
}

function assertWaiting(request: CorrectionRequest): void {
  if (request.state.kind === 'waiting') return
  throw new AppError('invalid-input', 'This request has been decided already.', {
    details: { request: request.id, state: request.state.kind },
  })
}

/** Whether no correction that itself holds takes the event out. */
function stands(event: AttendanceEvent, events: readonly AttendanceEvent[]): boolean {
  return !events.some((other) => other.action === 'void' && other.corrects === event.id && stands(other, events))
}

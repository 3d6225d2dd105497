import {
  approveRequest,
  type CorrectionCheck,
  checkCorrection,
  correctionEvent,
  refuseRequest,
} from '../attendance/requests.ts'
import type { AttendanceEvent, EventId, Instant } from '../contract/entities.ts'
import type { CorrectionDraft, CorrectionRequest } from '../contract/timesheet.ts'
import type { Context, Handlers } from './context.ts'

type CorrectionMethod =
  | 'attendance.correct'
  | 'attendance.history'
  | 'attendance.requests'
  | 'attendance.request'
  | 'attendance.decide'

/** Corrections and the requests for them. Whatever is written is an event of its own. */
export function correctionHandlers(context: Context): Handlers<CorrectionMethod> {
  const { store, publish, now, settings } = context

  /** Looks at the person's events as they stand. @throws AppError `person-not-found` when nobody ever had this id */
  function judge(draft: CorrectionDraft): CorrectionCheck {
    const erased = store.people.find(draft.personId) === null && store.events.lastOf(draft.personId) !== null
    if (erased) return { kind: 'refused', reason: 'person-erased' }
    store.attendance.worker(draft.personId)
    const at = draft.at
    const events =
      draft.corrects === null
        ? store.attendance.whole(draft.personId, at, (at + 1) as Instant)
        : chainOf(draft.corrects)
    return checkCorrection(draft, events, now() as Instant)
  }

  /** Nothing for an event that is not there: that is a refusal like others. */
  function chainOf(id: EventId): AttendanceEvent[] {
    return id > store.events.count() ? [] : store.attendance.chain(id)
  }

  function write(draft: CorrectionDraft, actor: string): AttendanceEvent {
    const made = { actor, at: now() as Instant, kiosk: settings().kiosk }
    const event = store.events.record(correctionEvent(draft, store.attendance.worker(draft.personId), made))
    const details = { action: draft.action, corrects: draft.corrects }
    store.audit.append({ actor, action: 'attendance.correct', subject: `event ${event.id}`, details })
    return event
  }

  const requestsChanged = () => publish('attendance.changed', { what: 'requests' })

  return {
    'attendance.correct': ({ draft, actor }) => {
      const outcome = store.transaction(() => {
        const check = judge(draft)
        return check.kind === 'refused' ? check : { kind: 'corrected' as const, event: write(draft, actor) }
      })
      if (outcome.kind === 'corrected') publish('event.recorded', outcome.event)
      return outcome
    },
    'attendance.history': ({ event }) => ({ events: store.attendance.chain(event) }),
    'attendance.requests': ({ waiting }) => {
      const requests = store.requests.list(waiting)
      return { requests: requests.map((request) => ({ ...request, person: personOf(request) })) }
    },
    'attendance.request': ({ draft, requestedBy }) => {
      const check = judge(draft)
      if (check.kind === 'refused') return check
      const request = store.requests.add(draft, requestedBy)
      requestsChanged()
      return { kind: 'requested', request }
    },
    'attendance.decide': ({ request: id, approve, actor, note }) => {
      const outcome = store.transaction(() => {
        const request = store.requests.get(id)
        const at = now() as Instant
        if (!approve) return decided(refuseRequest(request, { by: actor, at, note }), actor, null)
        if (request.state.kind === 'waiting') {
          const check = judge(request.draft)
          if (check.kind === 'refused') return check
        }
        // For a request that was decided before this throws, and the correction is rolled back.
        const event = write(request.draft, actor)
        return decided(approveRequest(request, { by: actor, at, correction: event.id }), actor, event)
      })
      if (outcome.kind === 'refused') return outcome
      if (outcome.event !== null) publish('event.recorded', outcome.event)
      requestsChanged()
      return { kind: 'decided', request: outcome.request }
    },
  }

  function decided(request: CorrectionRequest, actor: string, event: AttendanceEvent | null) {
    store.requests.decide(request)
    const details = { state: request.state.kind }
    store.audit.append({ actor, action: 'attendance.decide', subject: `request ${request.id}`, details })
    return { kind: 'decided' as const, request, event }
  }

  function personOf({ draft }: CorrectionRequest) {
    const person = store.people.find(draft.personId)
    return { id: draft.personId, name: person?.name ?? '' }
  }
}

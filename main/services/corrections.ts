import {
  approveRequest,
  type CorrectionCheck,
  checkCorrection,
  correctionEvent,
  minuteAround,
  refuseRequest,
} from '../attendance/requests.ts'
import { assertCovered } from '../contract/admission.ts'
import type { Output, Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import type { EventId, Instant } from '../contract/entities.ts'
import type { AttendanceEvent } from '../contract/events.ts'
import type { CorrectionDraft, CorrectionRequest } from '../contract/timesheets.ts'
import type { Context } from './context.ts'
import { nameCaller } from './named-by.ts'

/** Corrects entries, and handles requests for corrections. Each correction is an event of its own. */
export interface Corrections {
  correct(input: Parsed<'attendance.correct'>, caller: Caller): Output<'attendance.correct'>
  request(input: Parsed<'attendance.request'>): Output<'attendance.request'>
  decide(input: Parsed<'attendance.decide'>, caller: Caller): Output<'attendance.decide'>
  requests(waiting: boolean): Output<'attendance.requests'>
}

export function createCorrections(context: Context): Corrections {
  const { store, rules, publish, now, settings } = context

  /**
   * Checks a correction against the person's events. @throws AppError `person-not-found` when nobody ever had this id
   */
  function judge(draft: CorrectionDraft): CorrectionCheck {
    const erased = store.people.find(draft.personId) === null && store.events.findLastOf(draft.personId) !== null
    if (erased) return { kind: 'refused', reason: 'person-erased' }
    const plan = rules.current().planOf(store.attendance.findWorker(draft.personId))
    if (plan.day(plan.dayOf(draft.at)).erased) return { kind: 'refused', reason: 'entries-erased' }
    const minute = minuteAround(draft.at)
    const events =
      draft.corrects === null
        ? store.attendance.listWhole(draft.personId, minute.begin, minute.end)
        : chainOf(draft.corrects)
    return checkCorrection(draft, events, now() as Instant)
  }

  /**
   * Returns an event with its corrections; nothing for an event that does not exist, which is refused like any other.
   */
  function chainOf(id: EventId): AttendanceEvent[] {
    return id > store.events.findNewestId() ? [] : store.attendance.findChain(id)
  }

  /**
   * @param typed who answers for the correction, as they say
   * @param caller who made the call
   */
  function write(draft: CorrectionDraft, typed: string, caller: Caller): AttendanceEvent {
    const made = { actor: nameCaller(typed, caller), at: now() as Instant, kiosk: settings().kiosk }
    const event = store.events.record(correctionEvent(draft, store.attendance.findWorker(draft.personId), made))
    // A typed name is a claim beside the caller.
    const claim = typed.toLowerCase() === caller.actor.toLowerCase() ? {} : { claimed: true }
    const details = { action: draft.action, corrects: draft.corrects, person: draft.personId, ...claim }
    store.audit.append({ ...caller, action: 'attendance.correct', subject: `event ${event.id}`, details })
    return event
  }

  const requestsChanged = () => publish('requests.changed', {})

  function correct({ draft, actor }: Parsed<'attendance.correct'>, caller: Caller): Output<'attendance.correct'> {
    const outcome = store.transaction(() => {
      const check = judge(draft)
      return check.kind === 'refused' ? check : { kind: 'corrected' as const, event: write(draft, actor, caller) }
    })
    if (outcome.kind === 'corrected') publish('event.recorded', outcome.event)
    return outcome
  }

  function request({ draft, requestedBy }: Parsed<'attendance.request'>): Output<'attendance.request'> {
    const check = judge(draft)
    if (check.kind === 'refused') return check
    const added = store.requests.add(draft, requestedBy)
    requestsChanged()
    return { kind: 'requested', request: added }
  }

  function decide(
    { request: id, approve, actor, note }: Parsed<'attendance.decide'>,
    caller: Caller,
  ): Output<'attendance.decide'> {
    const outcome = store.transaction(() => {
      const asked = store.requests.get(id)
      assertCovered(caller, asked.draft.personId, context.groupsOf)
      const at = now() as Instant
      const by = nameCaller(actor, caller)
      if (!approve) return recordDecision(refuseRequest(asked, { by, at, note }), caller, null)
      if (asked.state.kind === 'waiting') {
        const check = judge(asked.draft)
        if (check.kind === 'refused') return check
      }
      // When the request was decided meanwhile, this throws and the correction is rolled back.
      const event = write(asked.draft, actor, caller)
      return recordDecision(approveRequest(asked, { by, at, correction: event.id }), caller, event)
    })
    if (outcome.kind === 'refused') return outcome
    if (outcome.event !== null) publish('event.recorded', outcome.event)
    requestsChanged()
    return { kind: 'decided', request: outcome.request }
  }

  function recordDecision(request: CorrectionRequest, caller: Caller, event: AttendanceEvent | null) {
    store.requests.decide(request)
    const details = { state: request.state.kind, person: request.draft.personId }
    store.audit.append({ ...caller, action: 'attendance.decide', subject: `request ${request.id}`, details })
    return { kind: 'decided' as const, request, event }
  }

  function personOf({ draft }: CorrectionRequest) {
    const person = store.people.find(draft.personId)
    return { id: draft.personId, name: person?.name ?? '' }
  }

  return {
    correct,
    request,
    decide,
    requests: (waiting) => ({
      requests: store.requests.list(waiting).map((each) => ({ ...each, person: personOf(each) })),
    }),
  }
}

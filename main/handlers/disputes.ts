import type { AttendanceEvent, EventId, Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Context, Handlers } from './context.ts'

/** So long after an event the kiosk itself may take it back. */
const graceMilliseconds = 5 * 60_000
/** So far back the office sees what was denied. */
const listedMilliseconds = 30 * 86_400_000

/**
 * Corrects an event as the person in front of the kiosk says: `person` takes it out and holds the naming back for a
 * while, `direction` turns it round. A second call for the same event returns the first one's correction.
 * @throws AppError `event-not-found`, `invalid-input` for an event that is too old or was not a face's
 */
export function disputeEvent(context: Context, id: EventId, wrong: 'person' | 'direction'): AttendanceEvent {
  const { store, now, publish } = context
  const event = store.events.get(id)
  const at = now() as Instant
  const { similarity } = event
  if (event.kind !== 'check' || event.method !== 'face' || similarity === null || at - event.at > graceMilliseconds) {
    throw new AppError('invalid-input', 'This entry can no longer be changed here. Ask for a correction instead.', {
      details: { event: id },
    })
  }
  const earlier = store.events.recentOf(event.person.id, event.at).find(({ corrects }) => corrects === id)
  if (earlier !== undefined) return earlier
  const other = event.direction === 'in' ? 'out' : 'in'
  const correction = store.transaction(() => {
    const rivalId = event.runnerUp?.person.id ?? null
    if (wrong === 'person' && store.people.find(event.person.id) !== null) {
      store.disputes.add({ eventId: id, personId: event.person.id, rivalId, similarity, at })
    }
    const action = wrong === 'person' ? 'event.not-me' : 'event.wrong-direction'
    store.audit.append({ actor: 'kiosk', action, subject: `event ${id}`, details: { similarity } })
    const change =
      wrong === 'person'
        ? ({ action: 'void', reason: 'not-me' } as const)
        : ({ action: 'move', direction: other, reason: 'wrong-direction' } as const)
    return store.events.record({
      ...event,
      kind: 'correction',
      method: 'manual',
      corrects: id,
      actor: 'kiosk',
      ...change,
    })
  })
  publish('event.recorded', correction)
  if (wrong === 'person') publish('attendance.changed', { what: 'disputes' })
  return correction
}

/** What the office sees and says of namings that were denied at a kiosk. */
export function disputeHandlers(context: Context): Handlers<'disputes.list' | 'disputes.decide'> {
  const { store, now, publish, actor } = context
  return {
    'disputes.list': () => ({
      disputes: store.disputes
        .list((now() - listedMilliseconds) as Instant)
        .map(({ eventId, verdict, similarity, at }) => {
          const { person, kiosk } = store.events.get(eventId)
          return { event: eventId, person, kiosk, similarity, at, verdict }
        }),
    }),
    'disputes.decide': ({ event, verdict }) => {
      store.transaction(() => {
        if (!store.disputes.decide(event, verdict)) {
          throw new AppError('event-not-found', 'Nobody has denied this entry.', { details: { event } })
        }
        store.audit.append({ actor, action: 'dispute.decide', subject: `event ${event}`, details: { verdict } })
      })
      publish('attendance.changed', { what: 'disputes' })
      return {}
    },
  }
}

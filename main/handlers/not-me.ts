import type { AttendanceEvent, EventId, Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Context } from './context.ts'

/** So long after an event the kiosk itself may take it back. */
const graceMilliseconds = 5 * 60_000

/**
 * Takes back an event that named the wrong person. A second call for the same event returns the first one's correction.
 * @throws AppError `event-not-found`, `invalid-input` for an event that is too old or was not a face's
 */
export function takeBack(context: Context, id: EventId): AttendanceEvent {
  const { store, now, publish } = context
  const event = store.events.get(id)
  const at = now() as Instant
  const { similarity } = event
  if (event.kind !== 'check' || event.method !== 'face' || similarity === null || at - event.at > graceMilliseconds) {
    throw new AppError('invalid-input', 'This entry can no longer be taken back here. Ask for a correction instead.', {
      details: { event: id },
    })
  }
  const earlier = store.events.recentOf(event.person.id, event.at).find(({ corrects }) => corrects === id)
  if (earlier !== undefined) return earlier
  const correction = store.transaction(() => {
    const rivalId = event.runnerUp?.person.id ?? null
    if (store.people.find(event.person.id) !== null) {
      store.disputes.add({ eventId: id, personId: event.person.id, rivalId, similarity, at })
    }
    store.audit.append({ actor: 'kiosk', action: 'event.not-me', subject: `event ${id}`, details: { similarity } })
    return store.events.record({
      ...event,
      kind: 'correction',
      method: 'manual',
      corrects: id,
      action: 'void',
      actor: 'kiosk',
      reason: 'not-me',
    })
  })
  publish('event.recorded', correction)
  return correction
}

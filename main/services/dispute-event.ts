import type { Caller } from '../contract/caller.ts'
import type { EventId, Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { AttendanceEvent } from '../contract/events.ts'
import type { Context } from './context.ts'

/** How long an entry can be disputed at the kiosk. */
const graceMilliseconds = 5 * 60_000

/**
 * Corrects an event because the person at the kiosk disputes it: `person` voids it and stops the name from being given
 * for a while, `direction` reverses it. Disputing the same event again returns the first correction.
 * @throws AppError `event-not-found`, `entry-final` for an event that is too old or was not made by a face
 */
export function disputeEvent(
  context: Context,
  id: EventId,
  wrong: 'person' | 'direction',
  caller: Caller,
): AttendanceEvent {
  const { store, now, publish } = context
  const event = store.events.get(id)
  const at = now() as Instant
  const { similarity } = event
  if (event.kind !== 'check' || event.method !== 'face' || similarity === null || at - event.at > graceMilliseconds) {
    throw new AppError('entry-final', 'This entry can no longer be changed here. Ask for a correction instead.', {
      details: { event: id },
    })
  }
  const earlier = store.events.listRecentOf(event.person.id, event.at).find(({ corrects }) => corrects === id)
  if (earlier !== undefined) return earlier
  const other = event.direction === 'in' ? 'out' : 'in'
  const correction = store.transaction(() => {
    const rivalId = event.runnerUp?.person.id ?? null
    if (wrong === 'person' && store.people.find(event.person.id) !== null) {
      store.looks.forgetPerson(event.person.id)
      store.disputes.add({ eventId: id, personId: event.person.id, rivalId, similarity, at })
    }
    const action = wrong === 'person' ? 'event.not-me' : 'event.wrong-direction'
    const details = { person: event.person.id, kiosk: event.kiosk }
    store.audit.append({ ...caller, action, subject: `event ${id}`, details })
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
  if (wrong === 'person') publish('disputes.changed', {})
  return correction
}

import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Context } from '../services/context.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

/** How far back the office sees disputes. */
const listedMilliseconds = 30 * 86_400_000

/** Handles disputes: names that somebody denied at a kiosk, and the office's decisions on them. */
export function disputesModule(context: Context): Module<'disputes'> {
  const { store, now, publish } = context
  const audited = auditing(store)
  return {
    handlers: {
      'disputes.list': () => ({
        disputes: store.disputes
          .list((now() - listedMilliseconds) as Instant)
          .map(({ eventId, verdict, similarity, at }) => {
            const { person, kiosk } = store.events.get(eventId)
            return { event: eventId, person, kiosk, similarity, at, verdict }
          }),
      }),
      'disputes.decide': audited('dispute.decide', {
        change({ event, verdict }) {
          if (!store.disputes.decide(event, verdict)) {
            throw new AppError('event-not-found', 'Nobody has denied this entry.', { details: { event } })
          }
          return store.events.get(event).person.id
        },
        entry: ({ event, verdict }, person) => ({ subject: `event ${event}`, details: { verdict, person } }),
        answer() {
          publish('disputes.changed', {})
          return {}
        },
      }),
    },
  }
}

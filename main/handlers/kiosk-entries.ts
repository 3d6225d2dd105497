import { applyCorrections } from '../attendance/corrections.ts'
import { EventFilter } from '../contract/api/events.ts'
import type { Instant, PersonRef } from '../contract/entities.ts'
import type { Context, Handlers } from './context.ts'

/** So many events are looked at for one entry: checks, and corrections that took some of them out. */
const eventsPerEntry = 6

/** What the kiosk lists: entries as they stand, without those that were taken out. */
export function kioskEntryHandlers({ store, now }: Context): Handlers<'kiosk.entries'> {
  return {
    'kiosk.entries': ({ from, limit }) => {
      const { events } = store.events.list(EventFilter.parse({ from }), null, limit * eventsPerEntry)
      const people = new Map<number, PersonRef>()
      for (const { person } of events) if (!people.has(person.id)) people.set(person.id, person)
      const until = (now() + 1) as Instant
      const entries = [...people.values()].flatMap((person) =>
        applyCorrections(store.attendance.slim(person.id, from, until))
          .entries.filter(({ at }) => at >= from)
          .map(({ source, direction, at }) => ({ event: source.id, person, direction, at })),
      )
      entries.sort((one, other) => other.at - one.at || other.event - one.event)
      return { entries: entries.slice(0, limit) }
    },
  }
}

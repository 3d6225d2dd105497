import type { EventId, PersonId } from '../contract/entities.ts'
import type { SharedKind } from '../contract/shared-change.ts'
import type { Publish, TopicName } from '../contract/topics.ts'
import type { Store } from '../store/open.ts'
import type { Gallery } from './gallery.ts'

/** What was taken in of other stations, as far as screens and galleries have to follow. */
export interface TakenIn {
  readonly people: readonly PersonId[]
  /** In the order in which they were recorded here. */
  readonly events: readonly EventId[]
  readonly kinds: readonly SharedKind[]
}

/** When more entries come at once, only the newest are announced one by one. */
const maxEntries = 100

type Changed = Extract<
  TopicName,
  | 'rules.changed'
  | 'kiosks.changed'
  | 'filters.changed'
  | 'pins.changed'
  | 'guests.changed'
  | 'requests.changed'
  | 'disputes.changed'
  | 'confirmations.changed'
>

/** What else the screens have to read again when changes of a kind came in; people and entries are told one by one. */
const topicsOf: Readonly<Partial<Record<SharedKind, readonly Changed[]>>> = {
  document: ['rules.changed', 'kiosks.changed', 'filters.changed'],
  leave: ['rules.changed'],
  pin: ['pins.changed'],
  guest: ['guests.changed'],
  request: ['requests.changed'],
  dispute: ['disputes.changed'],
  merge: ['rules.changed'],
  confirmation: ['confirmations.changed'],
}

const ofPeople: readonly SharedKind[] = ['person', 'consent', 'template', 'merge']

interface Followers {
  readonly store: Pick<Store, 'events' | 'settings'>
  readonly gallery: Pick<Gallery, 'refresh'>
  readonly publish: Publish
}

/** Announces what other stations changed, as if it had happened here. */
export function announceTakenIn({ people, events, kinds }: TakenIn, { store, gallery, publish }: Followers): void {
  const [first, ...others] = people
  if (first !== undefined || kinds.some((kind) => ofPeople.includes(kind))) {
    // What this process wrote is not noticed by itself.
    gallery.refresh()
    publish('people.changed', { personId: others.length === 0 && first !== undefined ? first : null })
  }
  for (const topic of new Set(kinds.flatMap((kind) => topicsOf[kind] ?? []))) publish(topic, {})
  if (kinds.includes('setting')) publish('settings.changed', store.settings.get())
  for (const id of events.slice(-maxEntries)) publish('event.recorded', store.events.get(id))
}

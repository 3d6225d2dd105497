import { z } from 'zod'
import type { PersonId } from '../contract/entities.ts'
import type { Documents } from './documents.ts'
import type { Erased } from './erased.ts'
import type { Events } from './events.ts'
import type { Guests } from './guests.ts'
import type { Imports } from './imports.ts'
import type { Merges } from './merges.ts'
import type { People } from './people.ts'
import type { Pins } from './pins.ts'
import type { Requests } from './requests.ts'
import type { Templates } from './templates.ts'

/** The tables that have something of a person that goes with them. */
export interface TablesOfPeople {
  readonly people: People
  readonly merges: Merges
  readonly templates: Templates
  readonly imports: Imports
  readonly documents: Documents
  readonly requests: Requests
  readonly guests: Guests
  readonly pins: Pins
  readonly events: Events
  readonly erased: Erased
}

/**
 * Erases somebody with everything that is theirs alone, also their name in entries. Call it within a transaction.
 * @returns photos of imports that are no longer needed, and the people whose numbers these were: those who were merged
 * into them too
 * @throws AppError `person-not-found`
 */
export function erasePerson(
  store: TablesOfPeople,
  id: PersonId,
  actor: string,
): { readonly photos: number[]; readonly people: PersonId[] } {
  const { people, merges, templates, imports, documents, requests, guests, pins, events, erased } = store
  const { createdAt } = people.get(id)
  const photos = imports.forgetPerson(id)
  const all = [{ id, createdAt }, ...merges.listMergedInto(id)]
  for (const each of all) {
    documents.rewrite('attendance-rules', (value) => withoutPerson(value, each.id), actor)
    // Merges of early versions do not say when somebody was created.
    if (each.createdAt !== null) erased.note({ kind: 'person', id: each.id, at: each.createdAt })
  }
  for (const template of templates.listOfPerson(id)) templates.erase(template.id)
  requests.forgetPerson(id)
  guests.forgetHost(id)
  pins.unlock(id)
  people.erase(id)
  const numbers = all.map((each) => each.id)
  events.eraseNames(numbers)
  return { photos, people: numbers }
}

/** The part of every stored version of the rules that names people. */
const StoredPersonRules = z.object({
  leaves: z.array(z.looseObject({ personId: z.unknown() })).default([]),
  assignments: z
    .array(z.looseObject({ target: z.looseObject({ kind: z.unknown(), personId: z.unknown() }) }))
    .default([]),
})

/** Removes a person from rules of any version, as far as they can be read. */
function withoutPerson(value: unknown, id: PersonId): unknown {
  const { data } = StoredPersonRules.safeParse(value)
  if (data === undefined) return value
  const { leaves, assignments } = data
  const kept = {
    leaves: leaves.filter(({ personId }) => personId !== id),
    assignments: assignments.filter(({ target }) => target.kind !== 'person' || target.personId !== id),
  }
  const same = kept.leaves.length === leaves.length && kept.assignments.length === assignments.length
  return same ? value : { ...(value as object), ...kept }
}

import type { Caller } from '../contract/caller.ts'
import type { PersonId, TemplateId } from '../contract/entities.ts'
import type { Merge, Person } from '../contract/people.ts'
import type { Publish } from '../contract/topics.ts'
import type { Context } from './context.ts'

/** Announces that whatever belongs to a person may have moved to another. */
export function announceFollowing(publish: Publish): void {
  const topics = ['rules.changed', 'requests.changed', 'guests.changed', 'pins.changed', 'disputes.changed'] as const
  for (const topic of topics) publish(topic, {})
}

/** Merges two people who turned out to be one; the caller announces it. */
export function mergePeople({ store, rules }: Context, kept: PersonId, gone: PersonId, caller: Caller): Merge {
  return store.transaction(() => {
    store.audit.append({ ...caller, action: 'person.merge', subject: `person ${kept}`, details: { gone } })
    // Checked here, because rules accept any id.
    for (const id of [kept, gone]) store.people.get(id)
    return store.merges.merge(kept, gone, rules.reassign(gone, kept, caller))
  })
}

/**
 * Undoes a merge; the photos named go with the person who returns. Who refused or withdrew meanwhile did so for both:
 * nobody can tell whose face they meant.
 */
export function unmergePeople(
  { store, rules }: Context,
  merge: number,
  photos: readonly TemplateId[],
  caller: Caller,
): Person {
  return store.transaction(() => {
    const since = store.merges.list().find(({ id }) => id === merge)?.at ?? 0
    const { person, keptId, rules: lent } = store.merges.undo(merge, photos)
    const [said] = store.consents.listOf(keptId)
    if (said !== undefined && said.kind !== 'given' && said.at >= since)
      store.consents.add({ ...said, personId: person.id, signature: null }, null)
    rules.reassign(keptId, person.id, caller, lent)
    // Nobody can tell whose face it was.
    store.looks.forgetPerson(keptId)
    const details = { kept: keptId, person: person.id }
    store.audit.append({ ...caller, action: 'person.unmerge', subject: `merge ${merge}`, details })
    return person
  })
}

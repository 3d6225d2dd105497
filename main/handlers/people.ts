import { type Candidate, type Person, PersonId } from '../contract/entities.ts'
import { tidyText } from '../contract/tidy-text.ts'
import type { Merge } from '../store/merges.ts'
import type { People } from '../store/people.ts'
import type { Context, Handlers } from './context.ts'
import { finishErasure } from './erasure.ts'

type PeopleMethod =
  | 'people.list'
  | 'people.find'
  | 'people.get'
  | 'people.create'
  | 'people.update'
  | 'people.erase'
  | 'people.merge'
  | 'people.merges'
  | 'people.unmerge'
  | 'people.lookAlikes'
  | 'people.similarity'
  | 'people.eraseTemplate'
  | 'people.photo'

/** So many people are looked at for each photo. */
const searchedPeople = 5

function lookAlikesOf({ store, gallery, model, settings }: Context, id: PersonId): Candidate[] {
  const { threshold } = settings()
  const best = new Map<PersonId, Candidate>()
  for (const template of store.templates.ofPerson(id)) {
    const stored = template.model === model ? store.templates.embedding(template.id) : null
    if (stored === null) continue
    for (const candidate of gallery.identify({ model, vector: stored.vector }, searchedPeople).candidates) {
      const known = best.get(candidate.person.id)
      const closer = known === undefined || candidate.similarity > known.similarity
      if (candidate.person.id !== id && candidate.similarity >= threshold && closer) {
        best.set(candidate.person.id, candidate)
      }
    }
  }
  return [...best.values()].toSorted((a, b) => b.similarity - a.similarity)
}

function similarityOf({ store, gallery, model }: Context, first: PersonId, second: PersonId): number | null {
  const vectorsOf = (id: PersonId) =>
    store.templates
      .ofPerson(store.people.get(id).id)
      .map((template) => (template.model === model ? store.templates.embedding(template.id) : null))
      .filter((stored) => stored !== null)
  const [one, other] = [vectorsOf(first), vectorsOf(second)]
  if (one.length === 0 || other.length === 0) return null
  return Math.max(
    ...one.flatMap((a) =>
      other.map((b) => gallery.similarity({ model, vector: a.vector }, { model, vector: b.vector })),
    ),
  )
}

/** Everybody whom a typed text can mean; see the contract. Exactly one of them is an answer. */
function whoIsMeant(people: People, text: string): Person[] {
  const id = PersonId.safeParse(Number(/^#(\d{1,15})$/.exec(text)?.[1]))
  const meant = [
    id.success ? people.find(id.data) : null,
    text === '' ? null : people.byTypedNumber(text),
    ...people.byTypedName(text),
  ].filter((person) => person !== null)
  return [...new Map(meant.map((person) => [person.id, person])).values()]
}

/** Says that what goes with a person from one entry to another is with somebody else. */
export function announceFollowing(publish: Context['publish']): void {
  for (const what of ['rules', 'requests', 'guests', 'pins', 'disputes'] as const)
    publish('attendance.changed', { what })
}

/** Two entries turned out to be one person; whoever calls it announces it. */
export function mergePeople({ store, rules, actor }: Context, kept: PersonId, gone: PersonId): Merge {
  return store.transaction(() => {
    store.audit.append({ actor, action: 'person.merge', subject: `person ${kept}`, details: { gone } })
    // Checked here, since rules name whoever they are told to.
    for (const id of [kept, gone]) store.people.get(id)
    return store.merges.merge(kept, gone, rules.reassign(gone, kept, actor))
  })
}

function unmergePeople({ store, rules, actor }: Context, merge: number): Person {
  return store.transaction(() => {
    const { person, keptId, rules: lent } = store.merges.undo(merge)
    rules.reassign(keptId, person.id, actor, lent)
    const details = { kept: keptId, person: person.id }
    store.audit.append({ actor, action: 'person.unmerge', subject: `merge ${merge}`, details })
    return person
  })
}

export function peopleHandlers(context: Context): Handlers<PeopleMethod> {
  const { store, gallery, publish } = context
  const changed = (personId: PersonId | null) => {
    gallery.refresh()
    publish('people.changed', { personId })
  }
  return {
    'people.list': ({ query, limit }) => store.people.list(query, limit),
    'people.find': ({ who }) => ({ people: whoIsMeant(store.people, tidyText(who)) }),
    'people.get': ({ id }) => ({ person: store.people.get(id), templates: store.templates.ofPerson(id) }),
    'people.create': (input) => {
      const person = store.people.create(input)
      store.audit.append({ actor: context.actor, action: 'person.create', subject: `person ${person.id}`, details: {} })
      changed(person.id)
      return person
    },
    'people.update': ({ id, ...change }) => {
      const person = store.people.update(id, change)
      store.audit.append({
        actor: context.actor,
        action: 'person.update',
        subject: `person ${id}`,
        details: { fields: Object.keys(change) },
      })
      changed(id)
      return person
    },
    'people.erase': async ({ id }) => {
      const photos = store.transaction(() => {
        const forgotten = store.imports.forgetPerson(id)
        for (const each of [id, ...store.merges.goneInto(id)]) context.rules.forgetPerson(each, context.actor)
        store.requests.forgetPerson(id)
        store.guests.forgetHost(id)
        store.pins.unlock(id)
        store.people.erase(id)
        store.audit.append({ actor: context.actor, action: 'person.erase', subject: `person ${id}`, details: {} })
        return forgotten
      })
      changed(id)
      store.importFiles.remove(photos)
      return { remains: await finishErasure(context) }
    },
    'people.merge': ({ kept, gone }) => {
      const merge = mergePeople(context, kept, gone)
      changed(kept)
      announceFollowing(publish)
      return merge
    },
    'people.merges': () => ({ merges: store.merges.list() }),
    'people.unmerge': ({ merge }) => {
      const person = unmergePeople(context, merge)
      announceFollowing(publish)
      changed(person.id)
      return person
    },
    'people.lookAlikes': ({ id }) => ({ candidates: lookAlikesOf(context, id) }),
    'people.similarity': ({ first, second }) => ({ similarity: similarityOf(context, first, second) }),
    'people.eraseTemplate': async ({ id }) => {
      const template = store.templates.get(id)
      store.templates.erase(id)
      store.audit.append({
        actor: context.actor,
        action: 'template.erase',
        subject: `template ${id}`,
        details: { person: template.personId },
      })
      changed(template.personId)
      return { remains: await finishErasure(context) }
    },
    'people.photo': ({ template }) => ({ photo: store.templates.photo(template) }),
  }
}

import { toCovers } from '../contract/admission.ts'
import type { Parsed } from '../contract/api.ts'
import type { LocalDate } from '../contract/attendance-rules.ts'
import type { Caller } from '../contract/caller.ts'
import { type Candidate, PersonId, type TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Person } from '../contract/people.ts'
import { tidyText } from '../contract/tidy-text.ts'
import { mayBeSamePerson } from '../enrolment/photo-rule.ts'
import { dot } from '../numeric/vector.ts'
import type { Context } from '../services/context.ts'
import { finishErasure } from '../services/erasure.ts'
import { announceFollowing, mergePeople, unmergePeople } from '../services/merge-people.ts'
import { employFromToday, officeDay } from '../services/office-day.ts'
import type { PersonExports } from '../services/person-exports.ts'
import type { ShownPortraits } from '../services/shown-portraits.ts'
import { erasePerson } from '../store/erase-person.ts'
import type { People } from '../store/people.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

/** How many people are compared with each photo. */
const searchedPeople = 5

function lookAlikesOf({ store, gallery, roster, model, settings }: Context, id: PersonId): Candidate[] {
  if (!roster.isSearchable(id)) return []
  const { threshold } = settings()
  const best = new Map<PersonId, Candidate>()
  for (const template of store.templates.listOfPerson(id)) {
    const stored = store.templates.readEmbedding(template.id, model)
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

/** Returns a person's photos with their embeddings; none of somebody who may not be compared with faces. */
function photosOf({ store, roster, model }: Context, id: PersonId) {
  if (!roster.isSearchable(id)) return []
  return store.templates.listOfPerson(id).flatMap((template) => {
    const stored = store.templates.readEmbedding(template.id, model)
    return stored === null ? [] : [{ ...template, vector: stored.vector }]
  })
}

type Photo = ReturnType<typeof photosOf>[number]

function similarityOf(context: Context, first: PersonId, second: PersonId) {
  const { store, gallery, model } = context
  const [one, other] = [first, second].map((id) => photosOf(context, store.people.get(id).id)) as [Photo[], Photo[]]
  if (one.length === 0 || other.length === 0) return { similarity: null, alike: true }
  const similarity = Math.max(
    ...one.flatMap((a) =>
      other.map((b) => gallery.similarity({ model, vector: a.vector }, { model, vector: b.vector })),
    ),
  )
  return { similarity, alike: one.some((photo) => resemblesAny(photo, other)) }
}

function resemblesAny({ vector }: Photo, others: readonly Photo[]): boolean {
  return others.some((other) => mayBeSamePerson(dot(vector, other.vector)))
}

/**
 * Returns the photos that the kept person got since a merge and that look like the merged person, not like the kept
 * one.
 */
function strayPhotos(context: Context, id: number): TemplateId[] {
  const merge = context.store.merges.list().find((each) => each.id === id)
  if (merge === undefined) return []
  const photos = photosOf(context, merge.keptId)
  const theirs = photos.filter((photo) => merge.templates.includes(photo.id))
  const [own, since] = [false, true].map((added) =>
    photos.filter((photo) => !theirs.includes(photo) && photo.createdAt > merge.at === added),
  ) as [Photo[], Photo[]]
  if (own.length === 0) return []
  return since.filter((photo) => resemblesAny(photo, theirs) && !resemblesAny(photo, own)).map((photo) => photo.id)
}

/** Finds everybody whom a typed text can mean (see the contract); the text is clear when there is exactly one. */
function whoIsMeant(people: People, text: string): Person[] {
  const id = PersonId.safeParse(Number(/^#(\d{1,15})$/.exec(text)?.[1]))
  const meant = [
    id.success ? people.find(id.data) : null,
    text === '' ? null : people.findByTypedNumber(text),
    ...people.findByTypedName(text),
  ].filter((person) => person !== null)
  return [...new Map(meant.map((person) => [person.id, person])).values()]
}

function updatePerson(context: Context, change: Parsed<'people.update'>): Person {
  const { people } = context.store
  const { id, groups, groupsFrom, ...details } = change
  const before = people.get(id)
  people.update(id, details)
  const regrouped = groups !== undefined && (groupsFrom !== undefined || !sameGroups(groups, before.groups))
  if (regrouped) people.regroup(id, groups, membershipDate(context, groupsFrom))
  return people.get(id)
}

function sameGroups(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/**
 * Returns the day from which groups hold: by default today in the office's time zone.
 * @throws AppError `groups-in-future`
 */
function membershipDate(context: Context, wanted: Parsed<'people.update'>['groupsFrom']): LocalDate | null {
  const today = officeDay(context)
  if (wanted === undefined) return today
  if (wanted === null || wanted <= today) return wanted
  throw new AppError('groups-in-future', 'Groups change today or on a day before. Change them when the day has come.')
}

/** Handles the people who are enrolled, and their photos. */
export function peopleModule(context: Context, portraits: ShownPortraits, exports: PersonExports): Module<'people'> {
  const { store, gallery, publish } = context

  /** Lets a kiosk see the photos that it was told of, and a manager those of their own people. */
  function maySee(template: TemplateId, caller: Caller): boolean {
    if (caller.role === 'kiosk' || caller.role === 'signed-out') return portraits.has(template)
    const person = caller.groups == null ? null : store.templates.get(template).personId
    return person === null || toCovers(caller, context.groupsOf)(person)
  }
  const audited = auditing(store)
  const announceChange = (personId: PersonId | null) => {
    gallery.refresh()
    publish('people.changed', { personId })
  }
  return {
    handlers: {
      'people.list': ({ query, limit, state }) => {
        const today = officeDay(context)
        return { ...store.people.list(query, limit, { state, today }), today }
      },
      'people.find': ({ who }) => ({ people: whoIsMeant(store.people, tidyText(who)) }),
      'people.get': ({ id }) => ({
        person: store.people.get(id),
        templates: store.templates.listOfPerson(id),
        memberships: store.people.listMemberships(id),
      }),
      'people.create': audited('person.create', {
        change: (input) => store.people.create(employFromToday(context, input)),
        entry: (_, { id }) => ({ subject: `person ${id}` }),
        answer(person) {
          announceChange(person.id)
          return person
        },
      }),
      'people.update': audited('person.update', {
        change: (change) => updatePerson(context, change),
        entry: ({ id, ...fields }) => ({
          subject: `person ${id}`,
          details: {
            fields: Object.keys(fields),
            ...(fields.employments !== undefined && { employments: fields.employments }),
          },
        }),
        answer(person) {
          announceChange(person.id)
          return person
        },
      }),
      'people.erase': audited('person.erase', {
        change: ({ id }, { actor }) => erasePerson(store, id, actor),
        entry: ({ id }) => ({ subject: `person ${id}` }),
        async answer({ photos, people }, { id }) {
          announceChange(id)
          store.importFiles.remove(photos)
          return { remains: await finishErasure(context, people) }
        },
      }),
      'people.merge': ({ kept, gone }, caller) => {
        const merge = mergePeople(context, kept, gone, caller)
        announceChange(kept)
        announceFollowing(publish)
        return merge
      },
      'people.merges': () => ({ merges: store.merges.list() }),
      'people.unmerge': ({ merge, photosSince }, caller) => {
        const photos = photosSince === 'leave' ? [] : strayPhotos(context, merge)
        if (photosSince === 'ask' && photos.length > 0) return { kind: 'asked', photos }
        const person = unmergePeople(context, merge, photos, caller)
        announceFollowing(publish)
        announceChange(person.id)
        return { kind: 'unmerged', person }
      },
      'people.exportData': exports.write,
      'people.lookAlikes': ({ id }) => ({ candidates: lookAlikesOf(context, id) }),
      'people.similarity': ({ first, second }) => similarityOf(context, first, second),
      'people.eraseTemplate': audited('template.erase', {
        change({ id }) {
          const { personId } = store.templates.get(id)
          store.templates.erase(id)
          return personId
        },
        entry: ({ id }, person) => ({ subject: `template ${id}`, details: { person } }),
        async answer(personId) {
          announceChange(personId)
          return { remains: await finishErasure(context, [personId]) }
        },
      }),
      'people.photo': ({ template }, caller) => {
        if (!maySee(template, caller)) throw new AppError('role-forbids', 'This photo is not for this window.')
        return { photo: store.templates.readPhoto(template) }
      },
    },
  }
}

import type { Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import type { Refusal } from '../contract/enrol.ts'
import type { Candidate } from '../contract/entities.ts'
import { consentMissingError } from '../services/consent-policy.ts'
import type { Context } from '../services/context.ts'
import type { Enroller } from '../services/enroller.ts'
import { finishErasure } from '../services/erasure.ts'
import { employFromToday } from '../services/office-day.ts'
import type { PhotoFace } from '../vision/vision.ts'
import type { Module } from './module.ts'

/** Handles enrolment: from a photo to an enrolled person. */
export function enrolModule(context: Context, enroller: Enroller): Module<'enrol'> {
  const { store, gallery, consenting, publish } = context

  async function inspect({ photo, personId }: Parsed<'enrol.inspect'>) {
    if (personId !== null) context.roster.requireEnrollable(personId)
    else if (!consenting.mayEnrolNew(null)) throw consentMissingError()
    const found = await enroller.look(photo, 'photo')
    const faces = found.faces.map(({ box, detection, quality, pose }) => ({ box, detection, quality, pose }))
    if (found.kind === 'refused') return { faces, refusal: found.refusal }
    const candidates = enroller.lookAlikes(found.face, personId)
    if (candidates.length > 0) return { faces, refusal: lookAlikeRefusal(found.face, candidates) }
    return { faces, refusal: personId === null ? null : enroller.unlike(found.face, personId) }
  }

  async function enrol(
    { personId, photo, source, allowDuplicate, allowUnlike }: Parsed<'enrol.photo'>,
    caller: Caller,
  ) {
    context.roster.requireEnrollable(personId)
    if (store.templates.findByOrigin(photo)?.personId === personId) {
      return refuse({
        code: 'duplicate-photo',
        message: 'This photo is already one of the person’s templates.',
        quality: null,
        candidates: [],
      })
    }
    const found = await enroller.look(photo, source)
    if (found.kind === 'refused') return refuse(found.refusal)
    const { face } = found
    const candidates = enroller.lookAlikes(face, personId)
    if (candidates.length > 0 && !allowDuplicate) return refuse(lookAlikeRefusal(face, candidates))
    // The user confirmed that the look-alike is not meant, so the photo is this person's.
    const unlike = allowUnlike || candidates.length > 0 ? null : enroller.unlike(face, personId)
    if (unlike !== null) return refuse(unlike)
    const template = enroller.add(personId, face, source, photo, caller)
    gallery.refresh()
    publish('people.changed', { personId })
    return { kind: 'enrolled' as const, template, person: store.people.get(personId) }
  }

  async function enrolNew(
    { photo, source, allowDuplicate, consent, ...details }: Parsed<'enrol.newPerson'>,
    caller: Caller,
  ) {
    if (!consenting.mayEnrolNew(consent)) throw consentMissingError()
    const found = await enroller.look(photo, source)
    if (found.kind === 'refused') return refuse(found.refusal)
    const { face } = found
    const candidates = enroller.lookAlikes(face, null)
    if (candidates.length > 0 && !allowDuplicate) return refuse(lookAlikeRefusal(face, candidates))
    const { person, template } = store.transaction(() => {
      const { id } = store.people.create(employFromToday(context, details))
      store.audit.append({ ...caller, action: 'person.create', subject: `person ${id}`, details: {} })
      if (consent !== null) consenting.record(id, consent, { witness: caller.actor, place: caller.via })
      const added = enroller.add(id, face, source, photo, caller)
      return { person: store.people.get(id), template: added }
    })
    gallery.refresh()
    publish('people.changed', { personId: person.id })
    return { kind: 'enrolled' as const, template, person }
  }

  async function majority({ personId, templates, photos, source }: Parsed<'enrol.majority'>, caller: Caller) {
    context.roster.requireEnrollable(personId)
    const looks = await Promise.all(photos.map((photo) => enroller.look(photo, source)))
    const candidates = looks.flatMap((found, index) =>
      found.kind === 'face' ? [{ face: found.face, bytes: photos[index]!, index }] : [],
    )
    const present = store.templates.listOfPerson(personId).map(({ id }) => id)
    const isNew = present.length === templates.length && present.every((id) => templates.includes(id))
    const taken = isNew ? enroller.preferMajority(personId, candidates, source, caller) : []
    if (taken.length > 0) {
      gallery.refresh()
      publish('people.changed', { personId })
      await finishErasure(context)
    }
    return { taken: taken.map(({ place, template }) => ({ place: candidates[place]!.index, template })) }
  }

  return {
    handlers: {
      'enrol.inspect': inspect,
      'enrol.photo': enrol,
      'enrol.newPerson': enrolNew,
      'enrol.majority': majority,
    },
  }
}

function refuse(refusal: Refusal) {
  return { kind: 'refused' as const, refusal }
}

function lookAlikeRefusal(face: PhotoFace, candidates: Candidate[]): Refusal {
  const best = candidates[0]!
  return {
    code: 'looks-like-somebody-else',
    message: `This looks like ${best.person.name}, who is already enrolled (similarity ${best.similarity.toFixed(2)}). If they are the same person, add the photo there; if not, confirm that they are two people.`,
    quality: face.quality,
    candidates,
  }
}

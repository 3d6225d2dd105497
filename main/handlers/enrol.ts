import type { Refusal } from '../contract/api/enrol.ts'
import type { Parsed } from '../contract/api.ts'
import type { Candidate } from '../contract/entities.ts'
import type { PhotoFace } from '../vision/vision.ts'
import type { Context, Handlers } from './context.ts'
import type { Enroller } from './enroller.ts'

export function enrolHandlers(context: Context, enroller: Enroller): Handlers<'enrol.inspect' | 'enrol.photo'> {
  const { store, gallery, publish } = context

  async function inspect({ photo, personId }: Parsed<'enrol.inspect'>) {
    const found = await enroller.look(photo, 'photo')
    const faces = found.faces.map(({ box, detection, quality, pose }) => ({ box, detection, quality, pose }))
    if (found.kind === 'refused') return { faces, refusal: found.refusal }
    const candidates = enroller.lookAlikes(found.face, personId)
    if (candidates.length > 0) return { faces, refusal: lookAlikeRefusal(found.face, candidates) }
    return { faces, refusal: personId === null ? null : enroller.unlike(found.face, personId) }
  }

  async function enrol({ personId, photo, source, allowDuplicate, allowUnlike }: Parsed<'enrol.photo'>) {
    store.people.get(personId)
    if (store.templates.byOrigin(photo)?.personId === personId) {
      return refused({
        code: 'duplicate-photo',
        message: 'This photo is already one of the person’s templates.',
        quality: null,
        candidates: [],
      })
    }
    const found = await enroller.look(photo, source)
    if (found.kind === 'refused') return refused(found.refusal)
    const { face } = found
    const candidates = enroller.lookAlikes(face, personId)
    if (candidates.length > 0 && !allowDuplicate) return refused(lookAlikeRefusal(face, candidates))
    // That somebody else resembles it and is not meant has been answered: then it is this person's.
    const unlike = allowUnlike || candidates.length > 0 ? null : enroller.unlike(face, personId)
    if (unlike !== null) return refused(unlike)
    const template = enroller.add(personId, face, source, photo)
    gallery.refresh()
    publish('people.changed', { personId })
    return { kind: 'enrolled' as const, template, person: store.people.get(personId) }
  }

  return { 'enrol.inspect': inspect, 'enrol.photo': enrol }
}

function refused(refusal: Refusal) {
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

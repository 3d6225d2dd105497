import type { Caller } from '../contract/caller.ts'
import type { Refusal } from '../contract/enrol.ts'
import type { Candidate, PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Template, TemplateSource } from '../contract/people.ts'
import { rateProminence } from '../contract/prominence.ts'
import { findMajority, judgeLikeness, judgePhoto } from '../enrolment/photo-rule.ts'
import { dot } from '../numeric/vector.ts'
import type { PhotoAnalysis, PhotoFace } from '../vision/vision.ts'
import type { Context } from './context.ts'

/** What was found in a photo: its most prominent faces, best first. */
export type Look =
  | { readonly kind: 'face'; readonly face: PhotoFace; readonly faces: readonly PhotoFace[]; readonly size: Size }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly faces: readonly PhotoFace[]; readonly size: Size }

export type Size = Pick<PhotoAnalysis, 'width' | 'height'>

/** Turns photos into templates, for single photos and imports alike. */
export interface Enroller {
  /**
   * Examines a photo as enrolment would, and keeps nothing. @throws AppError for failures that are not the photo's
   * fault
   */
  look(photo: Uint8Array, source: TemplateSource): Promise<Look>
  /** Lists the people other than `personId` who look like this face, best first. */
  lookAlikes(face: Pick<PhotoFace, 'embedding'>, personId: PersonId | null): Candidate[]
  /** Returns a refusal when a face is too unlike the person's other photos; null otherwise. */
  unlike(
    face: Pick<PhotoFace, 'embedding'> & { quality: PhotoFace['quality'] | null },
    personId: PersonId,
  ): Refusal | null
  /**
   * Adds a template. @param origin bytes of the whole photo
   * @throws AppError `person-not-found`, `person-left`, `consent-missing`
   */
  add(personId: PersonId, face: PhotoFace, source: TemplateSource, origin: Uint8Array, caller: Caller): Template
  /**
   * Replaces the photos of somebody who was just enrolled where more of the refused ones resemble each other
   * (`findMajority`), in one transaction with what `onTake` writes.
   * @returns which photos were taken; none where nothing changed
   */
  preferMajority(
    personId: PersonId,
    others: readonly NewPhoto[],
    source: TemplateSource,
    caller: Caller,
    onTake?: (places: readonly number[]) => void,
  ): { readonly place: number; readonly template: TemplateId }[]
}

/** A photo that may become a template. */
export interface NewPhoto {
  readonly face: PhotoFace
  readonly bytes: Uint8Array
}

/** How many faces the user can choose from; a larger crowd is refused before its faces are embedded. */
const facesToChooseFrom = 8

/** How many people are compared when looking for a look-alike. */
const searchedPeople = 5

export function createEnroller({ store, vision, gallery, roster, settings }: Context): Enroller {
  const add: Enroller['add'] = (personId, face, source, origin, caller) =>
    store.transaction(() => {
      roster.requireEnrollable(personId)
      const template = store.templates.add({
        personId,
        model: face.embedding.model,
        vector: face.embedding.vector,
        quality: face.quality.score,
        source,
        photo: face.crop,
        origin,
      })
      store.audit.append({
        ...caller,
        action: 'template.add',
        subject: `template ${template.id}`,
        details: { person: personId, source },
      })
      return template
    })

  return {
    async look(photo, source) {
      try {
        const prominence = source === 'import' ? 'central' : 'largest'
        const { width, height, faces, others } = await vision.analysePhoto(photo, {
          largest: facesToChooseFrom,
          prominence,
          liveness: false,
          cover: true,
        })
        const size = { width, height }
        const refusal = judgePhoto(faces, others, rateProminence(size, prominence), settings().enrolmentQuality)
        return refusal === null
          ? { kind: 'face', face: faces[0]!, faces, size }
          : { kind: 'refused', refusal, faces, size }
      } catch (error) {
        const refusal = refusalOf(error)
        if (refusal === null) throw error
        return { kind: 'refused', refusal, faces: [], size: { width: 0, height: 0 } }
      }
    },
    lookAlikes: (face, personId) =>
      gallery
        .identify(face.embedding, searchedPeople)
        .candidates.filter(({ person, similarity }) => person.id !== personId && similarity >= settings().threshold),
    unlike(face, personId) {
      const similarities = store.templates.listOfPerson(personId).flatMap(({ id }) => {
        const own = store.templates.readEmbedding(id, face.embedding.model)
        return own === null ? [] : [dot(own.vector, face.embedding.vector)]
      })
      return judgeLikeness(similarities, face.quality)
    },
    add,
    preferMajority(personId, others, source, caller, onTake) {
      const taken = store.templates.listOfPerson(personId)
      const places = findMajority(taken.length, others.length, (first, second) =>
        dot(others[first]!.face.embedding.vector, others[second]!.face.embedding.vector),
      )
      if (places.length === 0) return []
      return store.transaction(() => {
        for (const { id } of taken) {
          store.templates.erase(id)
          store.audit.append({
            ...caller,
            action: 'template.erase',
            subject: `template ${id}`,
            details: { person: personId },
          })
        }
        onTake?.(places)
        return places.map((place) => {
          const { face, bytes } = others[place]!
          return { place, template: add(personId, face, source, bytes, caller).id }
        })
      })
    },
  }
}

/** A photo that cannot be decoded is refused like any other unsuitable photo. */
function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof AppError)) return null
  switch (error.code) {
    case 'not-an-image':
    case 'image-truncated':
    case 'image-too-large':
    case 'image-too-small':
    case 'stopped-recognition':
      return { code: error.code, message: error.message, quality: null, candidates: [] }
    default:
      return null
  }
}

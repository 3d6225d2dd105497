import type { Refusal } from '../contract/api/enrol.ts'
import type { Candidate, PersonId, Template, TemplateSource } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { prominenceIn } from '../contract/prominence.ts'
import { judgeLikeness, judgePhoto } from '../enrolment/photo-rule.ts'
import type { PhotoAnalysis, PhotoFace } from '../vision/vision.ts'
import type { Context } from './context.ts'

/** What a photo holds; its most prominent faces, best first. */
export type Look =
  | { readonly kind: 'face'; readonly face: PhotoFace; readonly faces: readonly PhotoFace[]; readonly size: Size }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly faces: readonly PhotoFace[]; readonly size: Size }

export type Size = Pick<PhotoAnalysis, 'width' | 'height'>

/** From a photo to a template: the one way for single photos and imports. */
export interface Enroller {
  /** Looks at a photo as enrolment does, and keeps nothing. @throws AppError for what is no fault of the photo */
  look(photo: Uint8Array, source: TemplateSource): Promise<Look>
  /** The people other than `personId` who look like this face, best first. */
  lookAlikes(face: PhotoFace, personId: PersonId | null): Candidate[]
  /** Whether a face is too unlike what there is of its person to be taken without a word. */
  unlike(face: Pick<PhotoFace, 'embedding' | 'quality'>, personId: PersonId): Refusal | null
  /** @param origin bytes of the whole photo @throws AppError `person-not-found` */
  add(personId: PersonId, face: PhotoFace, source: TemplateSource, origin: Uint8Array): Template
}

/** Of a photo of several people, so many can be meant: a crowd is refused without each of its faces being embedded. */
const facesToChooseFrom = 8

/** So many people are looked at for a look-alike. */
const searchedPeople = 5

export function createEnroller({ store, vision, gallery, settings, actor }: Context): Enroller {
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
        const refusal = judgePhoto(faces, others, prominenceIn(size, prominence), settings().enrolmentQuality)
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
      const similarities = store.templates.ofPerson(personId).flatMap(({ id, model }) => {
        const own = model === face.embedding.model ? store.templates.embedding(id) : null
        return own === null ? [] : [own.vector.reduce((sum, x, i) => sum + x * face.embedding.vector[i]!, 0)]
      })
      return judgeLikeness(similarities, face.quality)
    },
    add: (personId, face, source, origin) =>
      store.transaction(() => {
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
          actor,
          action: 'template.add',
          subject: `template ${template.id}`,
          details: { person: personId, source },
        })
        return template
      }),
  }
}

/** A photo that cannot be decoded is refused like any other photo that will not do. */
function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof AppError)) return null
  switch (error.code) {
    case 'not-an-image':
    case 'image-truncated':
    case 'image-too-large':
    case 'image-too-small':
      return { code: error.code, message: error.message, quality: null, candidates: [] }
    default:
      return null
  }
}

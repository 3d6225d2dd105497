import type { Refusal } from '../contract/api/enrol.ts'
import type { Candidate, PersonId, Template, TemplateSource } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { area, centralArea, judgePhoto } from '../enrolment/photo-rule.ts'
import type { PhotoAnalysis, PhotoFace } from '../vision/vision.ts'
import type { Context } from './context.ts'

/** What a photo holds; faces come most prominent first. */
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
  /** @param origin bytes of the whole photo @throws AppError `person-not-found` */
  add(personId: PersonId, face: PhotoFace, source: TemplateSource, origin: Uint8Array): Template
}

/** So many people are looked at for a look-alike. */
const searchedPeople = 5

export function createEnroller({ store, vision, gallery, settings, actor }: Context): Enroller {
  return {
    async look(photo, source) {
      try {
        const analysis = await vision.analysePhoto(photo, { largest: null, liveness: false })
        const prominence = source === 'import' ? centralArea(analysis) : area
        const faces = analysis.faces.toSorted((a, b) => prominence(b) - prominence(a))
        const refusal = judgePhoto(faces, prominence, settings().enrolmentQuality)
        const size = { width: analysis.width, height: analysis.height }
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

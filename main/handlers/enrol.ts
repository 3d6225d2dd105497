import type { Refusal } from '../contract/api/enrol.ts'
import type { Parsed } from '../contract/api.ts'
import type { Candidate, PersonId, TemplateSource } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { PhotoAnalysis, PhotoFace } from '../vision/vision.ts'
import type { Context, Handlers } from './context.ts'

/** A second face is a bystander, and not a reason to refuse, while it is at most this share as prominent as the first. */
const bystanderShare = 0.5

/** In parts of the picture's diagonal: how fast faces lose prominence away from the middle of an imported photo. */
const middleRadius = 0.25

/** Below this quality a template would do harm. */
const leastQuality = 20

/** Below this many pixels between cheek and cheek an embedding says little. */
const leastFaceWidth = 40

type Look =
  | { readonly kind: 'face'; readonly face: PhotoFace; readonly faces: readonly PhotoFace[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly faces: readonly PhotoFace[] }

export function enrolHandlers(context: Context): Handlers<'enrol.inspect' | 'enrol.photo'> {
  const { store, vision, gallery, publish, settings } = context

  async function look(photo: Uint8Array, source: TemplateSource): Promise<Look> {
    try {
      const analysis = await vision.analysePhoto(photo, { largest: null, liveness: false })
      const prominence = source === 'import' ? centralArea(analysis) : area
      const faces = analysis.faces.toSorted((a, b) => prominence(b) - prominence(a))
      const refusal = judge(faces, prominence)
      return refusal === null ? { kind: 'face', face: faces[0]!, faces } : { kind: 'refused', refusal, faces }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) throw error
      return { kind: 'refused', refusal, faces: [] }
    }
  }

  /** The people other than `personId` who look like this face. */
  function lookalikes(face: PhotoFace, personId: PersonId | null): Candidate[] {
    return gallery
      .identify(face.embedding, 5)
      .candidates.filter(({ person, similarity }) => person.id !== personId && similarity >= settings().threshold)
  }

  function lookalikeRefusal(face: PhotoFace, candidates: Candidate[]): Refusal {
    const best = candidates[0]!
    return {
      code: 'looks-like-somebody-else',
      message: `This looks like ${best.person.name}, who is already enrolled (similarity ${best.similarity.toFixed(2)}). If they are the same person, add the photo there; if not, confirm that they are two people.`,
      quality: face.quality,
      candidates,
    }
  }

  async function inspect({ photo, personId }: Parsed<'enrol.inspect'>) {
    const found = await look(photo, 'photo')
    const faces = found.faces.map(({ box, detection, quality, pose }) => ({ box, detection, quality, pose }))
    if (found.kind === 'refused') return { faces, refusal: found.refusal }
    const candidates = lookalikes(found.face, personId)
    return { faces, refusal: candidates.length === 0 ? null : lookalikeRefusal(found.face, candidates) }
  }

  async function enrol({ personId, photo, source, allowDuplicate }: Parsed<'enrol.photo'>) {
    store.people.get(personId)
    if (store.templates.byOrigin(photo)?.personId === personId) {
      return refused({
        code: 'duplicate-photo',
        message: 'This photo is already one of the person’s templates.',
        quality: null,
        candidates: [],
      })
    }
    const found = await look(photo, source)
    if (found.kind === 'refused') return refused(found.refusal)
    const { face } = found
    const candidates = lookalikes(face, personId)
    if (candidates.length > 0 && !allowDuplicate) return refused(lookalikeRefusal(face, candidates))
    const template = store.templates.add({
      personId,
      model: face.embedding.model,
      vector: face.embedding.vector,
      quality: face.quality.score,
      source,
      photo: face.crop,
      origin: photo,
    })
    store.audit.append({
      actor: context.actor,
      action: 'template.add',
      subject: `template ${template.id}`,
      details: { person: personId, source },
    })
    gallery.refresh()
    publish('people.changed', { personId })
    return { kind: 'enrolled' as const, template, person: store.people.get(personId) }
  }

  return { 'enrol.inspect': inspect, 'enrol.photo': enrol }
}

function refused(refusal: Refusal) {
  return { kind: 'refused' as const, refusal }
}

/** Whether a photo shows one face that may become a template; `faces` come most prominent first. */
function judge(faces: readonly PhotoFace[], prominence: (face: PhotoFace) => number): Refusal | null {
  const [face, second] = faces
  const refusal = (code: Refusal['code'], message: string): Refusal => ({
    code,
    message,
    quality: face?.quality ?? null,
    candidates: [],
  })
  if (face === undefined) {
    return refusal('no-face', 'No face was found. Use a photo that shows the face from the front, in good light.')
  }
  if (second !== undefined && prominence(second) > bystanderShare * prominence(face)) {
    return refusal(
      'several-faces',
      `There are ${faces.length} faces in this photo. Use a photo of one person, or cut the others off.`,
    )
  }
  if (face.box.width < leastFaceWidth) {
    return refusal(
      'face-too-small',
      `The face is only ${Math.round(face.box.width)} pixels wide. Use a photo taken from nearer.`,
    )
  }
  if (face.quality.score < leastQuality) {
    return refusal(
      'low-quality',
      'The face is too blurred, too dark or turned too far. Use a sharper photo from the front.',
    )
  }
  return null
}

function area(face: PhotoFace): number {
  return face.box.width * face.box.height
}

/**
 * Imported photos were filed under a name by somebody, and such photos have their person in the middle; other people
 * may stand beside. What a user picks or a camera takes gets no such credit.
 */
function centralArea({ width, height }: PhotoAnalysis): (face: PhotoFace) => number {
  const radius = middleRadius * Math.hypot(width, height)
  return (face) => {
    const { x, y, width: w, height: h } = face.box
    const offset = Math.hypot(x + w / 2 - width / 2, y + h / 2 - height / 2)
    return area(face) * Math.exp(-((offset / radius) ** 2))
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

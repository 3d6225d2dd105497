import type { Parsed } from '../contract/api.ts'
import type { Context } from '../services/context.ts'
import type { Module } from './module.ts'

/** Handles searches: who is in a photo, and whether two photos show the same person. */
export function searchModule(context: Context): Module<'search'> {
  const { vision, gallery, settings } = context

  async function photo({ photo, top }: Parsed<'search.photo'>) {
    const analysis = vision.analysePhoto(photo, { largest: null, liveness: false })
    // Reads the gallery, if necessary, while the photo is examined.
    const opened = Promise.resolve().then(gallery.kind)
    const [{ width, height, faces }] = await Promise.all([analysis, opened])
    return {
      width,
      height,
      faces: faces.map(({ box, detection, embedding }) => {
        const { decision, candidates } = gallery.identify(embedding, top)
        return { box, detection, decision, candidates }
      }),
    }
  }

  async function compare({ first, second }: Parsed<'search.compare'>) {
    const [a, b] = await Promise.all([largestFace(first), largestFace(second)])
    if (a === undefined) return { kind: 'no-face' as const, photo: 'first' as const }
    if (b === undefined) return { kind: 'no-face' as const, photo: 'second' as const }
    const similarity = gallery.similarity(a.embedding, b.embedding)
    const { threshold } = settings()
    const boxes: [typeof a.box, typeof b.box] = [a.box, b.box]
    return { kind: 'compared' as const, similarity, threshold, same: similarity >= threshold, boxes }
  }

  async function largestFace(bytes: Uint8Array) {
    const { faces } = await vision.analysePhoto(bytes, { largest: 1, liveness: false })
    return faces[0]
  }

  return { handlers: { 'search.photo': photo, 'search.compare': compare } }
}

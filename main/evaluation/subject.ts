import type { Box } from '../contract/entities.ts'
import { rateProminence } from '../contract/prominence.ts'

/**
 * The face that a labelled photo is about, chosen as imports do, so that the measured face is the one that would be
 * enrolled. In 8 of the 1,026 photos of 322 people from Labeled Faces in the Wild the largest face is a bystander's.
 * Null when there is no face.
 */
export function subjectOf<F extends { readonly box: Box }>(photo: {
  readonly width: number
  readonly height: number
  readonly faces: readonly F[]
}): F | null {
  const prominence = rateProminence(photo, 'central')
  return photo.faces.toSorted((a, b) => prominence(b.box) - prominence(a.box))[0] ?? null
}

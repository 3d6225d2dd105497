import type { Refusal } from '../contract/api/enrol.ts'
import type { Box, Quality, QualityReason } from '../contract/entities.ts'

/** What is known of a face when it is asked whether its photo may become a template. */
export interface JudgedFace {
  readonly box: Box
  readonly quality: Quality
}

/** A second face is a bystander, and not a reason to refuse, while it is at most this share as prominent as the first. */
const bystanderShare = 0.5

/** Below this many pixels between cheek and cheek an embedding says little. */
const leastFaceWidth = 40

/** A component below this spoils a template whatever the rest says; docs/quality.md has what it stops. */
const leastComponent = 30

/** What spoils one, with what to do about it. */
const spoilers: Partial<Record<QualityReason, string>> = {
  'hold-still': 'The face is too blurred. Use a sharper photo.',
  'less-light': 'The face is overexposed: much of it is plain white. Use a photo with less light on it.',
  'uncover-face': 'The face is covered, by a mask perhaps. Use a photo that shows mouth and nose.',
  'keep-proportions': 'The picture is stretched. Use the photo in its own proportions.',
}

/**
 * Whether a photo shows one face that may become a template.
 * @param faces most prominent first @param others how many more there are, less prominent
 * @param leastQuality the gate, 0..100
 */
export function judgePhoto(
  faces: readonly JudgedFace[],
  others: number,
  prominence: (box: Box) => number,
  leastQuality: number,
): Refusal | null {
  const [face, second] = faces
  if (face === undefined) {
    return refusal('no-face', 'No face was found. Use a photo that shows the face from the front, in good light.', null)
  }
  if (second !== undefined && prominence(second.box) > bystanderShare * prominence(face.box)) {
    return refusal(
      'several-faces',
      `There are ${faces.length + others} faces in this photo. Use a photo of one person, or cut the others off.`,
      face.quality,
    )
  }
  return judgeFace(face, leastQuality)
}

/** Whether one face, of those in a photo, may become a template. */
export function judgeFace({ box, quality }: JudgedFace, leastQuality: number): Refusal | null {
  if (box.width < leastFaceWidth) {
    const width = Math.round(box.width)
    return refusal('face-too-small', `The face is only ${width} pixels wide. Use a photo taken from nearer.`, quality)
  }
  for (const { score, reason } of quality.components.toSorted((a, b) => a.score - b.score)) {
    const message = reason !== null && score < leastComponent ? spoilers[reason] : undefined
    if (message !== undefined) return refusal('low-quality', message, quality)
  }
  if (quality.score < leastQuality) {
    return refusal(
      'low-quality',
      'The face is too blurred, too dark or turned too far. Use a sharper photo from the front.',
      quality,
    )
  }
  return null
}

/**
 * A face that resembles none of a person's own templates this much is probably somebody else's: chosen so that of other
 * people's photos one in a hundred passes (`npm run bench own-photos`, docs/accuracy.md). Cosine of the embeddings as they
 * are, whatever metric is in use.
 */
const leastOwnSimilarity = 0.28

/**
 * Whether a face is so unlike everything there is of its person that a human should look first; null when it is not, or
 * when there is nothing to compare with.
 * @param similarities to each of the person's own templates of the same model
 */
export function judgeLikeness(similarities: readonly number[], quality: Quality): Refusal | null {
  if (similarities.length === 0) return null
  const similarity = Math.max(...similarities)
  if (similarity >= leastOwnSimilarity) return null
  const photos = similarities.length
  const those = photos === 1 ? 'the photo that is' : `the ${photos} photos that are`
  const message = `This does not look like ${those} there (${similarity.toFixed(2)}). Leave it out, or confirm that it is the same person.`
  return { ...refusal('unlike-own-photos', message, quality), own: { photos, similarity } }
}

function refusal(code: Refusal['code'], message: string, quality: Quality | null): Refusal {
  return { code, message, quality, candidates: [] }
}

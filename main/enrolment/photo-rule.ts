import type { Refusal } from '../contract/enrol.ts'
import type { Box } from '../contract/entities.ts'
import type { Quality, QualityReason } from '../contract/quality.ts'

/** A face of a photo that may become a template. */
export interface JudgedFace {
  readonly box: Box
  readonly quality: Quality
}

/**
 * A second face is a bystander, and not a reason to refuse, while it is at most this share as prominent as the first.
 */
const bystanderShare = 0.5

/** A face narrower than this many pixels gives a poor embedding. */
const minFaceWidth = 40

/** A quality component below this makes a template useless whatever the others are; see docs/quality.md. */
const minComponent = 30

/** The components that do, with what to do about them. */
const spoilers: Partial<Record<QualityReason, string>> = {
  'hold-still': 'The face is too blurred. Use a sharper photo.',
  'less-light': 'The face is overexposed: much of it is plain white. Use a photo with less light on it.',
  'uncover-face': 'The face is covered, by a mask perhaps. Use a photo that shows mouth and nose.',
  'keep-proportions': 'The picture is stretched. Use the photo in its own proportions.',
}

/**
 * Whether a photo shows one face that may become a template.
 * @param faces most prominent first @param others how many more there are, less prominent
 * @param minQuality the gate, 0..100
 */
export function judgePhoto(
  faces: readonly JudgedFace[],
  others: number,
  prominence: (box: Box) => number,
  minQuality: number,
): Refusal | null {
  const [face, second] = faces
  if (face === undefined) {
    return toRefusal(
      'no-face',
      'No face was found. Use a photo that shows the face from the front, in good light.',
      null,
    )
  }
  if (second !== undefined && prominence(second.box) > bystanderShare * prominence(face.box)) {
    return toRefusal(
      'several-faces',
      `There are ${faces.length + others} faces in this photo. Use a photo of one person, or cut the others off.`,
      face.quality,
    )
  }
  return judgeFace(face, minQuality)
}

/** Whether one face, of those in a photo, may become a template. */
export function judgeFace({ box, quality }: JudgedFace, minQuality: number): Refusal | null {
  if (box.width < minFaceWidth) {
    const width = Math.round(box.width)
    return toRefusal('face-too-small', `The face is only ${width} pixels wide. Use a photo taken from nearer.`, quality)
  }
  for (const { score, reason } of quality.components.toSorted((a, b) => a.score - b.score)) {
    const message = reason !== null && score < minComponent ? spoilers[reason] : undefined
    if (message !== undefined) return toRefusal('low-quality', message, quality)
  }
  if (quality.score < minQuality) {
    return toRefusal(
      'low-quality',
      'The face is too blurred, too dark or turned too far. Use a sharper photo from the front.',
      quality,
    )
  }
  return null
}

/**
 * Below this similarity to all of a person's own templates, a face is probably somebody else's. Chosen so that one in a
 * hundred photos of other people passes (`npm run bench own-photos`, docs/accuracy.md). Cosine of the embeddings as
 * they are, whatever metric is in use.
 */
const minOwnSimilarity = 0.28

/** Whether two photos may be one person's. @param similarity of their embeddings as they are */
export function mayBeSamePerson(similarity: number): boolean {
  return similarity >= minOwnSimilarity
}

/**
 * Of somebody new the photo that came first may be the odd one: where more of the others resemble each other than were
 * taken, they are the person's.
 * @param taken photos that are the person's so far @param others photos that resemble none of them
 * @param similarity of two of the others, by their places @returns places of the others to take instead; none as a rule
 */
export function findMajority(
  taken: number,
  others: number,
  similarity: (first: number, second: number) => number,
): number[] {
  const alike = findLargestGroup(others, similarity)
  return alike.length > taken ? alike : []
}

/** The largest group of photos that resemble one of them, which comes first. */
function findLargestGroup(photos: number, similarity: (first: number, second: number) => number): number[] {
  const places = Array.from({ length: photos }, (_, place) => place)
  const likeEach = places.map((first) => [
    first,
    ...places.filter((second) => second !== first && mayBeSamePerson(similarity(first, second))),
  ])
  return likeEach.toSorted((one, other) => other.length - one.length)[0] ?? []
}

/**
 * Whether a face is so unlike everything there is of its person that a human should look first; null when it is not, or
 * when there is nothing to compare with.
 * @param similarities to each of the person's own templates of the same model
 */
export function judgeLikeness(similarities: readonly number[], quality: Quality | null): Refusal | null {
  if (similarities.length === 0) return null
  const similarity = Math.max(...similarities)
  if (mayBeSamePerson(similarity)) return null
  const photos = similarities.length
  const those = photos === 1 ? 'the photo' : `the ${photos} photos`
  const message = `This does not look like ${those} on file (${similarity.toFixed(2)}). Leave it out, or confirm that it is the same person.`
  return { ...toRefusal('unlike-own-photos', message, quality), own: { photos, similarity } }
}

function toRefusal(code: Refusal['code'], message: string, quality: Quality | null): Refusal {
  return { code, message, quality, candidates: [] }
}

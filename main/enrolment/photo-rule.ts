import type { Refusal } from '../contract/api/enrol.ts'
import type { Box, Quality } from '../contract/entities.ts'

/** What is known of a face when it is asked whether its photo may become a template. */
export interface JudgedFace {
  readonly box: Box
  readonly quality: Quality
}

/** Which of a photo's faces is meant: the one with the highest value. */
export type Prominence = (face: Pick<JudgedFace, 'box'>) => number

/** A second face is a bystander, and not a reason to refuse, while it is at most this share as prominent as the first. */
const bystanderShare = 0.5

/** In parts of the picture's diagonal: how fast faces lose prominence away from the middle of an imported photo. */
const middleRadius = 0.25

/** Below this many pixels between cheek and cheek an embedding says little. */
const leastFaceWidth = 40

/**
 * Whether a photo shows one face that may become a template.
 * @param faces most prominent first @param leastQuality the gate, 0..100
 */
export function judgePhoto(faces: readonly JudgedFace[], prominence: Prominence, leastQuality: number): Refusal | null {
  const [face, second] = faces
  if (face === undefined) {
    return refusal('no-face', 'No face was found. Use a photo that shows the face from the front, in good light.', null)
  }
  if (second !== undefined && prominence(second) > bystanderShare * prominence(face)) {
    return refusal(
      'several-faces',
      `There are ${faces.length} faces in this photo. Use a photo of one person, or cut the others off.`,
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
  if (quality.score < leastQuality) {
    return refusal(
      'low-quality',
      'The face is too blurred, too dark or turned too far. Use a sharper photo from the front.',
      quality,
    )
  }
  return null
}

export const area: Prominence = ({ box }) => box.width * box.height

/**
 * Imported photos were filed under a name by somebody, and such photos have their person in the middle; other people
 * may stand beside. What a user picks or a camera takes gets no such credit.
 */
export function centralArea({ width, height }: { readonly width: number; readonly height: number }): Prominence {
  const radius = middleRadius * Math.hypot(width, height)
  return (face) => {
    const { x, y, width: w, height: h } = face.box
    const offset = Math.hypot(x + w / 2 - width / 2, y + h / 2 - height / 2)
    return area(face) * Math.exp(-((offset / radius) ** 2))
  }
}

function refusal(code: Refusal['code'], message: string, quality: Quality | null): Refusal {
  return { code, message, quality, candidates: [] }
}

import type { Box } from './entities.ts'

/**
 * Whom a photo of several people is about: the largest face, or the one that is large and in the middle. Imported
 * photos were filed under a name by somebody, and such photos have their person in the middle; other people may stand
 * beside. What a user picks or a camera takes gets no such credit.
 */
export type Prominence = 'largest' | 'central'

/** In parts of the picture's diagonal: how fast faces lose prominence away from its middle. */
const middleRadius = 0.25

/** How prominent a face is, from 0, by the rule: comparable within one picture. */
export function prominenceIn(
  { width, height }: { readonly width: number; readonly height: number },
  rule: Prominence,
): (box: Box) => number {
  if (rule === 'largest') return (box) => box.width * box.height
  const radius = middleRadius * Math.hypot(width, height)
  return (box) => {
    const offset = Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2)
    return box.width * box.height * Math.exp(-((offset / radius) ** 2))
  }
}

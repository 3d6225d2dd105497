import type { Box } from './entities.ts'

/**
 * Whom a photo of several people is about: the largest face, or one that is large and central. Imported photos were
 * filed under a name by somebody, so their person is central, and others may stand beside. What a user picks or a
 * camera takes gets no such credit.
 */
export type Prominence = 'largest' | 'central'

/** How fast faces lose prominence away from the middle, in diagonals of the picture. */
const centralRadius = 0.25

/** Rates how prominent a face is, from 0; comparable within one picture. */
export function rateProminence(
  { width, height }: { readonly width: number; readonly height: number },
  rule: Prominence,
): (box: Box) => number {
  if (rule === 'largest') return (box) => box.width * box.height
  const radius = centralRadius * Math.hypot(width, height)
  return (box) => {
    const offset = Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2)
    return box.width * box.height * Math.exp(-((offset / radius) ** 2))
  }
}

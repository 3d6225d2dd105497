import type { Point } from '../contract/entities.ts'
import type { Bitmap } from './bitmap.ts'
import type { Models } from './models.ts'
import { warp } from './tensor.ts'

/** Probabilities 0..1 that the eyes are open. */
export interface EyesOpen {
  /** The one that is less open. */
  readonly lower: number
  /** Both, by the mean of their log-odds: a blink closes both, and one eye alone often deceives. */
  readonly together: number
}

/**
 * Tells how surely the eyes are open; null when the pack has no model for it. Each eye is cut out in a square of half
 * their distance, level with the line between them.
 */
export async function measureEyes(bitmap: Bitmap, points: readonly Point[], models: Models): Promise<EyesOpen | null> {
  const eyes = await models.find('eyes')
  if (eyes === null) return null
  const { session } = eyes
  const [left, right] = [points[0]!, points[1]!]
  const side = session.input.width
  const a = ((right.x - left.x) * spread) / side
  const b = ((right.y - left.y) * spread) / side
  const odds: number[] = []
  for (const eye of [left, right]) {
    const middle = (side - 1) / 2
    warp(bitmap, { a, b, tx: eye.x - a * middle + b * middle, ty: eye.y - b * middle - a * middle }, session.input)
    const logits = (await session.run())(session.outputs[0]!)
    odds.push(logits[1]! - logits[0]!)
  }
  return { lower: probability(Math.min(...odds)), together: probability((odds[0]! + odds[1]!) / 2) }
}

function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** The side of an eye's square, in distances between the eyes. */
const spread = 0.5

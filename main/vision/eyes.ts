import type { Point } from '../contract/entities.ts'
import type { Bitmap } from './bitmap.ts'
import type { Models } from './models.ts'
import { warp } from './tensor.ts'

/**
 * Probability 0..1 that both eyes are open, null when the pack has no model for it. Each eye is cut out level with the
 * line between the eyes, in a square of half their distance.
 */
export async function eyesOpen(bitmap: Bitmap, points: readonly Point[], models: Models): Promise<number | null> {
  const eyes = await models.find('eyes')
  if (eyes === null) return null
  const { session } = eyes
  const [left, right] = [points[0]!, points[1]!]
  const side = session.input.width
  const a = ((right.x - left.x) * spread) / side
  const b = ((right.y - left.y) * spread) / side
  let open = 1
  for (const eye of [left, right]) {
    const middle = (side - 1) / 2
    warp(bitmap, { a, b, tx: eye.x - a * middle + b * middle, ty: eye.y - b * middle - a * middle }, session.input)
    const logits = (await session.run())(session.outputs[0]!)
    open = Math.min(open, 1 / (1 + Math.exp(logits[0]! - logits[1]!)))
  }
  return open
}

/** Side of an eye's square in distances between the eyes. */
const spread = 0.5

import type { Box } from '../contract/entities.ts'
import type { Bitmap } from './bitmap.ts'
import type { Session } from './session.ts'
import { makeCropMap, warp } from './tensor.ts'

/** The side of the square that the model sees, in heights of the face's box. */
const context = 2.7

/**
 * Runs the passive liveness check on one picture: a MiniFASNet, whose first of three classes is a real face, sees a
 * square around the face, moved and shrunk to stay inside the bitmap.
 * @returns probability 0..1 that the face is real
 */
export async function passiveLiveness(bitmap: Bitmap, box: Box, session: Session): Promise<number> {
  const side = Math.min(context * box.height, bitmap.width, bitmap.height)
  const x = clamp(box.x + box.width / 2 - side / 2, 0, bitmap.width - side)
  const y = clamp(box.y + box.height / 2 - side / 2, 0, bitmap.height - side)
  warp(bitmap, makeCropMap(x, y, side / session.input.width), session.input)
  const logits = (await session.run())(session.outputs[0]!)
  const highest = Math.max(...logits)
  const weights = Array.from(logits, (logit) => Math.exp(logit - highest))
  return weights[0]! / weights.reduce((sum, weight) => sum + weight, 0)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

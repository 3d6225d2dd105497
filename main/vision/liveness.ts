import type { Box, ModelOpinion } from '../contract/entities.ts'
import type { Bitmap } from './bitmap.ts'
import { cropBox } from './crop-box.ts'
import type { ModelOf } from './manifest.ts'
import type { LoadedModel } from './models.ts'
import { makeCropMap, type Plane, warp } from './tensor.ts'

/** What a MiniFASNet sees where the manifest says nothing else. */
const defaultCrop: NonNullable<ModelOf<'liveness'>['crop']> = { scale: 2.7, shape: 'square' }

/**
 * Asks one passive model about one picture: a MiniFASNet sees the face with its surroundings, moved and shrunk to stay
 * inside the bitmap.
 * @returns probability 0..1 that the face is real
 */
export async function passiveLiveness(
  bitmap: Bitmap,
  box: Box,
  { session, model: { crop = defaultCrop, living = 0 } }: LoadedModel<'liveness'>,
): Promise<number> {
  if (crop.shape === 'box') cropBox(bitmap, box, crop.scale, session.input)
  else cropSquare(bitmap, box, crop.scale, session.input)
  const logits = (await session.run())(session.outputs[0]!)
  const highest = Math.max(...logits)
  const weights = Array.from(logits, (logit) => Math.exp(logit - highest))
  return (weights[living] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0)
}

function cropSquare(bitmap: Bitmap, box: Box, scale: number, plane: Plane): void {
  const side = Math.min(scale * box.height, bitmap.width, bitmap.height)
  const x = clamp(box.x + box.width / 2 - side / 2, 0, bitmap.width - side)
  const y = clamp(box.y + box.height / 2 - side / 2, 0, bitmap.height - side)
  warp(bitmap, makeCropMap(x, y, side / plane.width), plane)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

/** Combines what several models say of one picture: it shows a living face only where each of them says so. */
export function combineOpinions(opinions: readonly ModelOpinion[]): number {
  return Math.min(...opinions.map(({ real }) => real))
}

import type { Box, Point } from '../contract/entities.ts'
import type { Bitmap } from './bitmap.ts'
import { centre } from './geometry.ts'
import type { Session } from './session.ts'
import { cropMap, warp } from './tensor.ts'

/** The 68 points of the iBUG 300-W scheme, in pixels of the bitmap. */
export type Landmarks = readonly Point[]

/**
 * Finds the 68 points of a face from its box: the model sees a square with the box's height as its side, moved down
 * by 5 % of it (as measured best for the UltraFace boxes).
 */
export async function findLandmarks(bitmap: Bitmap, box: Box, session: Session): Promise<Landmarks> {
  const side = box.height
  const x = box.x + box.width / 2 - side / 2
  const y = box.y + 0.05 * side
  warp(bitmap, cropMap(x, y, side / session.input.width), session.input)
  const output = (await session.run())('output')
  return Array.from({ length: 68 }, (_, index) => ({
    x: x + output[2 * index]! * side,
    y: y + output[2 * index + 1]! * side,
  }))
}

/** Left eye, right eye, nose, left and right corner of the mouth, as seen in the picture. */
export function fivePoints(landmarks: Landmarks): readonly Point[] {
  return [
    centre(landmarks.slice(36, 42)),
    centre(landmarks.slice(42, 48)),
    landmarks[30]!,
    landmarks[48]!,
    landmarks[54]!,
  ]
}

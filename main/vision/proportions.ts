import type { Box, Point } from '../contract/entities.ts'
import { centre } from './geometry.ts'

/** The shape of a face: what a stretch changes in it, and what a turned head changes. */
export interface Shape {
  /** Binary logarithm of the distance between the eyes over that between eyes and mouth. */
  readonly eyes: number
  /** Binary logarithm of the box's height over its width. */
  readonly box: number
  /** How far the nose is from the middle of the eyes, in distances between the eyes; no stretch changes it. */
  readonly nose: number
}

/**
 * How a pack's boxes and points tell a stretched face: a factor for each part of its shape, and what remains in a
 * natural one.
 */
export interface Proportions extends Shape {
  readonly natural: number
}

/** For packs that were not measured: by the box alone, and so loosely that no pose is taken for a stretch. */
export const anyProportions: Proportions = { natural: 0.25, eyes: 0, box: -0.6, nose: 0 }

/** From this slope of the eyes and offset of the nose on, a head is tilted or turned too far for its points to tell. */
const maxEyeSlope = 0.5
const maxNoseOffset = 0.5

/**
 * Measures the shape of a face.
 * @param points the five, in the order of `alignedPoints`
 * @returns null for a head that is tilted or turned too far
 */
export function measureShape(box: Box, points: readonly Point[]): Shape | null {
  const [left, right, nose, mouthLeft, mouthRight] = points
  const [eyes, mouth] = [centre([left!, right!]), centre([mouthLeft!, mouthRight!])]
  const across = Math.abs(right!.x - left!.x)
  const down = Math.abs(mouth.y - eyes.y)
  const aside = Math.abs(nose!.x - eyes.x)
  const tilted = Math.abs(right!.y - left!.y) > maxEyeSlope * across
  if (!(down > 0) || tilted || aside > maxNoseOffset * across) return null
  return { eyes: Math.log2(across / down), box: Math.log2(box.height / box.width), nose: aside / across }
}

/**
 * Estimates how many times too wide a face is, as a binary logarithm: 0 in a natural picture, 1 when stretched to twice
 * the width, -1 to twice the height. A linear fit to its shape (`npm run bench proportions`, docs/quality.md).
 */
export function measureStretch(box: Box, points: readonly Point[], proportions: Proportions): number {
  const shape = measureShape(box, points)
  if (shape === null) return anyProportions.natural + anyProportions.box * Math.log2(box.height / box.width)
  const { natural, eyes, nose } = proportions
  return natural + eyes * shape.eyes + proportions.box * shape.box + nose * shape.nose
}

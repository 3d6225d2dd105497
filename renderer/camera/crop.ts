import type { Point } from '../../main/contract/entities.ts'

/** Where the five landmarks lie on an aligned face of 112 x 112 pixels (the template of ArcFace). */
export const alignedPoints: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
]

/** A similarity transform: maps (x, y) to (a x - b y + e, b x + a y + f), turned, scaled and moved, not mirrored. */
export interface Similar {
  readonly a: number
  readonly b: number
  readonly e: number
  readonly f: number
}

/**
 * Fits the similarity transform from one set of points to another of the same length, by least squares (Umeyama 1991).
 */
export function fitSimilar(from: readonly Point[], to: readonly Point[]): Similar {
  const middle = (points: readonly Point[]) => ({
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  })
  const source = middle(from)
  const target = middle(to)
  let along = 0
  let across = 0
  let spread = 0
  for (const [index, point] of from.entries()) {
    const x = point.x - source.x
    const y = point.y - source.y
    const u = to[index]!.x - target.x
    const v = to[index]!.y - target.y
    along += x * u + y * v
    across += x * v - y * u
    spread += x * x + y * y
  }
  const a = along / spread
  const b = across / spread
  return { a, b, e: target.x - a * source.x + b * source.y, f: target.y - b * source.x - a * source.y }
}

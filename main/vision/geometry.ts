import type { Box, Point } from '../contract/entities.ts'

/**
 * A similarity transform without reflection: (x, y) -> (a x - b y + tx, b x + a y + ty), with a = s cos(angle) and b =
 * s sin(angle).
 */
export interface Similarity2d {
  readonly a: number
  readonly b: number
  readonly tx: number
  readonly ty: number
}

/**
 * Fits the similarity that maps `from` onto `to` with least squared error. This is the method of Umeyama (IEEE TPAMI
 * 13(4), 1991) in two dimensions, where the best proper rotation has a closed form: with both sets centred and read as
 * complex numbers p and q, a + ib = sum(conj(p) q) / sum(|p|^2).
 * @returns null when the points of `from` coincide
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity2d | null {
  const source = centre(from)
  const target = centre(to)
  let spread = 0
  let along = 0
  let across = 0
  for (let index = 0; index < from.length; index++) {
    const px = from[index]!.x - source.x
    const py = from[index]!.y - source.y
    const qx = to[index]!.x - target.x
    const qy = to[index]!.y - target.y
    spread += px * px + py * py
    along += px * qx + py * qy
    across += px * qy - py * qx
  }
  if (!(spread > 1e-9)) return null
  const a = along / spread
  const b = across / spread
  if (!(a * a + b * b > 1e-12)) return null
  return { a, b, tx: target.x - a * source.x + b * source.y, ty: target.y - b * source.x - a * source.y }
}

/** Inverts a transform. */
export function invert({ a, b, tx, ty }: Similarity2d): Similarity2d {
  const square = a * a + b * b
  const ia = a / square
  const ib = -b / square
  return { a: ia, b: ib, tx: -(ia * tx - ib * ty), ty: -(ib * tx + ia * ty) }
}

export function transformPoint({ a, b, tx, ty }: Similarity2d, { x, y }: Point): Point {
  return { x: a * x - b * y + tx, y: b * x + a * y + ty }
}

/** Composes a transform with an enlargement of its picture, `zoom` times about a point. */
export function zoomAbout({ a, b, tx, ty }: Similarity2d, { x, y }: Point, zoom: number): Similarity2d {
  const [left, top] = [x - x / zoom, y - y / zoom]
  return { a: a / zoom, b: b / zoom, tx: a * left - b * top + tx, ty: b * left + a * top + ty }
}

/** Computes the mean of some points. */
export function centre(points: readonly Point[]): Point {
  let x = 0
  let y = 0
  for (const point of points) {
    x += point.x
    y += point.y
  }
  return { x: x / points.length, y: y / points.length }
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

export function area(box: Box): number {
  return Math.max(0, box.width) * Math.max(0, box.height)
}

/** Computes the area that two boxes share. */
export function overlapArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

/** Computes intersection over union, 0..1. */
export function overlap(a: Box, b: Box): number {
  const shared = overlapArea(a, b)
  return shared === 0 ? 0 : shared / (area(a) + area(b) - shared)
}

/** Computes the part of the smaller box that lies in the other, 0..1. */
export function containment(a: Box, b: Box): number {
  const shared = overlapArea(a, b)
  return shared === 0 ? 0 : shared / Math.min(area(a), area(b))
}

/** Makes a square of `side` pixels around a point. */
export function squareAround(middle: Point, side: number): Box {
  return { x: middle.x - side / 2, y: middle.y - side / 2, width: side, height: side }
}

import type { Box, Point } from '../contract/entities.ts'
import type { Bitmap } from './bitmap.ts'
import { centre, distance } from './geometry.ts'

/** A frame in grey, small: bitmap pixels divided by `step`. */
export interface SmallFrame {
  readonly width: number
  readonly height: number
  /** Four times the grey levels of its pixels. */
  readonly data: Uint16Array
  readonly step: number
}

const smallWidth = 160

/** A small copy of a frame, for judging what moves: the mean green of four places in each cell, which is grey enough. */
export function smallFrame({ width, height, data }: Bitmap): SmallFrame {
  const step = width / smallWidth
  const rows = Math.floor(height / step)
  const small = new Uint16Array(smallWidth * rows)
  for (let index = 0; index < columns.length; index++) columns[index] = 4 * Math.floor((index / 2 + 0.25) * step) + 1
  for (let y = 0, at = 0; y < rows; y++) {
    const upper = 4 * width * Math.floor((y + 0.25) * step)
    const lower = 4 * width * Math.floor((y + 0.75) * step)
    for (let x = 0; x < 2 * smallWidth; x += 2, at++) {
      const left = columns[x]!
      const right = columns[x + 1]!
      small[at] = data[upper + left]! + data[upper + right]! + data[lower + left]! + data[lower + right]!
    }
  }
  return { width: smallWidth, height: rows, data: small, step }
}

/** Where the places that are read lie in a row, in bytes. */
const columns = new Int32Array(2 * smallWidth)

/** What a track has shown of the face's motion against its surroundings' so far. */
export interface PlaneEvidence {
  /** The frame that later ones are compared with. */
  readonly reference: { readonly frame: SmallFrame; readonly at: number; readonly middle: Point; readonly size: number }
  /** Times the face had moved far enough to judge. */
  readonly moves: number
  /** Pieces of the surroundings that moved with the face, and that stayed where they were. */
  readonly along: number
  readonly still: number
}

/** The face must have moved by so many small pixels, and a piece is a square of so many. */
const leastMove = 2
const piece = 10
/** A piece has said something when it fits one motion so much worse than the other, in grey levels and as a factor. */
const leastContrast = 4
const clearly = 0.7
/** A reference is good for so many milliseconds, and for faces whose size has changed by no more than this part. */
const patience = 1_500
const sameSize = 0.06

/** Middles of the pieces around the face: box widths and heights from the box's middle, beside and above most hair. */
const ring: readonly Point[] = [
  ...[-1.4, -1.05, 1.05, 1.4].flatMap((x) => [-0.5, -0.2, 0.1].map((y) => ({ x, y }))),
  ...[-0.6, 0, 0.6].map((x) => ({ x, y: -0.95 })),
]

/** Judged by no fewer moves and pieces than these. */
const leastMoves = 2
const leastPieces = 6
/** Parts of the pieces that moved along: hair and shoulders may, nearly everything does on a picture only. */
const livingShare = 0.5
const pictureShare = 0.85

/**
 * Adds one frame. The camera must stand still: where the whole picture moves, so does what lies around a face.
 * @param box and points in pixels of the bitmap that `frame` was made from
 */
export function watchPlane(
  evidence: PlaneEvidence | null,
  frame: SmallFrame,
  at: number,
  box: Box,
  points: readonly Point[],
): PlaneEvidence {
  const reference = { frame, at, middle: centre(points), size: distance(points[0]!, points[1]!) }
  if (evidence === null) return { reference, moves: 0, along: 0, still: 0 }
  const { reference: before } = evidence
  const aged = at - before.at > patience || Math.abs(reference.size / before.size - 1) > sameSize
  if (aged || before.frame.data.length !== frame.data.length) return { ...evidence, reference }
  const dx = Math.round((reference.middle.x - before.middle.x) / frame.step)
  const dy = Math.round((reference.middle.y - before.middle.y) / frame.step)
  if (Math.hypot(dx, dy) < leastMove) return evidence
  let { along, still } = evidence
  for (const { x, y } of ring) {
    const left = Math.round((box.x + box.width * (0.5 + x)) / frame.step - piece / 2)
    const top = Math.round((box.y + box.height * (0.5 + y)) / frame.step - piece / 2)
    const moved = unlikenessNear(before.frame, frame, left, top, dx, dy)
    const stayed = unlikeness(before.frame, frame, left, top, 0, 0)
    if (!(Math.max(moved, stayed) >= leastContrast)) continue
    if (moved < clearly * stayed) along++
    else if (stayed < clearly * moved) still++
  }
  return { reference, moves: evidence.moves + 1, along, still }
}

/** How surely face and surroundings are one plane, 0..1; null while too little has moved. */
export function planarCue(evidence: PlaneEvidence | null): number | null {
  if (evidence === null || evidence.moves < leastMoves) return null
  const { along, still } = evidence
  if (along + still < leastPieces) return null
  return Math.min(1, Math.max(0, (along / (along + still) - livingShare) / (pictureShare - livingShare)))
}

/** The best fit within a pixel of the displacement, which is known no better. */
function unlikenessNear(
  before: SmallFrame,
  now: SmallFrame,
  left: number,
  top: number,
  dx: number,
  dy: number,
): number {
  let best = Number.POSITIVE_INFINITY
  for (let oy = -1; oy <= 1; oy++) {
    for (let ox = -1; ox <= 1; ox++) best = Math.min(best, unlikeness(before, now, left, top, dx + ox, dy + oy))
  }
  return best
}

/** Mean absolute difference between a piece now and (dx, dy) back then; NaN where it leaves the picture. */
function unlikeness(before: SmallFrame, now: SmallFrame, left: number, top: number, dx: number, dy: number): number {
  const { width, height } = now
  const fits = (x: number, y: number) => x >= 0 && y >= 0 && x + piece <= width && y + piece <= height
  if (!fits(left, top) || !fits(left - dx, top - dy)) return Number.NaN
  let sum = 0
  for (let y = top; y < top + piece; y++) {
    for (let x = left; x < left + piece; x++) {
      sum += Math.abs(now.data[y * width + x]! - before.data[(y - dy) * width + x - dx]!)
    }
  }
  return sum / (4 * piece ** 2)
}

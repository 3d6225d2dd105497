import type { Box, Point } from '../contract/entities.ts'
import { centre, distance } from './geometry.ts'
import type { SmallFrame } from './small-frame.ts'

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

/** Small pixels that the face must have moved by, and the side of a piece in small pixels. */
const minMove = 2
const piece = 10
/** A piece has said something when it fits one motion so much worse than the other, in grey levels and as a factor. */
const minContrast = 4
const clearly = 0.7
/** Milliseconds that a reference is good for, and the share by which the face's size may have changed meanwhile. */
const patience = 1_500
const sameSize = 0.06

/** Middles of the pieces around the face: box widths and heights from the box's middle, beside and above most hair. */
const ring: readonly Point[] = [
  ...[-1.4, -1.05, 1.05, 1.4].flatMap((x) => [-0.5, -0.2, 0.1].map((y) => ({ x, y }))),
  ...[-0.6, 0, 0.6].map((x) => ({ x, y: -0.95 })),
]

/** Judged by no fewer moves and pieces than these. */
const minMoves = 2
const minPieces = 6
/** Parts of the pieces that moved along: hair and shoulders may, nearly everything does on a picture only. */
const livingShare = 0.5
const pictureShare = 0.85

/**
 * Adds one frame. The camera must stand still: where the whole picture moves, so does what lies around a face.
 * @param frame may be written over afterwards
 * @param box and points in pixels of the bitmap that `frame` was made from
 */
export function watchPlane(
  evidence: PlaneEvidence | null,
  frame: SmallFrame,
  at: number,
  box: Box,
  points: readonly Point[],
): PlaneEvidence {
  const middle = centre(points)
  const size = distance(points[0]!, points[1]!)
  const reference = () => ({ frame: { ...frame, data: frame.data.slice() }, at, middle, size })
  if (evidence === null) return { reference: reference(), moves: 0, along: 0, still: 0 }
  const { reference: before } = evidence
  const aged = at - before.at > patience || Math.abs(size / before.size - 1) > sameSize
  if (aged || before.frame.data.length !== frame.data.length) return { ...evidence, reference: reference() }
  const dx = Math.round((middle.x - before.middle.x) / frame.step)
  const dy = Math.round((middle.y - before.middle.y) / frame.step)
  if (Math.hypot(dx, dy) < minMove) return evidence
  let { along, still } = evidence
  for (const { x, y } of ring) {
    const left = Math.round((box.x + box.width * (0.5 + x)) / frame.step - piece / 2)
    const top = Math.round((box.y + box.height * (0.5 + y)) / frame.step - piece / 2)
    const moved = unlikenessNear(before.frame, frame, left, top, dx, dy)
    const stayed = unlikeness(before.frame, frame, left, top, 0, 0)
    if (!(Math.max(moved, stayed) >= minContrast)) continue
    if (moved < clearly * stayed) along++
    else if (stayed < clearly * moved) still++
  }
  return { reference: reference(), moves: evidence.moves + 1, along, still }
}

/** How surely face and surroundings are one plane, 0..1; null while too little has moved. */
export function planarCue(evidence: PlaneEvidence | null): number | null {
  if (evidence === null || evidence.moves < minMoves) return null
  const { along, still } = evidence
  if (along + still < minPieces) return null
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

import type { Box, Point } from '../contract/entities.ts'
import { centre, distance } from './geometry.ts'
import type { SmallFrame } from './small-frame.ts'

/** What a track has shown so far of how the face moves against its surroundings. */
export interface PlaneEvidence {
  /** The frame that later ones are compared with. */
  readonly reference: { readonly frame: SmallFrame; readonly at: number; readonly middle: Point; readonly size: number }
  /** How often the face had moved far enough to judge. */
  readonly moves: number
  /** Patches of the surroundings that moved with the face, and those that stayed where they were. */
  readonly along: number
  readonly still: number
}

/** The distance that the face must move, and the side of a patch, both in small pixels. */
const minMove = 2
const piece = 10
/** A patch counts when it fits one motion this much worse than the other, in grey levels and as a factor. */
const minContrast = 4
const clearly = 0.7
/** How long a reference serves, in milliseconds, and how much the face's size may change meanwhile. */
const maxReferenceMs = 1_500
const sameSize = 0.06

/** Middles of the patches, in box widths and heights from the box's middle: beside the face and above most hair. */
const ring: readonly Point[] = [
  ...[-1.4, -1.05, 1.05, 1.4].flatMap((x) => [-0.5, -0.2, 0.1].map((y) => ({ x, y }))),
  ...[-0.6, 0, 0.6].map((x) => ({ x, y: -0.95 })),
]

/** Fewer moves and patches than these are not judged. */
const minMoves = 2
const minPieces = 6
/**
 * The share of patches that may move along with a living face, as hair and shoulders do; on a picture nearly all do.
 */
const livingShare = 0.5
const pictureShare = 0.85

/**
 * Adds one frame. The camera must stand still: where the whole picture moves, so do a face's surroundings.
 * @param frame may be overwritten afterwards
 * @param box in pixels of the bitmap that `frame` was made from, like the points
 */
export function addPlaneFrame(
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
  const aged = at - before.at > maxReferenceMs || Math.abs(size / before.size - 1) > sameSize
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

/** Tells how surely face and surroundings are one plane, 0..1; null while too little has moved. */
export function cueOfPlane(evidence: PlaneEvidence | null): number | null {
  if (evidence === null || evidence.moves < minMoves) return null
  const { along, still } = evidence
  if (along + still < minPieces) return null
  return Math.min(1, Math.max(0, (along / (along + still) - livingShare) / (pictureShare - livingShare)))
}

/** Finds the best fit within a pixel of the displacement, which is known no better. */
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

/** Computes the mean absolute difference between a patch now and (dx, dy) back then; NaN outside of the picture. */
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

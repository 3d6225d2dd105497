import type { SmallFrame } from './small-frame.ts'

/** Decides whether a camera's picture has changed since faces were last searched for. */
export interface MotionGate {
  /**
   * Tells whether to search this frame for faces; if so, later frames are compared with it.
   * @param frame may be overwritten afterwards
   * @param at when the frame was taken, in milliseconds; never decreasing
   */
  wantsSearch(frame: SmallFrame, at: number): boolean
}

/**
 * The picture is compared as a grid of cells, each the mean of `cell` by `cell` small pixels, which averages noise
 * away.
 */
const cell = 4
/** Cells that must have changed, and by how many grey levels more than the picture as a whole. */
const minChangedCells = 2
const minChange = 8
/**
 * A still picture is searched all the same after this long: whatever the grid missed, a new face is found within 300 ms
 * at 10 frames a second.
 */
const maxUnseenMs = 190

/** Creates the gate of one camera; the first frame is always searched. */
export function createMotionGate(): MotionGate {
  let seen = new Float32Array()
  let now = new Float32Array()
  let seenAt = Number.NEGATIVE_INFINITY

  return {
    wantsSearch(frame, at) {
      const cells = Math.floor(frame.width / cell) * Math.floor(frame.height / cell)
      if (now.length !== cells) now = new Float32Array(cells)
      readGrid(frame, now)
      const same = seen.length === cells && countChangedCells(seen, now) < minChangedCells
      if (same && at - seenAt <= maxUnseenMs) return false
      const before = seen
      seen = now
      now = before
      seenAt = at
      return true
    },
  }
}

/** Fills the grid with the mean grey, 0..255, of each cell. */
function readGrid({ width, data }: SmallFrame, grid: Float32Array): void {
  const columns = Math.floor(width / cell)
  for (let index = 0; index < grid.length; index++) {
    const corner = cell * (Math.floor(index / columns) * width + (index % columns))
    let sum = 0
    for (let row = corner; row < corner + cell * width; row += width) {
      for (let pixel = row; pixel < row + cell; pixel++) sum += data[pixel]!
    }
    grid[index] = sum / (4 * cell * cell)
  }
}

/**
 * Counts cells that changed by more than the whole picture did, as lamps, clouds and the camera's exposure change all
 * alike.
 */
function countChangedCells(before: Float32Array, now: Float32Array): number {
  let shift = 0
  for (let cell = 0; cell < now.length; cell++) shift += (now[cell]! - before[cell]!) / now.length
  let changed = 0
  for (let cell = 0; cell < now.length; cell++) {
    if (Math.abs(now[cell]! - before[cell]! - shift) >= minChange) changed++
  }
  return changed
}

import type { SmallFrame } from './small-frame.ts'

/** Whether a camera's picture has changed since faces were last looked for. */
export interface MotionGate {
  /**
   * Whether faces should be looked for in this frame, which then is the one that later frames are compared with.
   * @param frame may be written over afterwards
   * @param at when the frame was taken, milliseconds; never decreasing
   */
  wantsLook(frame: SmallFrame, at: number): boolean
}

/**
 * The picture is compared as a grid of cells, each the mean of `cell` by `cell` small pixels: noise is averaged away.
 */
const cell = 4
/** Cells that must have changed, and by how many grey levels more than the picture as a whole. */
const minChangedCells = 2
const minChange = 8
/**
 * After this long a still picture is looked at all the same: whatever the grid missed, a face that appears is found
 * within 300 ms at 10 frames a second.
 */
const maxUnseenMs = 190

/** @returns a gate for one camera, which wants its first frame to be looked at */
export function createMotionGate(): MotionGate {
  let seen = new Float32Array()
  let now = new Float32Array()
  let seenAt = Number.NEGATIVE_INFINITY

  return {
    wantsLook(frame, at) {
      const cells = Math.floor(frame.width / cell) * Math.floor(frame.height / cell)
      if (now.length !== cells) now = new Float32Array(cells)
      readGrid(frame, now)
      const same = seen.length === cells && changedCells(seen, now) < minChangedCells
      if (same && at - seenAt <= maxUnseenMs) return false
      const before = seen
      seen = now
      now = before
      seenAt = at
      return true
    },
  }
}

/** Fills the grid with each cell's mean, 0..255 grey. */
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

/** Cells that changed by more than the whole picture did: lamps, clouds and the camera's exposure change all alike. */
function changedCells(before: Float32Array, now: Float32Array): number {
  let shift = 0
  for (let cell = 0; cell < now.length; cell++) shift += (now[cell]! - before[cell]!) / now.length
  let changed = 0
  for (let cell = 0; cell < now.length; cell++) {
    if (Math.abs(now[cell]! - before[cell]! - shift) >= minChange) changed++
  }
  return changed
}

import { type Bitmap, luma } from './bitmap.ts'

/** Whether a camera's picture has changed since faces were last looked for. */
export interface MotionGate {
  /**
   * Whether faces should be looked for in this frame, which then is the one that later frames are compared with.
   * @param at when the frame was taken, milliseconds; never decreasing
   */
  wantsLook(bitmap: Bitmap, at: number): boolean
}

/** The picture is compared as a grid of so many cells, each the mean of a few pixels: noise is averaged away. */
const columns = 48
const rows = 36
const samples = 4
/** So many cells must have become so many grey levels lighter or darker than the picture as a whole has. */
const leastCells = 2
const leastChange = 8
/**
 * After this long a still picture is looked at all the same: whatever the grid missed, a face that appears is found
 * within 300 ms at 10 frames a second.
 */
const mostUnseen = 190

/** @returns a gate for one camera, which wants its first frame to be looked at */
export function createMotionGate(): MotionGate {
  let seen = new Float32Array(columns * rows)
  let now = new Float32Array(columns * rows)
  let seenAt = Number.NEGATIVE_INFINITY

  return {
    wantsLook(bitmap, at) {
      readGrid(bitmap, now)
      if (at - seenAt <= mostUnseen && changedCells(seen, now) < leastCells) return false
      const before = seen
      seen = now
      now = before
      seenAt = at
      return true
    },
  }
}

/** Fills the grid with each cell's mean of `samples` x `samples` pixels, 0..255 grey. */
function readGrid({ width, height, words }: Bitmap, grid: Float32Array): void {
  const dx = width / places.length
  const dy = height / (rows * samples)
  for (let u = 0; u < places.length; u++) places[u] = Math.floor((u + 0.5) * dx)
  grid.fill(0)
  for (let v = 0; v < rows * samples; v++) {
    const line = Math.floor((v + 0.5) * dy) * width
    const row = Math.floor(v / samples) * columns
    for (let column = 0, u = 0; column < columns; column++) {
      let grey = 0
      for (const end = u + samples; u < end; u++) {
        const pixel = words[line + places[u]!]!
        grey +=
          greyParts.red * (pixel & 255) +
          greyParts.green * ((pixel >> 8) & 255) +
          greyParts.blue * ((pixel >> 16) & 255)
      }
      grid[row + column]! += grey
    }
  }
}

/** Columns of a row's pixels. */
const places = new Int32Array(columns * samples)
/** What the colours of one pixel add to its cell. */
const greyParts = {
  red: luma.red / samples ** 2,
  green: luma.green / samples ** 2,
  blue: luma.blue / samples ** 2,
}

/** Cells that changed by more than the whole picture did: lamps, clouds and the camera's exposure change all alike. */
function changedCells(before: Float32Array, now: Float32Array): number {
  let shift = 0
  for (let cell = 0; cell < now.length; cell++) shift += (now[cell]! - before[cell]!) / now.length
  let changed = 0
  for (let cell = 0; cell < now.length; cell++) {
    if (Math.abs(now[cell]! - before[cell]! - shift) >= leastChange) changed++
  }
  return changed
}

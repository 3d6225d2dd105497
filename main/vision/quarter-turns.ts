import type { Box, Point } from '../contract/entities.ts'
import { type Bitmap, createBitmap } from './bitmap.ts'

/** Clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3

/** Copies a bitmap, turned clockwise. */
export function turnBitmap({ width, height, words }: Bitmap, turns: QuarterTurns): Bitmap {
  const [across, down] = turns % 2 === 0 ? [width, height] : [height, width]
  const turned = new Int32Array(words.length)
  for (let y = 0, to = 0; y < down; y++) {
    // Where the row's first pixel comes from, and the step to the next one's.
    const { x: column, y: row } = undoTurns({ x: 0, y }, turns, width - 1, height - 1)
    const step = [1, -width, -1, width][turns]!
    for (let x = 0, from = row * width + column; x < across; x++, from += step) turned[to++] = words[from]!
  }
  return createBitmap(across, down, new Uint8Array(turned.buffer))
}

/** Finds where a point of the turned picture lies in the original one, which is `width` x `height`. */
export function undoTurns({ x, y }: Point, turns: QuarterTurns, width: number, height: number): Point {
  switch (turns) {
    case 0:
      return { x, y }
    case 1:
      return { x: y, y: height - x }
    case 2:
      return { x: width - x, y: height - y }
    case 3:
      return { x: width - y, y: x }
  }
}

/** Finds the same of a box. */
export function undoBoxTurns(box: Box, turns: QuarterTurns, width: number, height: number): Box {
  const a = undoTurns(box, turns, width, height)
  const b = undoTurns({ x: box.x + box.width, y: box.y + box.height }, turns, width, height)
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

import type { Point } from '../../contract/entities.ts'
import { AppError } from '../../contract/errors.ts'
import type { Session } from '../session.ts'
import type { Detection } from './detection.ts'

const strides = [8, 16, 32]
const anchorsPerCell = 2

/**
 * Reads SCRFD (Guo et al., arXiv 2105.04714) as InsightFace exports it, with five points. Each of three strides has
 * three outputs: scores [n, 1], distances from the cell's corner to the box's sides [n, 4] and to the points [n, 10],
 * in units of the stride, two anchors a cell, row by row. Output names differ between exports, so their order counts:
 * the scores of all strides, then the boxes, then the points.
 */
export async function readScrfd(session: Session, minScore: number): Promise<Detection[]> {
  const output = await session.run()
  const names = session.outputs
  if (names.length !== 3 * strides.length) {
    throw new AppError(
      'model-unsupported',
      `An SCRFD detector with five points has 9 outputs, this one ${names.length}.`,
    )
  }
  const found: Detection[] = []
  for (const [level, stride] of strides.entries()) {
    const scores = output(names[level]!)
    const boxes = output(names[level + strides.length]!)
    const offsets = output(names[level + 2 * strides.length]!)
    const columns = Math.ceil(session.input.width / stride)
    for (let index = 0; index < scores.length; index++) {
      const score = scores[index]!
      if (score < minScore) continue
      const cell = Math.floor(index / anchorsPerCell)
      const x = (cell % columns) * stride
      const y = Math.floor(cell / columns) * stride
      const left = boxes[4 * index]! * stride
      const top = boxes[4 * index + 1]! * stride
      const width = left + boxes[4 * index + 2]! * stride
      const height = top + boxes[4 * index + 3]! * stride
      const points: Point[] = []
      for (let at = 10 * index; at < 10 * index + 10; at += 2) {
        points.push({ x: x + offsets[at]! * stride, y: y + offsets[at + 1]! * stride })
      }
      if (width > 0 && height > 0) found.push({ box: { x: x - left, y: y - top, width, height }, score, points })
    }
  }
  return found
}

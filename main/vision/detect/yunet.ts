import type { Point } from '../../contract/entities.ts'
import type { Session } from '../session.ts'
import type { Detection } from './detection.ts'

const strides = [8, 16, 32]

/**
 * Reads YuNet (Wu et al., Machine Intelligence Research 20, 2023) as in OpenCV's zoo. Each stride has class and object
 * scores (a face's score is the root of their product), the box's middle relative to the cell and the logarithm of its
 * size, and five points relative to the cell, all in units of the stride, row by row.
 */
export async function readYunet(session: Session, minScore: number): Promise<Detection[]> {
  const output = await session.run()
  const found: Detection[] = []
  for (const stride of strides) {
    const classes = output(`cls_${stride}`)
    const objects = output(`obj_${stride}`)
    const boxes = output(`bbox_${stride}`)
    const offsets = output(`kps_${stride}`)
    const columns = Math.floor(session.input.width / stride)
    for (let index = 0; index < classes.length; index++) {
      const score = Math.sqrt(unit(classes[index]!) * unit(objects[index]!))
      if (score < minScore) continue
      const column = index % columns
      const row = Math.floor(index / columns)
      const width = Math.exp(boxes[4 * index + 2]!) * stride
      const height = Math.exp(boxes[4 * index + 3]!) * stride
      const x = (column + boxes[4 * index]!) * stride - width / 2
      const y = (row + boxes[4 * index + 1]!) * stride - height / 2
      const points: Point[] = []
      for (let at = 10 * index; at < 10 * index + 10; at += 2) {
        points.push({ x: (column + offsets[at]!) * stride, y: (row + offsets[at + 1]!) * stride })
      }
      found.push({ box: { x, y, width, height }, score, points })
    }
  }
  return found
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value))
}

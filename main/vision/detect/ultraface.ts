import type { Session } from '../session.ts'
import type { Detection } from './detection.ts'

/**
 * Reads UltraFace (Linzaer, Ultra-Light-Fast-Generic-Face-Detector-1MB), whose priors are applied inside the model:
 * `scores` [1, n, 2] (background, face) and `boxes` [1, n, 4] (left, top, right, bottom as fractions of the input).
 */
export async function readUltraface(session: Session, minScore: number): Promise<Detection[]> {
  const output = await session.run()
  const scores = output('scores')
  const boxes = output('boxes')
  const { width, height } = session.input
  const found: Detection[] = []
  for (let index = 0; index < scores.length / 2; index++) {
    const score = scores[2 * index + 1]!
    if (score < minScore) continue
    const x = boxes[4 * index]! * width
    const y = boxes[4 * index + 1]! * height
    const right = boxes[4 * index + 2]! * width
    const bottom = boxes[4 * index + 3]! * height
    if (right > x && bottom > y)
      found.push({ box: { x, y, width: right - x, height: bottom - y }, score, points: null })
  }
  return found
}

import { expect, test } from 'vitest'
import { alignedPoints, fitSimilar } from '../../../renderer/camera/crop.ts'

test('a face that is turned by a right angle, twice as large and moved is brought back', () => {
  const seen = alignedPoints.map(({ x, y }) => ({ x: -2 * y + 300, y: 2 * x + 40 }))
  const { a, b, e, f } = fitSimilar(seen, alignedPoints)
  for (const [index, { x, y }] of seen.entries()) {
    expect(a * x - b * y + e).toBeCloseTo(alignedPoints[index]!.x)
    expect(b * x + a * y + f).toBeCloseTo(alignedPoints[index]!.y)
  }
})

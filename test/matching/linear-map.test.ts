import { expect, test } from 'vitest'
import { createLinearMap } from '../../main/matching/linear-map.ts'
import { randomOf, randomUnit } from './people-like.ts'

test.each([
  [3, 5],
  [16, 16],
  [185, 512],
])('%i rows of %i numbers: the direction of W x in double precision', (rows, columns) => {
  const random = randomOf(rows)
  const W = Float32Array.from({ length: rows * columns }, () => 2 * random() - 1)
  const map = createLinearMap({ rows, columns, W })
  for (let i = 0; i < 3; i++) {
    const x = randomUnit(columns, random)
    const before = x.slice()
    const product = Array.from({ length: rows }, (_, row) =>
      x.reduce((sum, value, at) => sum + value * W[row * columns + at]!, 0),
    )
    const length = Math.hypot(...product)
    const mapped = map(x)
    expect(mapped).toHaveLength(rows)
    product.forEach((value, row) => {
      expect(mapped[row]).toBeCloseTo(value / length, 6)
    })
    expect(map(x)).toEqual(mapped)
    expect(x).toEqual(before)
  }
})

test('what W takes to zero stays finite, and another length is refused', () => {
  const map = createLinearMap({ rows: 2, columns: 2, W: Float32Array.of(1, 0, 2, 0) })
  expect([...map(Float32Array.of(0, 1))]).toEqual([0, 0])
  expect(() => map(Float32Array.of(1, 0, 0))).toThrow(/another model/)
})

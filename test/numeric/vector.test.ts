import { expect, test } from 'vitest'
import { cosine, dot, norm } from '../../main/numeric/vector.ts'

const vector = (...numbers: number[]) => Float32Array.from(numbers)

test.each([
  [[], [], 0],
  [[3], [5], 15],
  [[1, 2], [3, 4], 11],
  [[1, 2, 3], [4, 5, 6], 32],
  [[1, 2, 3, 4, 5], [1, -1, 1, -1, 1], 3],
])('the scalar product of %j and %j is %d', (a, b, expected) => {
  expect(dot(vector(...a), vector(...b))).toBe(expected)
})

test('a vector has its length', () => {
  expect(norm(vector(2, 3, 6))).toBe(7)
})

test('a cosine does not depend on lengths, and is no number where the counts differ', () => {
  expect(cosine(vector(1, 1), vector(7, 0))).toBeCloseTo(Math.SQRT1_2, 12)
  expect(cosine(vector(0, 2), vector(0, -9))).toBe(-1)
  expect(cosine(vector(1, 0), vector(1, 0, 0))).toBeNaN()
})

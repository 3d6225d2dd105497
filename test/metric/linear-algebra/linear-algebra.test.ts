import { expect, test } from 'vitest'
import { cholesky, invertLower } from '../../../main/metric/linear-algebra/cholesky.ts'
import { symmetricEigen } from '../../../main/metric/linear-algebra/eigen.ts'
import {
  identity,
  type Matrix,
  multiply,
  multiplyTransposed,
  transpose,
  transposeMultiply,
  zeros,
} from '../../../main/metric/linear-algebra/matrix.ts'
import { createRandom } from '../../../main/numeric/random.ts'

const random = createRandom(3)

function randomMatrix(rows: number, columns: number): Matrix {
  const matrix = zeros(rows, columns)
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal()
  return matrix
}

function largestDifference(a: Matrix, b: Matrix): number {
  expect([a.rows, a.columns]).toEqual([b.rows, b.columns])
  return a.data.reduce((worst, x, i) => Math.max(worst, Math.abs(x - b.data[i]!)), 0)
}

test.each([
  [2, 4, 3],
  [5, 7, 6],
  [1, 1, 1],
  [9, 3, 10],
])('products of %i x %i by %i agree with the definition', (n, inner, m) => {
  const a = randomMatrix(n, inner)
  const b = randomMatrix(inner, m)
  const expected = zeros(n, m)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++)
      for (let k = 0; k < inner; k++)
        expected.data[i * m + j] = expected.data[i * m + j]! + a.data[i * inner + k]! * b.data[k * m + j]!
  expect(largestDifference(multiply(a, b), expected)).toBeLessThan(1e-12)
  expect(largestDifference(multiplyTransposed(a, transpose(b)), expected)).toBeLessThan(1e-12)
  expect(largestDifference(transposeMultiply(transpose(a), b), expected)).toBeLessThan(1e-12)
})

test('Cholesky: L Lᵀ is the matrix, and the inverse triangle undoes it', () => {
  const factor = randomMatrix(30, 40)
  const covariance = multiplyTransposed(factor, factor)
  const lower = cholesky(covariance)
  expect(largestDifference(multiplyTransposed(lower, lower), covariance)).toBeLessThan(1e-10)
  expect(largestDifference(multiply(invertLower(lower), lower), identity(30))).toBeLessThan(1e-10)
})

test('Cholesky refuses a matrix of too low rank', () => {
  const factor = randomMatrix(10, 3)
  expect(() => cholesky(multiplyTransposed(factor, factor))).toThrow(/cannot be inverted/)
})

test.each([1, 2, 3, 20, 60])('eigenvectors of a symmetric %i x %i matrix', (n) => {
  const factor = randomMatrix(n, n)
  const matrix = zeros(n, n)
  for (let i = 0; i < n * n; i++) matrix.data[i] = factor.data[i]! + transpose(factor).data[i]!
  const { values, vectors } = symmetricEigen(matrix)
  for (let i = 1; i < n; i++) expect(values[i]!).toBeLessThanOrEqual(values[i - 1]!)
  expect(largestDifference(multiplyTransposed(vectors, vectors), identity(n))).toBeLessThan(1e-10)
  const scaled = zeros(n, n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) scaled.data[i * n + j] = values[i]! * vectors.data[i * n + j]!
  expect(largestDifference(transposeMultiply(vectors, scaled), matrix)).toBeLessThan(1e-9)
})

test('eigenvalues of a matrix that is diagonal already, with equal and zero values', () => {
  const matrix = zeros(4, 4)
  for (const [i, value] of [2, 0, 5, 2].entries()) matrix.data[i * 5] = value
  expect([...symmetricEigen(matrix).values]).toEqual([5, 2, 2, 0])
})

test('a generator continues from its state as if it had not been stopped', () => {
  const first = createRandom(42)
  for (let i = 0; i < 10; i++) first.next()
  const second = createRandom(first.state())
  expect(Array.from({ length: 5 }, () => second.next())).toEqual(Array.from({ length: 5 }, () => first.next()))
  expect(createRandom(42).next()).not.toBe(createRandom(43).next())
})

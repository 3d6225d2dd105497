import { AppError } from '../../contract/errors.ts'
import { type Matrix, zeros } from './matrix.ts'

/**
 * Computes the lower triangle L with L Lᵀ = `matrix`, which must be symmetric and positive definite.
 * @throws AppError `too-little-data` when it is not: a covariance of too few samples without shrinkage
 */
export function cholesky(matrix: Matrix): Matrix {
  const n = matrix.rows
  const lower = zeros(n, n)
  const l = lower.data
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix.data[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      if (i > j) l[i * n + j] = sum / l[j * n + j]!
      else if (sum > 0) l[j * n + j] = Math.sqrt(sum)
      else
        throw new AppError('too-little-data', 'The covariance cannot be inverted. Use more photos or more shrinkage.')
    }
  }
  return lower
}

/** Inverts a lower triangle, which gives a lower triangle. */
export function invertLower(lower: Matrix): Matrix {
  const n = lower.rows
  const inverse = zeros(n, n)
  const l = lower.data
  const x = inverse.data
  for (let i = 0; i < n; i++) {
    const own = x.subarray(i * n, i * n + i)
    for (let k = 0; k < i; k++) {
      const factor = l[i * n + k]!
      for (let j = 0; j <= k; j++) own[j] = own[j]! - factor * x[k * n + j]!
    }
    const diagonal = l[i * n + i]!
    for (let j = 0; j < i; j++) own[j] = own[j]! / diagonal
    x[i * n + i] = 1 / diagonal
  }
  return inverse
}

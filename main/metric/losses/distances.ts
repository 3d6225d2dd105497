import { type Matrix, row, zeros } from '../linear-algebra/matrix.ts'

/** Computes the Euclidean distance between every two rows, n x n. */
export function distances(embeddings: Matrix): Matrix {
  const n = embeddings.rows
  const table = zeros(n, n)
  for (let i = 0; i < n; i++) {
    const a = row(embeddings, i)
    for (let j = i + 1; j < n; j++) {
      const b = row(embeddings, j)
      let square = 0
      for (let k = 0; k < a.length; k++) square += (a[k]! - b[k]!) ** 2
      table.data[i * n + j] = Math.sqrt(square)
      table.data[j * n + i] = table.data[i * n + j]!
    }
  }
  return table
}

/**
 * Computes the gradient by the embeddings from `weights` (n x n): how much the loss grows with the distance of rows i
 * and j. d|a - b| / da = (a - b) / |a - b|; two equal rows have no direction to move in and get none.
 */
export function gradientThroughDistances(embeddings: Matrix, table: Matrix, weights: Matrix): Matrix {
  const n = embeddings.rows
  const gradient = zeros(n, embeddings.columns)
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const weight = weights.data[i * n + j]! + weights.data[j * n + i]!
      const distance = table.data[i * n + j]!
      if (weight === 0 || distance === 0) continue
      const [a, b] = [row(embeddings, i), row(embeddings, j)]
      const [toA, toB] = [row(gradient, i), row(gradient, j)]
      const factor = weight / distance
      for (let k = 0; k < a.length; k++) {
        const part = factor * (a[k]! - b[k]!)
        toA[k] = toA[k]! + part
        toB[k] = toB[k]! - part
      }
    }
  }
  return gradient
}

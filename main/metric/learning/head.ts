import { assertNever } from '../../contract/errors.ts'
import { identity, type Matrix, multiplyTransposed, row, transposeMultiply, zeros } from '../linear-algebra/matrix.ts'

/**
 * What is learned on top of the frozen embeddings: a full linear map W (rows x columns), or one weight per dimension.
 */
export type HeadKind = 'linear' | 'diagonal'

/** Computes W x for every row of `embeddings`. The weights of a diagonal head are one row. */
export function applyHead(kind: HeadKind, weights: Matrix, embeddings: Matrix): Matrix {
  if (kind === 'linear') return multiplyTransposed(embeddings, weights)
  const product = zeros(embeddings.rows, embeddings.columns)
  for (let i = 0; i < product.data.length; i++) {
    product.data[i] = embeddings.data[i]! * weights.data[i % embeddings.columns]!
  }
  return product
}

/** Computes the gradient by the weights, from the gradient by W x. */
export function gradientThroughHead(kind: HeadKind, embeddings: Matrix, gradient: Matrix): Matrix {
  if (kind === 'linear') return transposeMultiply(gradient, embeddings)
  const back = zeros(1, embeddings.columns)
  for (let i = 0; i < embeddings.rows; i++) {
    const x = row(embeddings, i)
    const g = row(gradient, i)
    for (let j = 0; j < x.length; j++) back.data[j] = back.data[j]! + x[j]! * g[j]!
  }
  return back
}

/** Converts the weights to the matrix W that is kept and applied. */
export function headAsMap(kind: HeadKind, weights: Matrix): Matrix {
  switch (kind) {
    case 'linear':
      return weights
    case 'diagonal': {
      const map = identity(weights.columns)
      for (let i = 0; i < weights.columns; i++) map.data[i * (weights.columns + 1)] = weights.data[i]!
      return map
    }
    default:
      return assertNever(kind)
  }
}

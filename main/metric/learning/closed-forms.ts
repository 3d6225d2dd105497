import { AppError, assertNever } from '../../contract/errors.ts'
import { cholesky, invertLower } from '../linear-algebra/cholesky.ts'
import { symmetricEigen } from '../linear-algebra/eigen.ts'
import {
  type Matrix,
  multiply,
  multiplyTransposed,
  row,
  transpose,
  transposeMultiply,
  zeros,
} from '../linear-algebra/matrix.ts'

/** Maps that need no training: with M = Wᵀ W, Euclid's distance after W is the Mahalanobis distance of M. */
export type ClosedForm = 'whitening' | 'wccn' | 'lda'

export const closedForms: readonly { readonly name: ClosedForm; readonly title: string; readonly formula: string }[] = [
  { name: 'whitening', title: 'Whitening', formula: 'M = inverse total covariance' },
  { name: 'wccn', title: 'WCCN (Mahalanobis)', formula: 'M = inverse within-class covariance' },
  { name: 'lda', title: 'LDA', formula: 'W = leading eigenvectors of S_within^-1 S_between' },
]

/**
 * @param embeddings one sample a row
 * @param labels class of each row, 0.. without gaps
 * @param rows of W for LDA, which keeps that many leading directions and has at most classes - 1
 * @param shrinkage 0..1: how far the covariance is drawn to a multiple of the identity,
 *   (1 - g) S + g tr(S)/d I (Ledoit and Wolf 2004, with g chosen by the user)
 * @throws AppError `too-little-data` when the shrunk covariance has no inverse
 */
export function closedForm(
  form: ClosedForm,
  embeddings: Matrix,
  labels: Int32Array,
  rows: number,
  shrinkage: number,
): Matrix {
  const means = classMeans(embeddings, labels)
  switch (form) {
    case 'whitening':
      return inverseRoot(shrunk(covariance(centred(embeddings)), shrinkage))
    case 'wccn':
      return inverseRoot(shrunk(covariance(within(embeddings, labels, means)), shrinkage))
    case 'lda': {
      const whiten = inverseRoot(shrunk(covariance(within(embeddings, labels, means)), shrinkage))
      const between = covariance(centred(multiplyTransposed(means, whiten)))
      const { vectors } = symmetricEigen(between)
      const kept = Math.min(rows, means.rows - 1, embeddings.columns)
      return multiply(
        { rows: kept, columns: vectors.columns, data: vectors.data.slice(0, kept * vectors.columns) },
        whiten,
      )
    }
    default:
      return assertNever(form)
  }
}

/** Mean of each class, one a row. */
export function classMeans(embeddings: Matrix, labels: Int32Array): Matrix {
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 0)
  const means = zeros(classes, embeddings.columns)
  const counts = new Float64Array(classes)
  for (let i = 0; i < embeddings.rows; i++) {
    const mean = row(means, labels[i]!)
    const x = row(embeddings, i)
    counts[labels[i]!] = counts[labels[i]!]! + 1
    for (let j = 0; j < x.length; j++) mean[j] = mean[j]! + x[j]!
  }
  for (let i = 0; i < classes; i++) {
    const mean = row(means, i)
    for (let j = 0; j < mean.length; j++) mean[j] = mean[j]! / counts[i]!
  }
  return means
}

function within(embeddings: Matrix, labels: Int32Array, means: Matrix): Matrix {
  const rest = zeros(embeddings.rows, embeddings.columns)
  for (let i = 0; i < rest.rows; i++) {
    const to = row(rest, i)
    const x = row(embeddings, i)
    const mean = row(means, labels[i]!)
    for (let j = 0; j < to.length; j++) to[j] = x[j]! - mean[j]!
  }
  return rest
}

function centred(samples: Matrix): Matrix {
  return within(samples, new Int32Array(samples.rows), classMeans(samples, new Int32Array(samples.rows)))
}

/** Mean of the outer products of the rows, which must have mean 0. */
function covariance(rows: Matrix): Matrix {
  const sum = transposeMultiply(rows, rows)
  for (let i = 0; i < sum.data.length; i++) sum.data[i] = sum.data[i]! / rows.rows
  return sum
}

function shrunk(covariance: Matrix, shrinkage: number): Matrix {
  const n = covariance.rows
  let trace = 0
  for (let i = 0; i < n; i++) trace += covariance.data[i * n + i]!
  if (!(trace > 0)) throw new AppError('too-little-data', 'The photos of each person are all alike: nothing varies.')
  const mixed = zeros(n, n)
  for (let i = 0; i < mixed.data.length; i++) mixed.data[i] = (1 - shrinkage) * covariance.data[i]!
  for (let i = 0; i < n; i++) mixed.data[i * n + i] = mixed.data[i * n + i]! + (shrinkage * trace) / n
  return mixed
}

/** W with Wᵀ W = S⁻¹: the inverse of Cholesky's triangle of S. */
function inverseRoot(covariance: Matrix): Matrix {
  return invertLower(cholesky(covariance))
}

/** M = Wᵀ W, the matrix of the Mahalanobis distance (x - y)ᵀ M (x - y). */
export function mahalanobisMatrix(map: Matrix): Matrix {
  const turned = transpose(map)
  return multiplyTransposed(turned, turned)
}

import { AppError, assertNever } from '../../contract/errors.ts'
import { roles } from '../embedding-set.ts'
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
import { rowsByClass } from './batches.ts'

/** Maps that need no training: with M = Wᵀ W, the Euclidean distance after W is the Mahalanobis distance of M. */
export type ClosedForm = 'whitening' | 'wccn' | 'cross-wccn' | 'lda'

export const closedForms: readonly { readonly name: ClosedForm; readonly title: string; readonly formula: string }[] = [
  { name: 'whitening', title: 'Whitening', formula: 'M = inverse total covariance' },
  { name: 'wccn', title: 'WCCN (Mahalanobis)', formula: 'M = inverse within-class covariance' },
  {
    name: 'cross-wccn',
    title: 'Cross-camera WCCN',
    formula: 'M = inverse second moment of gallery - probe, same person',
  },
  { name: 'lda', title: 'LDA', formula: 'W = leading eigenvectors of S_within^-1 S_between' },
]

/** Which side of a comparison each row may be on, as in `roles` of an embedding set: 1 gallery, 2 probe, 3 either. */
export type RowRoles = Uint8Array

/**
 * Computes W as a function of the shrinkage g in 0..1, which draws the covariance to a multiple of the identity: (1 -
 * g) S + g tr(S)/d I (Ledoit and Wolf 2004, with g chosen by the user). The covariance is computed once.
 * @param embeddings one sample per row
 * @param labels class of each row, 0.. without gaps
 * @param sides of each row, for cross-wccn only
 * @param rows of W for LDA, which keeps that many leading directions and has at most classes - 1
 * @throws AppError `too-little-data` when nobody can be compared across sides; W throws it when the shrunk covariance
 * has no inverse
 */
export function solveClosedForm(
  form: ClosedForm,
  embeddings: Matrix,
  labels: Int32Array,
  sides: RowRoles,
  rows: number,
): (shrinkage: number) => Matrix {
  switch (form) {
    case 'whitening':
      return inverseRoots(covariance(centreSamples(embeddings)))
    case 'wccn':
      return inverseRoots(covariance(withinClassCovariance(embeddings, labels, classMeans(embeddings, labels))))
    case 'cross-wccn':
      return inverseRoots(crossMoment(embeddings, labels, sides))
    case 'lda': {
      const means = classMeans(embeddings, labels)
      const whitenings = inverseRoots(covariance(withinClassCovariance(embeddings, labels, means)))
      return (shrinkage) => {
        const whiten = whitenings(shrinkage)
        const between = covariance(centreSamples(multiplyTransposed(means, whiten)))
        const { vectors } = symmetricEigen(between)
        const kept = Math.min(rows, means.rows - 1, embeddings.columns)
        const leading = { rows: kept, columns: vectors.columns, data: vectors.data.slice(0, kept * vectors.columns) }
        return multiply(leading, whiten)
      }
    }
    default:
      return assertNever(form)
  }
}

/** Computes the mean of each class, one per row. */
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

function withinClassCovariance(embeddings: Matrix, labels: Int32Array, means: Matrix): Matrix {
  const rest = zeros(embeddings.rows, embeddings.columns)
  for (let i = 0; i < rest.rows; i++) {
    const to = row(rest, i)
    const x = row(embeddings, i)
    const mean = row(means, labels[i]!)
    for (let j = 0; j < to.length; j++) to[j] = x[j]! - mean[j]!
  }
  return rest
}

/**
 * E[(g - p)(g - p)ᵀ] over every gallery row g and probe row p of one person, each person counted by rows. It is what
 * WCCN's covariance (Hatch, Kajarekar and Stolcke 2006) becomes when the two sides come from different cameras: it
 * holds the shift and the spread that lie between the two, and leaves out what differs within one side only. Where
 * every row may stand on both sides it is twice the unbiased within-class covariance.
 *
 * Summed without forming pairs: over G x P, sum (g - p)(g - p)ᵀ = |P| sum g gᵀ + |G| sum p pᵀ - s_G s_Pᵀ - s_P s_Gᵀ.
 */
function crossMoment(embeddings: Matrix, labels: Int32Array, sides: RowRoles): Matrix {
  const d = embeddings.columns
  const people = rowsByClass(labels)
  const scaled: Float64Array[] = []
  const sums: [Float64Array, Float64Array][] = []
  let weight = 0
  for (const own of people) {
    const gallery = own.filter((i) => (sides[i]! & roles.gallery) > 0)
    const probes = own.filter((i) => (sides[i]! & roles.probe) > 0)
    const both = own.filter((i) => sides[i] === roles.either).length
    const pairs = gallery.length * probes.length - both
    if (pairs === 0) continue
    const share = own.length / pairs
    weight += own.length
    for (const [side, others] of [
      [gallery, probes.length],
      [probes, gallery.length],
    ] as const) {
      for (const i of side) scaled.push(row(embeddings, i).map((x) => x * Math.sqrt(share * others)))
    }
    const sumOf = (side: readonly number[]) => {
      const sum = new Float64Array(d)
      for (const i of side) {
        const x = row(embeddings, i)
        for (let j = 0; j < d; j++) sum[j] = sum[j]! + x[j]! * Math.sqrt(share)
      }
      return sum
    }
    sums.push([sumOf(gallery), sumOf(probes)])
  }
  if (weight === 0)
    throw new AppError('too-little-data', 'Nobody has both a photo for the gallery and one to search for.')
  const squares = stack(scaled, d)
  const moment = transposeMultiply(squares, squares)
  const cross = transposeMultiply(
    stack(
      sums.map(([gallery]) => gallery),
      d,
    ),
    stack(
      sums.map(([, probes]) => probes),
      d,
    ),
  )
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const at = i * d + j
      moment.data[at] = (moment.data[at]! - cross.data[at]! - cross.data[j * d + i]!) / weight
    }
  }
  return moment
}

function stack(rows: readonly Float64Array[], columns: number): Matrix {
  const stacked = zeros(rows.length, columns)
  rows.forEach((values, i) => {
    stacked.data.set(values, i * columns)
  })
  return stacked
}

function centreSamples(samples: Matrix): Matrix {
  return withinClassCovariance(samples, new Int32Array(samples.rows), classMeans(samples, new Int32Array(samples.rows)))
}

/** Computes the mean of the outer products of the rows, which must have mean 0. */
function covariance(rows: Matrix): Matrix {
  const sum = transposeMultiply(rows, rows)
  for (let i = 0; i < sum.data.length; i++) sum.data[i] = sum.data[i]! / rows.rows
  return sum
}

function shrink(covariance: Matrix, shrinkage: number): Matrix {
  const n = covariance.rows
  let trace = 0
  for (let i = 0; i < n; i++) trace += covariance.data[i * n + i]!
  if (!(trace > 0)) throw new AppError('too-little-data', 'The photos of each person are all alike: nothing varies.')
  const mixed = zeros(n, n)
  for (let i = 0; i < mixed.data.length; i++) mixed.data[i] = (1 - shrinkage) * covariance.data[i]!
  for (let i = 0; i < n; i++) mixed.data[i * n + i] = mixed.data[i * n + i]! + (shrinkage * trace) / n
  return mixed
}

/** Computes W with Wᵀ W = S⁻¹ for the shrunk S, as the inverse of its Cholesky factor. */
function inverseRoots(covariance: Matrix): (shrinkage: number) => Matrix {
  return (shrinkage) => invertLower(cholesky(shrink(covariance, shrinkage)))
}

/** Computes M = Wᵀ W, the matrix of the Mahalanobis distance (x - y)ᵀ M (x - y). */
export function mahalanobisMatrix(map: Matrix): Matrix {
  const turned = transpose(map)
  return multiplyTransposed(turned, turned)
}

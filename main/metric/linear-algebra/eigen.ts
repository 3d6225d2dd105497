import { AppError } from '../../contract/errors.ts'
import { copyOf, type Matrix, zeros } from './matrix.ts'

/** Eigenvalues from the largest down; row i of `vectors` is the unit eigenvector of `values[i]`. */
export interface Eigen {
  readonly values: Float64Array
  readonly vectors: Matrix
}

/**
 * Computes all eigenvalues and eigenvectors of a symmetric matrix by Householder's reduction to three diagonals, then
 * implicit QL (Golub and Van Loan, Matrix Computations, 8.3). The vectors are rows so that each rotation runs along
 * memory.
 * @throws AppError `embeddings-unreadable` when the matrix holds NaN or infinity
 */
export function symmetricEigen(matrix: Matrix): Eigen {
  if (!matrix.data.every(Number.isFinite)) {
    throw new AppError('embeddings-unreadable', 'The matrix holds values that are not numbers.')
  }
  const n = matrix.rows
  const { diagonal, below, basis } = tridiagonal(matrix)
  implicitQl(diagonal, below, basis)
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => diagonal[b]! - diagonal[a]! || a - b)
  const vectors = zeros(n, n)
  order.forEach((from, to) => {
    vectors.data.set(basis.data.subarray(from * n, (from + 1) * n), to * n)
  })
  return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors }
}

/** Reduces A so that basis A basisᵀ is three diagonals: `diagonal`, and `below` with below[i] between i and i + 1. */
function tridiagonal(matrix: Matrix): { diagonal: Float64Array; below: Float64Array; basis: Matrix } {
  const n = matrix.rows
  const a = copyOf(matrix).data
  const diagonal = new Float64Array(n)
  const below = new Float64Array(n)
  const basis = zeros(n, n)
  for (let i = 0; i < n; i++) basis.data[i * n + i] = 1
  const reflections: Float64Array[] = []
  const v = new Float64Array(n)
  const p = new Float64Array(n)
  for (let k = 0; k < n - 1; k++) {
    let square = 0
    for (let i = k + 1; i < n; i++) square += a[i * n + k]! ** 2
    const norm = Math.sqrt(square)
    const head = a[(k + 1) * n + k]!
    const alpha = head > 0 ? -norm : norm
    below[k] = alpha
    if (norm === 0) continue
    v.fill(0)
    for (let i = k + 1; i < n; i++) v[i] = a[i * n + k]!
    v[k + 1] = head - alpha
    let length = 0
    for (let i = k + 1; i < n; i++) length += v[i]! ** 2
    const scale = Math.sqrt(2 / length)
    for (let i = k + 1; i < n; i++) v[i] = v[i]! * scale
    reflect(a, v, p, k + 1, n)
    reflections[k] = v.slice()
  }
  for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i]!
  reflections.forEach((reflection, k) => {
    reflectRows(basis, reflection, k + 1)
  })
  return { diagonal, below, basis }
}

/** A <- (I - v vᵀ) A (I - v vᵀ) on the block from `from` on, with |v|² = 2. */
function reflect(a: Float64Array, v: Float64Array, p: Float64Array, from: number, n: number): void {
  let k = 0
  for (let i = from; i < n; i++) {
    let sum = 0
    for (let j = from; j < n; j++) sum += a[i * n + j]! * v[j]!
    p[i] = sum
    k += sum * v[i]!
  }
  for (let i = from; i < n; i++) p[i] = p[i]! - (k / 2) * v[i]!
  for (let i = from; i < n; i++) {
    const vi = v[i]!
    const pi = p[i]!
    for (let j = from; j < n; j++) a[i * n + j] = a[i * n + j]! - vi * p[j]! - pi * v[j]!
  }
}

/** basis <- (I - v vᵀ) basis. */
function reflectRows(basis: Matrix, v: Float64Array, from: number): void {
  const { data, columns: n } = basis
  const sums = new Float64Array(n)
  for (let i = from; i < n; i++) for (let j = 0; j < n; j++) sums[j] = sums[j]! + v[i]! * data[i * n + j]!
  for (let i = from; i < n; i++) for (let j = 0; j < n; j++) data[i * n + j] = data[i * n + j]! - v[i]! * sums[j]!
}

function implicitQl(d: Float64Array, e: Float64Array, basis: Matrix): void {
  const n = d.length
  const size = d.reduce((most, value, i) => Math.max(most, Math.abs(value) + Math.abs(e[i]!)), 0)
  for (let l = 0; l < n; l++) {
    for (let round = 0; ; round++) {
      let m = l
      while (m < n - 1 && Math.abs(e[m]!) > Number.EPSILON * size) m++
      if (m === l) break
      if (round === 60) throw new AppError('internal', 'The eigenvalues did not converge.')
      sweep(d, e, basis, l, m)
    }
  }
}

/** Does one QL sweep with Wilkinson's shift over the unreduced block l..m. */
function sweep(d: Float64Array, e: Float64Array, basis: Matrix, l: number, m: number): void {
  let g = (d[l + 1]! - d[l]!) / (2 * e[l]!)
  const root = Math.hypot(g, 1)
  g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? root : -root))
  let sine = 1
  let cosine = 1
  let p = 0
  for (let i = m - 1; i >= l; i--) {
    const f = sine * e[i]!
    const b = cosine * e[i]!
    const r = Math.hypot(f, g)
    e[i + 1] = r
    if (r === 0) {
      d[i + 1] = d[i + 1]! - p
      e[m] = 0
      return
    }
    sine = f / r
    cosine = g / r
    g = d[i + 1]! - p
    const q = (d[i]! - g) * sine + 2 * cosine * b
    p = sine * q
    d[i + 1] = g + p
    g = cosine * q - b
    rotateRows(basis, i, sine, cosine)
  }
  d[l] = d[l]! - p
  e[l] = g
  e[m] = 0
}

function rotateRows({ data, columns: n }: Matrix, i: number, sine: number, cosine: number): void {
  const upper = i * n
  const lower = upper + n
  for (let k = 0; k < n; k++) {
    const low = data[lower + k]!
    const high = data[upper + k]!
    data[lower + k] = sine * high + cosine * low
    data[upper + k] = cosine * high - sine * low
  }
}

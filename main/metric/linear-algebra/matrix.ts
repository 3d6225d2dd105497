/** A dense matrix, row by row, in double precision. Plain data, which can be cloned and sent to a worker. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

export function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) }
}

export function identity(rows: number, columns = rows): Matrix {
  const matrix = zeros(rows, columns)
  for (let i = 0; i < Math.min(rows, columns); i++) matrix.data[i * columns + i] = 1
  return matrix
}

export function copyOf(matrix: Matrix): Matrix {
  return { ...matrix, data: matrix.data.slice() }
}

/** Views one row: writing to it writes to the matrix. */
export function row(matrix: Matrix, index: number): Float64Array {
  return matrix.data.subarray(index * matrix.columns, (index + 1) * matrix.columns)
}

/** Copies the chosen rows of a row-by-row table, in that order, as doubles. */
export function selectRows(table: Float32Array | Float64Array, columns: number, indices: ArrayLike<number>): Matrix {
  const picked = zeros(indices.length, columns)
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]! * columns
    picked.data.set(table.subarray(from, from + columns), i * columns)
  }
  return picked
}

/**
 * Computes the scalar product of two vectors of equal length in their order, since what is learned depends on every
 * bit.
 */
export function dot(a: Float64Array, b: Float64Array): number {
  return dotAt(a, 0, b, 0, a.length)
}

export function transpose(matrix: Matrix): Matrix {
  const { rows, columns, data } = matrix
  const turned = zeros(columns, rows)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) turned.data[j * rows + i] = data[i * columns + j]!
  return turned
}

/**
 * Computes a bᵀ, shape a.rows x b.rows, for every product of the metric lab. Both operands are read along their rows,
 * two rows against four at a time, which keeps eight sums in registers.
 */
export function multiplyTransposed(a: Matrix, b: Matrix): Matrix {
  const product = zeros(a.rows, b.rows)
  const inner = a.columns
  const wide = b.rows - (b.rows % 4)
  const tall = a.rows - (a.rows % 2)
  for (let i = 0; i < tall; i += 2) {
    for (let j = 0; j < wide; j += 4) twoByFour(a.data, i * inner, b.data, j * inner, inner, product, i, j)
  }
  for (let i = 0; i < a.rows; i++) {
    for (let j = i < tall ? wide : 0; j < b.rows; j++) {
      product.data[i * b.rows + j] = dotAt(a.data, i * inner, b.data, j * inner, inner)
    }
  }
  return product
}

/** Computes a b, shape a.rows x b.columns. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  return multiplyTransposed(a, transpose(b))
}

/** Computes aᵀ b, shape a.columns x b.columns. */
export function transposeMultiply(a: Matrix, b: Matrix): Matrix {
  return multiplyTransposed(transpose(a), transpose(b))
}

function twoByFour(
  a: Float64Array,
  a0: number,
  b: Float64Array,
  b0: number,
  inner: number,
  product: Matrix,
  i: number,
  j: number,
): void {
  const a1 = a0 + inner
  const b1 = b0 + inner
  const b2 = b1 + inner
  const b3 = b2 + inner
  let s00 = 0
  let s01 = 0
  let s02 = 0
  let s03 = 0
  let s10 = 0
  let s11 = 0
  let s12 = 0
  let s13 = 0
  for (let p = 0; p < inner; p++) {
    const x = a[a0 + p]!
    const y = a[a1 + p]!
    const u = b[b0 + p]!
    const v = b[b1 + p]!
    const w = b[b2 + p]!
    const z = b[b3 + p]!
    s00 += x * u
    s01 += x * v
    s02 += x * w
    s03 += x * z
    s10 += y * u
    s11 += y * v
    s12 += y * w
    s13 += y * z
  }
  const { data, columns } = product
  const upper = i * columns + j
  const lower = upper + columns
  data[upper] = s00
  data[upper + 1] = s01
  data[upper + 2] = s02
  data[upper + 3] = s03
  data[lower] = s10
  data[lower + 1] = s11
  data[lower + 2] = s12
  data[lower + 3] = s13
}

function dotAt(a: Float64Array, a0: number, b: Float64Array, b0: number, length: number): number {
  let sum = 0
  for (let p = 0; p < length; p++) sum += a[a0 + p]! * b[b0 + p]!
  return sum
}

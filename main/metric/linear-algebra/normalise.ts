import { dot, type Matrix, row, zeros } from './matrix.ts'

/** Shorter vectors have no meaningful direction; it keeps every division finite. */
const minLength = 1e-12

/** Rows scaled to unit length, with the lengths they had. */
export interface UnitRows {
  readonly unit: Matrix
  readonly norms: Float64Array
}

export function normaliseRows(matrix: Matrix): UnitRows {
  const unit = zeros(matrix.rows, matrix.columns)
  const norms = new Float64Array(matrix.rows)
  for (let i = 0; i < matrix.rows; i++) {
    const from = row(matrix, i)
    const to = row(unit, i)
    const norm = Math.max(Math.sqrt(dot(from, from)), minLength)
    norms[i] = norm
    for (let j = 0; j < to.length; j++) to[j] = from[j]! / norm
  }
  return { unit, norms }
}

/**
 * Carries a gradient with respect to unit rows back to the rows before normalisation: dL/dv = (g - (g . v̂) v̂) / |v|,
 * the part of g that is tangent to the sphere.
 */
export function gradientThroughNormalisation(gradient: Matrix, { unit, norms }: UnitRows): Matrix {
  const back = zeros(gradient.rows, gradient.columns)
  for (let i = 0; i < gradient.rows; i++) {
    const g = row(gradient, i)
    const v = row(unit, i)
    const to = row(back, i)
    const along = dot(g, v)
    for (let j = 0; j < to.length; j++) to[j] = (g[j]! - along * v[j]!) / norms[i]!
  }
  return back
}

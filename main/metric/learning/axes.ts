import { symmetricEigen } from '../linear-algebra/eigen.ts'
import { type Matrix, transposeMultiply } from '../linear-algebra/matrix.ts'

/** Axes with a smaller share of the strongest axis' energy hold nothing but rounding. */
const minShare = 1e-5

/**
 * Finds the principal axes of the samples, strongest first, one per row, without those that the samples do not use.
 * Embeddings rarely fill all their dimensions (of the default model's 512 some 160 are used), and a map learned in the
 * used axes is the same map at a fraction of the work.
 */
export function principalAxes(samples: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(transposeMultiply(samples, samples))
  const rows = values.filter((value) => value > minShare * values[0]!).length
  return { rows, columns: vectors.columns, data: vectors.data.slice(0, rows * vectors.columns) }
}

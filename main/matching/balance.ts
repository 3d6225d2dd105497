import type { ModelId } from '../contract/entities.ts'
import { type Balance, defaultBalances } from './default-balance.ts'
import { createLinearMap } from './linear-map.ts'

/** Names the space that balanced embeddings are compared in; a saved index of another space is built anew. */
export const balanceStamp = 'balanced 1'

const maps = new Map<ModelId, (x: Float32Array) => Float32Array>()

/**
 * Finds the map that evens out a model's embeddings before they are compared: what whole groups of people share counts
 * for less, so that one threshold is about as strict for everybody. Null for a model that nobody has measured.
 */
export function balanceFor(model: ModelId): ((x: Float32Array) => Float32Array) | null {
  const balance = defaultBalances[model]
  if (balance === undefined) return null
  // Made when the first face is compared, so that nobody waits for it at the start.
  return (x) => {
    const map = maps.get(model) ?? createLinearMap({ ...squareOf(balance), W: matrixOf(balance) })
    maps.set(model, map)
    return map(x)
  }
}

const squareOf = ({ columns }: Balance) => ({ rows: columns, columns })

/** Computes the identity less the sum of v v^T over the directions v. */
export function matrixOf({ columns, scales, steps }: Balance): Float32Array {
  const values = new Int8Array(Buffer.from(steps, 'base64'))
  const sum = new Float64Array(columns * columns)
  for (const [index, scale] of scales.entries()) {
    const direction = Float64Array.from(values.subarray(index * columns, (index + 1) * columns), (step) => step * scale)
    subtractSquare(direction, sum)
  }
  const matrix = new Float32Array(columns * columns)
  for (let row = 0; row < columns; row++) {
    for (let column = 0; column <= row; column++) {
      const value = sum[row * columns + column]! + (row === column ? 1 : 0)
      matrix[row * columns + column] = value
      matrix[column * columns + row] = value
    }
  }
  return matrix
}

/** Subtracts v v^T from a symmetric matrix, of which only what lies below the diagonal, and that, is kept. */
function subtractSquare(direction: Float64Array, sum: Float64Array): void {
  const columns = direction.length
  for (let row = 0; row < columns; row++) {
    const factor = direction[row]!
    const start = row * columns
    for (let column = 0; column <= row; column++) sum[start + column]! -= factor * direction[column]!
  }
}

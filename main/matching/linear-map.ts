import { norm } from '../numeric/vector.ts'
import { pageBytes } from '../wasm/module.ts'
import { createDotKernel, floatBytes, rowAlignment } from './dot-kernel.ts'
import { requireLength } from './gallery.ts'

/** A matrix W of `rows` x `columns` numbers, row by row. */
export interface LinearMap {
  readonly rows: number
  readonly columns: number
  readonly W: Float32Array
}

/** Shorter vectors have no meaningful direction; it keeps the division finite. */
const minLength = 1e-12

/**
 * Creates the map x -> normalise(W x), which returns a new unit vector of `rows` numbers. It computes in single
 * precision, with the same result to the last bit for the same x, and throws AppError `model-mismatch` for an x of
 * another length.
 */
export function createLinearMap({ rows, columns, W }: LinearMap): (x: Float32Array) => Float32Array {
  const { memory, dots } = createDotKernel()
  const alignLength = (length: number) => Math.ceil((length * floatBytes) / rowAlignment) * rowAlignment
  const stride = alignLength(columns)
  // The memory holds x, then W x, then W.
  const productAt = stride
  const rowsAt = productAt + alignLength(rows)
  const missing = rowsAt + rows * stride - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
  for (let row = 0; row < rows; row++) {
    new Float32Array(memory.buffer, rowsAt + row * stride, columns).set(W.subarray(row * columns, (row + 1) * columns))
  }
  const from = new Float32Array(memory.buffer, 0, columns)
  const product = new Float32Array(memory.buffer, productAt, rows)
  return (x) => {
    requireLength(x, columns)
    from.set(x)
    dots({ at: rowsAt, count: rows, stride, products: productAt })
    const length = Math.max(norm(product), minLength)
    return product.map((value) => value / length)
  }
}

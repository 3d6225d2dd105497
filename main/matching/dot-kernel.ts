import { createMemory, type Memory, pageBytes, startModule } from '../wasm/module.ts'

export const floatBytes = Float32Array.BYTES_PER_ELEMENT
/** Bytes of a row are a multiple of this; what is behind the last number is zero. */
export const rowAlignment = 64

/** Rows of numbers in a memory, and where their products go: addresses and lengths in bytes, multiples of 4. */
export interface Rows {
  /** Of the first row. */
  readonly at: number
  /** At least 1. */
  readonly count: number
  /** Length of a row, a multiple of `rowAlignment`. */
  readonly stride: number
  /** Where the products are written, as float32. */
  readonly products: number
}

/** A memory of its own, in which a probe lies at byte 0, and inner products of the probe with rows of that memory. */
export interface DotKernel {
  readonly memory: Memory
  dots(rows: Rows): void
}

/** JavaScript computes in double precision, one number at a time; WebAssembly takes four a step. */
export function createDotKernel(): DotKernel {
  const memory = createMemory(pageBytes)
  type Compiled = { dots(row: number, count: number, stride: number, out: number): void }
  const compiled = startModule<Compiled>('dot-kernel', memory)
  const dots: DotKernel['dots'] =
    compiled === null
      ? (rows) => plainDots(memory, rows)
      : ({ at, count, stride, products }) => compiled.dots(at, count, stride, products)
  return { memory, dots }
}

/**
 * What dot-kernel.wat computes, to the last bit: sixteen sums side by side in single precision, added up in pairs.
 * Takes its place where WebAssembly cannot start.
 */
export function plainDots(memory: Memory, { at, count, stride, products }: Rows): void {
  const numbers = new Float32Array(memory.buffer)
  const { fround } = Math
  const sums = new Float32Array(16)
  const length = stride / floatBytes
  for (let row = 0; row < count; row++) {
    const first = at / floatBytes + row * length
    sums.fill(0)
    for (let index = 0; index < length; index++) {
      sums[index % 16]! += fround(numbers[index]! * numbers[first + index]!)
    }
    const lanes = [0, 1, 2, 3].map((lane) =>
      fround(fround(sums[lane]! + sums[lane + 4]!) + fround(sums[lane + 8]! + sums[lane + 12]!)),
    )
    numbers[products / floatBytes + row] = fround(lanes[0]! + lanes[1]!) + fround(lanes[2]! + lanes[3]!)
  }
}

import { createMemory, type Memory, pageBytes, startModule } from '../wasm/module.ts'

export const floatBytes = Float32Array.BYTES_PER_ELEMENT
/** The length of a row in bytes is a multiple of this; it is padded with zeros. */
export const rowAlignment = 64

/** Rows of numbers in a memory, and where their products go: addresses and lengths in bytes, multiples of 4. */
export interface Rows {
  /** The address of the first row. */
  readonly at: number
  /** At least 1. */
  readonly count: number
  /** The length of a row, a multiple of `rowAlignment`. */
  readonly stride: number
  /** Where the products are written, as float32. */
  readonly products: number
}

/** A memory with a probe at byte 0, and the loop that computes inner products of the probe with rows of it. */
export interface DotKernel {
  readonly memory: Memory
  dots(rows: Rows): void
}

/** Creates a kernel in WebAssembly, which takes four numbers a step in single precision, or else in JavaScript. */
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
 * Computes what dot-kernel.wat computes, to the last bit: sixteen sums side by side in single precision, added up in
 * pairs. It stands in where WebAssembly cannot start.
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

export const floatBytes = Float32Array.BYTES_PER_ELEMENT
/** A memory grows by so many. */
export const pageBytes = 65_536
/** Bytes of a row are a multiple of this; what is behind the last number is zero. */
export const rowAlignment = 64

/** Rows of numbers in a memory of their own, and the inner products of one probe with many of them. */
export interface DotKernel {
  readonly memory: Memory
  /**
   * Writes the inner product of the probe, which lies at byte 0, with each of `count` rows from byte `row` on, as float32
   * to byte `out` on. All are multiples of 4; `count` is at least 1 and `stride`, the bytes of a row, a multiple of
   * `rowAlignment`.
   */
  readonly dots: (row: number, count: number, stride: number, out: number) => void
}

/**
 * JavaScript computes in double precision, one number at a time; this takes four a step. The module (WebAssembly Core
 * Specification 2.0, chapter 5) is small enough to be put together here: nothing has to be compiled or shipped.
 */
export function createDotKernel(): DotKernel {
  return new WebAssembly.Instance(compiled).exports
}

interface Memory {
  /** Another one after every `grow`. */
  readonly buffer: ArrayBuffer
  /** @throws RangeError beyond 65,536 pages of 64 KiB */
  grow(pages: number): number
}

/** Node has it, its types lack it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: DotKernel }
}

type Bytes = readonly number[]

const signature = { kind: 0x60, i32: 0x7f, v128: 0x7b }
const simd = 0xfd

/** LEB128 of a number below 8192 in the signed form, which is an unsigned one as well. */
const number = (value: number): Bytes => (value < 64 ? [value] : [(value & 0x7f) | 0x80, value >> 7])
const sized = (content: Bytes): Bytes => [...number(content.length), ...content]
const section = (id: number, ...content: readonly Bytes[]): Bytes => [id, ...sized(content.flat())]
const text = (word: string): Bytes => sized([...Buffer.from(word)])

const get = (local: number): Bytes => [0x20, local]
const set = (local: number): Bytes => [0x21, local]
const constant = (value: number): Bytes => [0x41, ...number(value)]
const plus: Bytes = [0x6a]
const minus: Bytes = [0x6b]
const isLess: Bytes = [0x49]
const loop = (...body: readonly Bytes[]): Bytes => [0x03, 0x40, ...body.flat(), 0x0b]
/** To the start of the loop, unless the number before is zero. */
const again: Bytes = [0x0d, 0]
const plusFloat: Bytes = [0x92]
const storeFloat: Bytes = [0x38, 2, 0]
const loadFour = (offset: number): Bytes => [simd, 0x00, 2, offset]
const fourZeros: Bytes = [simd, 0x0c, ...new Array<number>(16).fill(0)]
const plusFour: Bytes = [simd, ...number(0xe4)]
const timesFour: Bytes = [simd, ...number(0xe6)]
const laneOf = (local: number, lane: number): Bytes => [...get(local), simd, 0x1f, lane]

const [row, count, stride, out, position, a, b, c, d] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
/** Four sums side by side: the processor need not wait for one addition before it starts the next. */
const sums = [a, b, c, d]

const dots: Bytes = loop(
  constant(0),
  set(position),
  ...sums.flatMap((sum) => [fourZeros, set(sum)]),
  loop(
    ...sums.flatMap((sum, index) => [
      get(sum),
      get(position),
      loadFour(16 * index),
      get(row),
      loadFour(16 * index),
      timesFour,
      plusFour,
      set(sum),
    ]),
    [...get(row), ...constant(rowAlignment), ...plus, ...set(row)],
    [...get(position), ...constant(rowAlignment), ...plus, ...set(position)],
    [...get(position), ...get(stride), ...isLess, ...again],
  ),
  [...get(a), ...get(b), ...plusFour, ...get(c), ...get(d), ...plusFour, ...plusFour, ...set(a)],
  [...get(out), ...laneOf(a, 0), ...laneOf(a, 1), ...plusFloat, ...laneOf(a, 2), ...laneOf(a, 3), ...plusFloat],
  [...plusFloat, ...storeFloat],
  [...get(out), ...constant(4), ...plus, ...set(out)],
  [...get(count), ...constant(1), ...minus, ...set(count)],
  [...get(count), ...again],
)

const { kind, i32, v128 } = signature
const module: Bytes = [
  ...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
  ...section(1, [1, kind], sized([i32, i32, i32, i32]), sized([])),
  ...section(3, [1, 0]),
  // One memory of one page of 64 KiB, which grows.
  ...section(5, [1, 0, 1]),
  ...section(7, [2], text('memory'), [2, 0], text('dots'), [0, 0]),
  ...section(10, [1], sized([...[2, 1, i32, 4, v128], ...dots, 0x0b])),
]
const compiled = new WebAssembly.Module(Uint8Array.from(module))

import {
  assemble,
  createMemory,
  define,
  f32,
  f32x4,
  i32,
  type Memory,
  pageBytes,
  repeat,
  v128,
} from '../wasm/assembler.ts'

export const floatBytes = Float32Array.BYTES_PER_ELEMENT
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

/** JavaScript computes in double precision, one number at a time; this takes four a step. */
export function createDotKernel(): DotKernel {
  const memory = createMemory(pageBytes)
  return { memory, ...compiled.start<Pick<DotKernel, 'dots'>>(memory) }
}

/** Four sums side by side: the processor need not wait for one addition before it starts the next. */
const sums = { a: 'v128', b: 'v128', c: 'v128', d: 'v128' } as const

const words = { row: 'i32', count: 'i32', stride: 'i32', out: 'i32' } as const

const dots = define(words, null, { position: 'i32', ...sums }, (v) => {
  const all = [v.a, v.b, v.c, v.d]
  const lane = (index: number) => f32x4.extractLane(v.a.get, index)
  return [
    repeat(
      [
        v.position.set(i32.constant(0)),
        ...all.map((sum) => sum.set(v128.zero)),
        repeat(
          [
            ...all.map((sum, index) => {
              const product = f32x4.mul(v128.load(v.position.get, 16 * index), v128.load(v.row.get, 16 * index))
              return sum.set(f32x4.add(sum.get, product))
            }),
            v.row.increase(i32.constant(rowAlignment)),
            v.position.increase(i32.constant(rowAlignment)),
          ],
          i32.ltU(v.position.get, v.stride.get),
        ),
        v.a.set(f32x4.add(f32x4.add(v.a.get, v.b.get), f32x4.add(v.c.get, v.d.get))),
        f32.store(v.out.get, f32.add(f32.add(lane(0), lane(1)), f32.add(lane(2), lane(3)))),
        v.out.increase(i32.constant(4)),
        v.count.increase(i32.constant(-1)),
      ],
      v.count.get,
    ),
  ]
})

const compiled = assemble({ dots })

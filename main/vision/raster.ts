import { createMemory, type Memory } from '../wasm/module.ts'
import {
  type ColourPlanes,
  firstFree,
  type Grid,
  type PixelKernel,
  type PixelRows,
  startPixelKernel,
} from './pixel-kernel.ts'
import { createPlainPixelKernel } from './plain-pixel-kernel.ts'

/** A piece of a raster's memory; when it is disposed of, others of the same length can have it. */
export interface Lease extends Disposable {
  /** Address, a multiple of 16. */
  readonly at: number
  readonly bytes: number
}

/**
 * The memory in which one thread works on pictures, and the loops over it: the models' inputs, the halves of a camera's
 * frame, and the part of a picture that is being sampled. Pictures that lie here already are read in place. Each
 * pipeline makes one and passes it on.
 */
export interface Raster {
  readonly buffer: ArrayBuffer
  readonly kernel: PixelKernel
  /** The arguments of the next kernel call, reused since a frame makes many calls and should leave little garbage. */
  readonly order: KernelOrder
  /** @throws RangeError when the memory is full */
  lease(bytes: number): Lease
  /** A buffer of at least `pixels` for a copy of part of a picture; the next caller gets the same one. */
  window(pixels: number): Int32Array
  /** Tells whether they are a view of this memory, whose addresses the kernel understands. */
  holds(words: Int32Array): boolean
}

/** The arguments of a kernel call, overwritten by the next one. */
export interface KernelOrder {
  readonly source: Writable<PixelRows>
  readonly grid: Writable<Grid>
  readonly to: Writable<ColourPlanes>
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** Bytes. The memory never grows, which would detach all views of it; the system provides only what is written to. */
const reservedBytes = 128 * 2 ** 20

/** Starts the fastest kernel that the machine can run. */
const startFastestKernel = (memory: Memory): PixelKernel => startPixelKernel(memory) ?? createPlainPixelKernel(memory)

/** Creates the memory of a pipeline. @param startKernel another kernel than the fastest one */
export function createRaster(startKernel = startFastestKernel): Raster {
  const memory = createMemory(reservedBytes)
  const kernel = startKernel(memory)
  const { buffer } = memory
  /** Free addresses by their length in bytes. */
  const freed = new Map<number, number[]>()
  let next = Math.ceil(firstFree / 16) * 16
  let windowLease: Lease | null = null
  let window = new Int32Array(buffer, 0, 0)

  function take(length: number): number {
    const known = freed.get(length)?.pop()
    if (known !== undefined) return known
    if (next + length > reservedBytes) {
      const message = `Pictures of ${length} bytes more do not fit into ${reservedBytes}. Use models with smaller inputs.`
      throw new RangeError(message)
    }
    next += length
    return next - length
  }

  function lease(bytes: number): Lease {
    const length = Math.ceil(bytes / 16) * 16
    const at = take(length)
    return {
      at,
      bytes,
      [Symbol.dispose]: () => void freed.set(length, [...(freed.get(length) ?? []), at]),
    }
  }

  return {
    buffer,
    kernel,
    order: {
      source: { from: 0, stride: 0, width: 0, height: 0 },
      grid: { x: 0, y: 0, stepX: 0, stepY: 0, columns: 0, rows: 0 },
      to: { format: 0, red: 0, green: 0, blue: 0, skip: 0 },
    },
    lease,
    window(pixels) {
      if (window.length < pixels) {
        // Doubled each time, so that the smaller ones left behind take no more than the last.
        const length = Math.max(pixels, 2 * window.length)
        windowLease?.[Symbol.dispose]()
        windowLease = lease(bytesForPixels(length))
        window = new Int32Array(buffer, windowLease.at, length)
      }
      return window
    },
    holds: (words) => words.buffer === buffer,
  }
}

/** Bytes of a piece for some pixels: the kernel reads up to 24 bytes more than there are, and writes up to 12 more. */
export const bytesForPixels = (pixels: number): number => 4 * pixels + 32

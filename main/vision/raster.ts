import { createMemory, type Memory } from '../wasm/module.ts'
import {
  type ColourPlanes,
  compiledPixelKernel,
  firstFree,
  type Grid,
  type PixelKernel,
  type PixelRows,
} from './pixel-kernel.ts'
import { plainPixelKernel } from './plain-pixel-kernel.ts'

/** A piece of a raster's memory; given back when it is disposed of, for others of the same length. */
export interface Lease extends Disposable {
  /** Address, a multiple of 16. */
  readonly at: number
  readonly bytes: number
}

/**
 * Where one thread works on pictures: the memory with the models' inputs, the halves of a camera's frame, and the part
 * of a picture that is being looked at; and the loops over it. What lies here already is read in place. One is made a
 * pipeline, and passed to whoever needs it.
 */
export interface Raster {
  readonly buffer: ArrayBuffer
  readonly kernel: PixelKernel
  /** What the kernel is asked next, filled anew for each call: a frame makes many, and is to leave little garbage. */
  readonly order: KernelOrder
  /** @throws RangeError when all is taken */
  lease(bytes: number): Lease
  /** A buffer of at least `pixels` for a copy of part of a picture; the next caller gets the same one. */
  window(pixels: number): Int32Array
  /** Whether they are a view of this memory, whose addresses the kernel understands. */
  holds(words: Int32Array): boolean
}

/** What a call of the kernel is told, to be written over by the next one. */
export interface KernelOrder {
  readonly source: Writable<PixelRows>
  readonly grid: Writable<Grid>
  readonly to: Writable<ColourPlanes>
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Bytes. The memory never grows, since that would take all views of it away; only what is written to is taken from the
 * system.
 */
const reserved = 128 * 2 ** 20

/** The fastest kernel that the machine can start. */
const fastestKernel = (memory: Memory): PixelKernel => compiledPixelKernel(memory) ?? plainPixelKernel(memory)

/** @param startKernel another kernel than the fastest one */
export function createRaster(startKernel = fastestKernel): Raster {
  const memory = createMemory(reserved)
  const kernel = startKernel(memory)
  const { buffer } = memory
  /** Addresses that were given back, by their length in bytes. */
  const returned = new Map<number, number[]>()
  let next = Math.ceil(firstFree / 16) * 16
  let windowLease: Lease | null = null
  let window = new Int32Array(buffer, 0, 0)

  function take(length: number): number {
    const known = returned.get(length)?.pop()
    if (known !== undefined) return known
    if (next + length > reserved) {
      const message = `Pictures of ${length} bytes more do not fit into ${reserved}. Use models with smaller inputs.`
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
      [Symbol.dispose]: () => void returned.set(length, [...(returned.get(length) ?? []), at]),
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
        // By doubling: the smaller ones that are left behind take no more than it.
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

/** Bytes: the kernel reads up to 24 more than there are, and writes up to 12 more. */
export const bytesForPixels = (pixels: number): number => 4 * pixels + 32

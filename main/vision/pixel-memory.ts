import { createMemory } from '../wasm/assembler.ts'
import { firstFree, startPixelKernel } from './pixel-kernel.ts'

/**
 * Where a thread works on pictures: the models' inputs, the halves of a camera's frame, and the part of a picture that
 * is being looked at. What lies here already is read in place. It never grows, since that would take all views of it
 * away; only what is written to is taken from the system.
 */
const reserved = 128 * 2 ** 20

export const memory = createMemory(reserved)
export const kernel = startPixelKernel(memory)

/** What was given back, by its length in bytes. */
const returned = new Map<number, number[]>()
let next = Math.ceil(firstFree / 16) * 16

/** @returns the address of so many bytes, a multiple of 16 @throws RangeError when all is taken */
export function allocate(bytes: number): number {
  const length = Math.ceil(bytes / 16) * 16
  const known = returned.get(length)?.pop()
  if (known !== undefined) return known
  if (next + length > reserved) {
    throw new RangeError(
      `Pictures of ${length} bytes more do not fit into ${reserved}. Use models with smaller inputs.`,
    )
  }
  next += length
  return next - length
}

/** For others of the same length. */
export function giveBack(address: number, bytes: number): void {
  const length = Math.ceil(bytes / 16) * 16
  returned.set(length, [...(returned.get(length) ?? []), address])
}

let window = new Int32Array(memory.buffer, 0, 0)

/** For copies of a part of a picture, at least so many pixels: everybody's, until the next one asks. */
export function sharedWindow(pixels: number): Int32Array {
  if (window.length < pixels) {
    // By doubling: the smaller ones that are left behind take no more than it.
    const most = Math.max(pixels, 2 * window.length)
    if (window.length > 0) giveBack(window.byteOffset, roomFor(window.length))
    window = new Int32Array(memory.buffer, allocate(roomFor(most)), most)
  }
  return window
}

/** Bytes: the kernel reads up to 24 more than there are, and writes up to 12 more. */
export const roomFor = (pixels: number): number => 4 * pixels + 32

/** Whether they are a view of this memory, whose addresses the kernel understands. */
export const liesHere = (words: Int32Array): boolean => words.buffer === memory.buffer

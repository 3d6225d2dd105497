import { createMemory } from '../wasm/assembler.ts'
import { firstFree, startPixelKernel } from './pixel-kernel.ts'

/** Pixels, row by row from the top left, four bytes (red, green, blue, alpha) each; alpha is ignored. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
  /** The same memory as whole pixels, red in the lowest byte. */
  readonly words: Int32Array
}

/** Wraps width x height x 4 bytes; they are copied when they do not begin at a whole word. */
export function createBitmap(width: number, height: number, bytes: Uint8Array): Bitmap {
  const data = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  return { width, height, data, words: new Int32Array(data.buffer, data.byteOffset, width * height) }
}

/**
 * Rec. 601 luma, the weights of every greyscale conversion here (ITU-R BT.601, section 2.5.1).
 */
export const luma = { red: 0.299, green: 0.587, blue: 0.114 } as const

const halves = new WeakMap<Bitmap, Bitmap>()
/** Memory of halves that were given back, by its length. */
const spare = new Map<number, Int32Array<ArrayBuffer>[]>()

/** The bitmap at half its size, each pixel the mean of two by two; made once a bitmap. An odd last row or column is left out. */
export function halved(bitmap: Bitmap): Bitmap {
  const known = halves.get(bitmap)
  if (known !== undefined) return known
  const width = bitmap.width >> 1
  const height = bitmap.height >> 1
  const words = spare.get(width * height)?.pop() ?? new Int32Array(width * height)
  averageSquares(bitmap, words, width, height)
  const half = { width, height, data: new Uint8Array(words.buffer), words }
  halves.set(bitmap, half)
  return half
}

/** Gives the memory of the bitmap's halves to later ones: what comes with every frame needs none of its own. */
export function releaseHalves(bitmap: Bitmap): void {
  const half = halves.get(bitmap)
  if (half === undefined) return
  releaseHalves(half)
  halves.delete(bitmap)
  const waiting = spare.get(half.words.length) ?? []
  spare.set(half.words.length, waiting)
  if (waiting.length < 2) waiting.push(half.words as Int32Array<ArrayBuffer>)
}

/**
 * Gives the memory of a bitmap that is needed no more, and of its halves, back at once. Left to be collected it would be
 * new memory for each picture, which takes longer to get than the picture takes to decode (docs/performance.md). The
 * memory must be the bitmap's alone.
 */
export function freeBitmap(bitmap: Bitmap): void {
  const half = halves.get(bitmap)
  if (half !== undefined) freeBitmap(half)
  halves.delete(bitmap)
  const { buffer } = bitmap.data
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}

/** So many bytes are halved at a time: they stay in the processor's cache. */
const chunk = 262_144
const memory = createMemory(firstFree + 2 * chunk)
const kernel = startPixelKernel(memory, [], [])
const whole = new Int32Array(memory.buffer, firstFree, chunk >> 2)
const result = new Int32Array(memory.buffer, firstFree + chunk)

/** The kernel works in a memory of its own: rows go there and come back. */
function averageSquares({ words: pixels, width: stride }: Bitmap, words: Int32Array, width: number, height: number) {
  const most = Math.floor(whole.length / (2 * stride))
  if (most === 0) throw new RangeError(`A bitmap may be ${whole.length / 2} pixels wide; this one is ${stride}.`)
  for (let row = 0; row < height; row += most) {
    const rows = Math.min(most, height - row)
    whole.set(pixels.subarray(2 * row * stride, 2 * (row + rows) * stride))
    kernel.halve(whole.byteOffset, 4 * stride, result.byteOffset, width, (width + 3) >> 2, rows)
    words.set(result.subarray(0, rows * width), row * width)
  }
}

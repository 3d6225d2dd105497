import type { Lease } from './raster.ts'

/** A picture: four bytes (red, green, blue, alpha) a pixel, row by row from the top left; alpha is ignored. */
export interface Bitmap extends Disposable {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
  /** The same memory as whole pixels, red in the lowest byte. */
  readonly words: Int32Array
  /** Where the halves of a frame lie, which the next frame reuses; null for any other picture. */
  readonly places: HalfPlaces | null
  /** The bitmap at half its size once `halveBitmap` has made it. */
  half: Bitmap | null
  /**
   * Frees its own memory and that of its halves at once. Left to the garbage collector, each picture would take new
   * memory, which takes longer to get than the picture takes to decode (docs/performance.md). A frame's memory belongs
   * to its sender and stays.
   */
  [Symbol.dispose](): void
}

/** Where a frame's half, its quarter and so on lie. */
export type HalfPlaces = Lease[]

/** Wraps width x height x 4 bytes; bytes that do not begin at a whole word are copied. */
export function createBitmap(
  width: number,
  height: number,
  bytes: Uint8Array,
  places: HalfPlaces | null = null,
): Bitmap {
  const data = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  const words = new Int32Array(data.buffer, data.byteOffset, width * height)
  return {
    ...{ width, height, data, words, places },
    half: null,
    [Symbol.dispose]() {
      if (places !== null) return
      this.half?.[Symbol.dispose]()
      this.half = null
      freeBytes(data)
    },
  }
}

/** The weights of Rec. 601 luma, by which every greyscale conversion here is made (ITU-R BT.601, section 2.5.1). */
export const luma = { red: 0.299, green: 0.587, blue: 0.114 } as const

/** Frees the memory of bytes at once; they have length 0 afterwards. */
export function freeBytes({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}

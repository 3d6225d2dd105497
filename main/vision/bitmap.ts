import type { Lease } from './raster.ts'

/** Pixels, row by row from the top left, four bytes (red, green, blue, alpha) each; alpha is ignored. */
export interface Bitmap extends Disposable {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
  /** The same memory as whole pixels, red in the lowest byte. */
  readonly words: Int32Array
  /** Where its halves lie, if it is a frame, which gives way to the next one; null for any other picture. */
  readonly places: HalfPlaces | null
  /** Its half, once somebody asked for it: see `halveBitmap`. */
  half: Bitmap | null
  /**
   * Gives its memory, which must be its own, and that of its halves back at once. Left to be collected it would be new
   * memory for each picture, which takes longer to get than the picture takes to decode (docs/performance.md). The
   * memory of a frame is its sender's, and stays.
   */
  [Symbol.dispose](): void
}

/** The places of a frame's half, its quarter and so on. */
export type HalfPlaces = Lease[]

/** Wraps width x height x 4 bytes; they are copied when they do not begin at a whole word. */
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

/**
 * Rec. 601 luma, the weights of every greyscale conversion here (ITU-R BT.601, section 2.5.1).
 */
export const luma = { red: 0.299, green: 0.587, blue: 0.114 } as const

/** Gives the memory of bytes back at once; they have length 0 afterwards. */
export function freeBytes({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}

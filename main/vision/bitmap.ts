/** Pixels, row by row from the top left, four bytes (red, green, blue, alpha) each; alpha is ignored. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
  /** The same memory as whole pixels, red in the lowest byte. */
  readonly words: Int32Array
  /** Where its halves lie, if it is a frame, which gives way to the next one; null for any other picture. */
  readonly places: HalfPlaces | null
}

/** Addresses and bytes of the half, the quarter and so on: see pixel-memory.ts. */
export type HalfPlaces = { at: number; bytes: number }[]

/** Wraps width x height x 4 bytes; they are copied when they do not begin at a whole word. */
export function createBitmap(
  width: number,
  height: number,
  bytes: Uint8Array,
  places: HalfPlaces | null = null,
): Bitmap {
  const data = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  return { width, height, data, words: new Int32Array(data.buffer, data.byteOffset, width * height), places }
}

/**
 * Rec. 601 luma, the weights of every greyscale conversion here (ITU-R BT.601, section 2.5.1).
 */
export const luma = { red: 0.299, green: 0.587, blue: 0.114 } as const

/**
 * Gives the memory of a bitmap that is needed no more back at once. Left to be collected it would be new memory for each
 * picture, which takes longer to get than the picture takes to decode (docs/performance.md). The memory must be the
 * bitmap's alone.
 */
export const freeBitmap = ({ data }: Bitmap): void => freeBytes(data)

/** The same for bytes alone; they have length 0 afterwards. */
export function freeBytes({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}

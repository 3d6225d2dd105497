import { type Bitmap, freeBitmap, type HalfPlaces } from './bitmap.ts'
import { allocate, giveBack, kernel, liesHere, memory, roomFor, sharedWindow } from './pixel-memory.ts'

const halves = new WeakMap<Bitmap, Bitmap>()

/**
 * The bitmap at half its size, each pixel the mean of two by two; made once a bitmap. An odd last row or column is left
 * out. A frame's half lies where the half of the frame before lay.
 */
export function halved(bitmap: Bitmap): Bitmap {
  const known = halves.get(bitmap)
  if (known !== undefined) return known
  const width = bitmap.width >> 1
  const height = bitmap.height >> 1
  const { places } = bitmap
  const words = places === null ? new Int32Array(width * height) : placeIn(places, bitmap, width * height)
  averageSquares(bitmap, words, width, height)
  const data = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
  const half = { width, height, data, words, places }
  halves.set(bitmap, half)
  return half
}

/** Gives the halves' memory back with that of the bitmap, which must not be a frame: see `freeBitmap`. */
export function freeWithHalves(bitmap: Bitmap): void {
  const half = halves.get(bitmap)
  if (half !== undefined) freeWithHalves(half)
  halves.delete(bitmap)
  freeBitmap(bitmap)
}

/** Gives the room of frames' halves to others. */
export function freePlaces(places: HalfPlaces): void {
  for (const { at, bytes } of places.splice(0)) giveBack(at, bytes)
}

function placeIn(places: HalfPlaces, { words }: Bitmap, pixels: number): Int32Array {
  const level = liesHere(words) ? 1 + places.findIndex(({ at }) => at === words.byteOffset) : 0
  const bytes = roomFor(pixels)
  let place = places[level]
  if (place === undefined || place.bytes < bytes) {
    if (place !== undefined) giveBack(place.at, place.bytes)
    place = { at: allocate(bytes), bytes }
    places[level] = place
  }
  return new Int32Array(memory.buffer, place.at, pixels)
}

/** So many pixels are halved at a time where they have to be copied: they stay in the processor's cache. */
const chunk = 65_536

function averageSquares({ words: pixels, width: stride }: Bitmap, words: Int32Array, width: number, height: number) {
  // The kernel's loops run once at least.
  if (width === 0 || height === 0) return
  const most = Math.max(1, Math.floor(chunk / (2 * stride)))
  const copied = 2 * most * stride
  const window = sharedWindow(copied + most * width + 4)
  const result = window.subarray(copied)
  for (let row = 0; row < height; row += most) {
    const rows = Math.min(most, height - row)
    const first = 2 * row * stride
    if (!liesHere(pixels)) window.set(pixels.subarray(first, first + 2 * rows * stride))
    const from = liesHere(pixels) ? pixels.byteOffset + 4 * first : window.byteOffset
    const to = liesHere(words) ? words.byteOffset + 4 * row * width : result.byteOffset
    kernel.halve(from, 4 * stride, to, width, (width + 3) >> 2, rows)
    if (!liesHere(words)) words.set(result.subarray(0, rows * width), row * width)
  }
}

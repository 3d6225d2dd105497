import { type Bitmap, createBitmap, type HalfPlaces } from './bitmap.ts'
import { bytesForPixels, type Raster } from './raster.ts'

/**
 * Halves a bitmap, each pixel the mean of two by two, once; an odd last row or column is left out. A frame's half
 * overwrites that of the frame before.
 */
export function halveBitmap(bitmap: Bitmap, raster: Raster): Bitmap {
  if (bitmap.half !== null) return bitmap.half
  const width = bitmap.width >> 1
  const height = bitmap.height >> 1
  const { places } = bitmap
  const words = places === null ? new Int32Array(width * height) : placeIn(raster, places, bitmap, width * height)
  averageSquares(raster, bitmap, words, width, height)
  const half = createBitmap(width, height, new Uint8Array(words.buffer, words.byteOffset, words.byteLength), places)
  bitmap.half = half
  return half
}

function placeIn(raster: Raster, places: HalfPlaces, { words }: Bitmap, pixels: number): Int32Array {
  const level = raster.holds(words) ? 1 + places.findIndex(({ at }) => at === words.byteOffset) : 0
  const bytes = bytesForPixels(pixels)
  let place = places[level]
  if (place === undefined || place.bytes < bytes) {
    place?.[Symbol.dispose]()
    place = raster.lease(bytes)
    places[level] = place
  }
  return new Int32Array(raster.buffer, place.at, pixels)
}

/** Pixels copied and halved at a time, so that they stay in the processor's cache. */
const chunk = 65_536

function averageSquares(
  raster: Raster,
  { words: pixels, width: stride }: Bitmap,
  words: Int32Array,
  width: number,
  height: number,
): void {
  // The kernel's loops run at least once.
  if (width === 0 || height === 0) return
  const most = Math.max(1, Math.floor(chunk / (2 * stride)))
  const copied = 2 * most * stride
  const window = raster.window(copied + most * width + 4)
  const result = window.subarray(copied)
  for (let row = 0; row < height; row += most) {
    const rows = Math.min(most, height - row)
    const first = 2 * row * stride
    if (!raster.holds(pixels)) window.set(pixels.subarray(first, first + 2 * rows * stride))
    const from = raster.holds(pixels) ? pixels.byteOffset + 4 * first : window.byteOffset
    const to = raster.holds(words) ? words.byteOffset + 4 * row * width : result.byteOffset
    raster.kernel.halve({ from, stride: 4 * stride }, { at: to, width, rows })
    if (!raster.holds(words)) words.set(result.subarray(0, rows * width), row * width)
  }
}

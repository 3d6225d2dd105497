import type { Bitmap } from './bitmap.ts'
import { halveBitmap } from './halve.ts'
import type { Raster } from './raster.ts'

/** A small grey frame for detecting motion: bitmap pixels divided by `step`. */
export interface SmallFrame {
  readonly width: number
  readonly height: number
  /** Four times the grey levels of its pixels. */
  readonly data: Uint16Array
  readonly step: number
}

const smallWidth = 160
/** Bitmap pixels per small pixel, at most; a larger bitmap is halved first, as the detector wants it too. */
const maxStep = 3

/**
 * Shrinks a frame: each small pixel is the mean green of four places, which is grey enough.
 * @param former a small frame whose memory may be reused
 */
export function shrinkFrame(bitmap: Bitmap, former: SmallFrame | null, raster: Raster): SmallFrame {
  const step = bitmap.width / smallWidth
  const height = Math.floor(bitmap.height / step)
  let source = bitmap
  while (source.width > maxStep * smallWidth) source = halveBitmap(source, raster)
  const reused = former !== null && former.height === height
  const data = reused ? former.data : new Uint16Array(smallWidth * height)
  readGreens(source, height, data)
  return reused && former.step === step ? former : { width: smallWidth, height, data, step }
}

function readGreens({ width, data: pixels }: Bitmap, rows: number, small: Uint16Array): void {
  const step = width / smallWidth
  for (let index = 0; index < columns.length; index++) columns[index] = 4 * Math.floor((index / 2 + 0.25) * step) + 1
  for (let y = 0, at = 0; y < rows; y++) {
    const upper = 4 * width * Math.floor((y + 0.25) * step)
    const lower = 4 * width * Math.floor((y + 0.75) * step)
    for (let x = 0; x < 2 * smallWidth; x += 2, at++) {
      const left = columns[x]!
      const right = columns[x + 1]!
      small[at] = pixels[upper + left]! + pixels[upper + right]! + pixels[lower + left]! + pixels[lower + right]!
    }
  }
}

/** Where the sampled places lie in a row, in bytes. */
const columns = new Int32Array(2 * smallWidth)

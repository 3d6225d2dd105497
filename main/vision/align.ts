import type { Point } from '../contract/entities.ts'
import { fitSimilarity, invert, type Similarity2d } from './geometry.ts'
import { loadSharp } from './sharp.ts'
import { type Plane, placesOf } from './tensor.ts'

export const alignedSide = 112

/** The five points of an aligned face, in its pixels: the template of ArcFace (Deng et al., arXiv 1801.07698). */
export const alignedPoints: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
]

/** Finds the map from the aligned face's pixels to the bitmap's; null when the five points are no face. */
export function findAlignment(points: readonly Point[]): Similarity2d | null {
  const fit = fitSimilarity(points, alignedPoints)
  return fit && invert(fit)
}

/** Encodes an aligned face, in any format of three colours, as a JPEG of 112 x 112. */
export async function toFaceJpeg({ data, format }: Plane): Promise<Uint8Array> {
  const size = alignedSide * alignedSide
  const { red, green, blue } = placesOf(format, size)
  const pixels = new Uint8ClampedArray(3 * size)
  for (let at = 0; at < size; at++) {
    pixels[3 * at] = data[red + at]! * format.scale + format.mean
    pixels[3 * at + 1] = data[green + at]! * format.scale + format.mean
    pixels[3 * at + 2] = data[blue + at]! * format.scale + format.mean
  }
  const raw = { width: alignedSide, height: alignedSide, channels: 3 } as const
  const sharp = await loadSharp()
  return sharp(pixels, { raw }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
}

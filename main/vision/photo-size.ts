import { AppError } from '../contract/errors.ts'

export const maxPixels = 50_000_000
const minimumSide = 20
/** Decoders take seconds and gigabytes for pictures that are longer, or so much longer than wide, for few pixels. */
const maxSide = 20_000
const maxRatio = 20

/** Refuses a picture by its size, before anything is decoded. @throws AppError `image-too-large`, `image-too-small` */
export function checkSize(width: number, height: number): void {
  const details = { width, height }
  if (width * height > maxPixels) {
    throw new AppError(
      'image-too-large',
      `This picture has ${Math.round((width * height) / 1e6)} megapixels; at most ${maxPixels / 1e6} can be read. Make it smaller.`,
      { details },
    )
  }
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)]
  if (longer > maxSide || longer > maxRatio * shorter) {
    throw new AppError(
      'image-too-large',
      `This picture is ${width} x ${height} pixels. Its longer side may have ${maxSide} pixels, and ${maxRatio} times as many as the shorter one. Cut it to the face.`,
      { details },
    )
  }
  if (width < minimumSide || height < minimumSide) {
    throw new AppError(
      'image-too-small',
      `This picture is ${width} x ${height} pixels: too small to show a face. Use a larger one.`,
      { details },
    )
  }
}

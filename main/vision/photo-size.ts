import { AppError } from '../contract/errors.ts'

export const maximumPixels = 50_000_000
const minimumSide = 20
/** Of a picture longer than this, or so much longer than wide, decoders take seconds and gigabytes for few pixels. */
const maximumSide = 20_000
const maximumRatio = 20

/** @throws AppError `image-too-large`, `image-too-small`, before anything is decoded */
export function checkSize(width: number, height: number): void {
  const details = { width, height }
  if (width * height > maximumPixels) {
    throw new AppError(
      'image-too-large',
      `This picture has ${Math.round((width * height) / 1e6)} megapixels; at most ${maximumPixels / 1e6} can be read. Make it smaller.`,
      { details },
    )
  }
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)]
  if (longer > maximumSide || longer > maximumRatio * shorter) {
    throw new AppError(
      'image-too-large',
      `This picture is ${width} x ${height} pixels. Its longer side may have ${maximumSide} pixels, and ${maximumRatio} times as many as the shorter one. Cut it to the face.`,
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

import type { Metadata } from 'sharp'
import { AppError } from '../contract/errors.ts'
import { type Bitmap, createBitmap } from './bitmap.ts'
import { decodeHeic, isHeic } from './heic.ts'
import { checkSize, maxPixels } from './photo-size.ts'
import { loadSharp } from './sharp.ts'

/** A decoded photo, upright. One larger than `maxSide` is shrunk. */
export interface DecodedPhoto {
  readonly bitmap: Bitmap
  /** Width of the upright photo, in its own pixels. */
  readonly width: number
  readonly height: number
  /** Photo pixels per bitmap pixel, at least 1. */
  readonly scale: number
}

/** The longest side of the bitmap that is searched for faces: 1/36 of a 50 megapixel photo's height is then 112 px. */
const maxSide = 4096

/**
 * Decodes a JPEG, PNG, WebP or HEIC file to 8-bit sRGB, upright by its EXIF orientation. Grey, 16-bit, CMYK (by its
 * profile) and palette pictures are converted; what is transparent becomes white.
 * @throws AppError `not-an-image`, `image-truncated`, `image-too-large`, `image-too-small`
 */
export async function decodePhoto(photo: Uint8Array): Promise<DecodedPhoto> {
  if (isHeic(photo)) return decodeHeicPhoto(photo)
  if (!isSupported(photo)) {
    throw new AppError(
      'not-an-image',
      'This file is not a JPEG, PNG, WebP or HEIC picture. Save it as one of these first.',
    )
  }
  if (isCutWebp(photo)) throw truncatedError()
  const sharp = await loadSharp()
  const options = { limitInputPixels: maxPixels, failOn: 'truncated', sequentialRead: true } as const
  try {
    const size = uprightSize(await sharp(photo, { ...options, limitInputPixels: false }).metadata())
    checkSize(size.width, size.height)
    const picture = sharp(photo, options).autoOrient()
    // Asked to resize, sharp takes a slower path even where there is nothing to do.
    const large = Math.max(size.width, size.height) > maxSide
    const { data, info } = await (large ? picture.resize({ width: maxSide, height: maxSide, fit: 'inside' }) : picture)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return {
      bitmap: createBitmap(info.width, info.height, data),
      width: size.width,
      height: size.height,
      scale: Math.max(1, size.width / info.width),
    }
  } catch (error) {
    throw toAppError(error)
  }
}

async function decodeHeicPhoto(photo: Uint8Array): Promise<DecodedPhoto> {
  const { width, height, data } = await decodeHeic(photo)
  if (Math.max(width, height) <= maxSide) return { bitmap: createBitmap(width, height, data), width, height, scale: 1 }
  const sharp = await loadSharp()
  const { data: shrunk, info } = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize({ width: maxSide, height: maxSide, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { bitmap: createBitmap(info.width, info.height, shrunk), width, height, scale: width / info.width }
}

/** Tells the three formats by their first bytes; everything else that libvips could open is refused. */
function isSupported(photo: Uint8Array): boolean {
  const ascii = (from: number, to: number) => String.fromCharCode(...photo.subarray(from, to))
  const jpeg = photo[0] === 0xff && photo[1] === 0xd8 && photo[2] === 0xff
  return jpeg || ascii(1, 4) === 'PNG' || (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP')
}

/** A WebP file states its own length; libvips would only call a truncated one corrupt. */
function isCutWebp(photo: Uint8Array): boolean {
  if (photo[0] !== 0x52 || photo.length < 12) return false
  return new DataView(photo.buffer, photo.byteOffset).getUint32(4, true) + 8 > photo.length
}

function uprightSize(metadata: Metadata): { width: number; height: number } {
  const { width, height, orientation } = metadata
  return orientation !== undefined && orientation >= 5 ? { width: height, height: width } : { width, height }
}

function truncatedError(cause?: unknown): AppError {
  return new AppError('image-truncated', 'This picture ends too early: the file is incomplete. Copy it again.', {
    cause,
  })
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const why = error instanceof Error ? error.message : String(error)
  // libjpeg and libpng say this through libvips when the data ends before the picture does.
  if (/premature end|libpng read error/i.test(why)) return truncatedError(error)
  return new AppError('not-an-image', `This file could not be read as a picture (${why}).`, { cause: error })
}

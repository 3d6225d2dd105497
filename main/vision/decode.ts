import type { Metadata } from 'sharp'
import { AppError } from '../contract/errors.ts'
import { type Bitmap, createBitmap } from './bitmap.ts'
import { decodeHeic, isHeic } from './heic.ts'
import { checkSize, maximumPixels } from './photo-size.ts'
import { loadSharp } from './sharp.ts'

/**
 * A decoded photo, upright. Photos larger than `workingSide` are shrunk: `scale` leads from the bitmap to the photo.
 */
export interface DecodedPhoto {
  readonly bitmap: Bitmap
  /** Of the upright photo, in its own pixels. */
  readonly width: number
  readonly height: number
  /** Photo pixels per bitmap pixel, at least 1. */
  readonly scale: number
}

/**
 * Longest side of the bitmap that is searched for faces. A face of 1/36 of a 50 megapixel photo's height has 112 px.
 */
const workingSide = 4096

/**
 * Decodes a JPEG, PNG, WebP or HEIC file to 8-bit sRGB, turned upright by its EXIF orientation. Grey, 16-bit, CMYK (by
 * its profile) and palette pictures are converted; what is transparent becomes white.
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
  const options = { limitInputPixels: maximumPixels, failOn: 'truncated', sequentialRead: true } as const
  try {
    const size = upright(await sharp(photo, { ...options, limitInputPixels: false }).metadata())
    checkSize(size.width, size.height)
    const picture = sharp(photo, options).autoOrient()
    // Asked to resize, sharp takes a longer way even where there is nothing to do.
    const large = Math.max(size.width, size.height) > workingSide
    const { data, info } = await (large
      ? picture.resize({ width: workingSide, height: workingSide, fit: 'inside' })
      : picture
    )
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
    throw asAppError(error)
  }
}

/** An iPhone's photo: decoded in a thread of its own, then shrunk like any other. */
async function decodeHeicPhoto(photo: Uint8Array): Promise<DecodedPhoto> {
  const { width, height, data } = await decodeHeic(photo)
  if (Math.max(width, height) <= workingSide)
    return { bitmap: createBitmap(width, height, data), width, height, scale: 1 }
  const sharp = await loadSharp()
  const { data: shrunk, info } = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize({ width: workingSide, height: workingSide, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { bitmap: createBitmap(info.width, info.height, shrunk), width, height, scale: width / info.width }
}

/** The first bytes of the three formats. Everything else that libvips could open stays closed. */
function isSupported(photo: Uint8Array): boolean {
  const ascii = (from: number, to: number) => String.fromCharCode(...photo.subarray(from, to))
  const jpeg = photo[0] === 0xff && photo[1] === 0xd8 && photo[2] === 0xff
  return jpeg || ascii(1, 4) === 'PNG' || (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP')
}

/** A WebP file says its own length; libvips would only call a cut one corrupt. */
function isCutWebp(photo: Uint8Array): boolean {
  if (photo[0] !== 0x52 || photo.length < 12) return false
  return new DataView(photo.buffer, photo.byteOffset).getUint32(4, true) + 8 > photo.length
}

function upright(metadata: Metadata): { width: number; height: number } {
  const { width, height, orientation } = metadata
  return orientation !== undefined && orientation >= 5 ? { width: height, height: width } : { width, height }
}

function truncatedError(cause?: unknown): AppError {
  return new AppError('image-truncated', 'This picture ends too early: the file is incomplete. Copy it again.', {
    cause,
  })
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const why = error instanceof Error ? error.message : String(error)
  // What libjpeg and libpng say through libvips when the data ends before the picture does.
  if (/premature end|libpng read error/i.test(why)) return truncatedError(error)
  return new AppError('not-an-image', `This file could not be read as a picture (${why}).`, { cause: error })
}

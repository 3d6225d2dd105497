import { SHARE_ENV } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import { callOnce } from '../threads/thread.ts'
import type { HeicMethods } from './heic-worker.ts'

/** A decoded photo, upright, RGBA. */
export interface HeicPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** The brands of HEVC pictures in the HEIF container, which phones write (ISO/IEC 23008-12, annex B). */
const brands = new Set(['heic', 'heix', 'heim', 'heis', 'mif1'])
/** A photo of 50 megapixels takes a few seconds. */
const maxDecodeMs = 60_000

export function isHeic(photo: Uint8Array): boolean {
  const ascii = (from: number, to: number) => String.fromCharCode(...photo.subarray(from, to))
  return ascii(4, 8) === 'ftyp' && brands.has(ascii(8, 12))
}

/**
 * Decodes the main picture of a HEIC file, turned as the file says. libheif runs in a thread of its own, since a large
 * photo takes seconds and camera frames must go on.
 * @throws AppError `not-an-image`, `image-truncated`, `image-too-large`, `image-too-small`
 */
export async function decodeHeic(photo: Uint8Array): Promise<HeicPicture> {
  try {
    return await callOnce<HeicMethods, 'decode'>(new URL('./heic-worker.ts', import.meta.url), 'decode', photo, {
      env: SHARE_ENV,
      // libheif prints on the terminal what it cannot read.
      stdout: true,
      stderr: true,
      signal: AbortSignal.timeout(maxDecodeMs),
    })
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('not-an-image', 'This HEIC photo could not be read. Save it as JPEG.', { cause })
  }
}

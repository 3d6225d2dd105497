import { AppError } from './errors.ts'

/**
 * Camera frames cross process borders as one binary buffer: a 32-byte little-endian header, the kiosk's name in UTF-8,
 * up to three zeros, so that whole pixels can be read, then width x height RGBA bytes, row by row from the top left.
 *
 * | offset | type | field |
 * |---|---|---|
 * | 0 | u32 | magic 0x46434c52 ("RLCF") |
 * | 4 | u16 | version 2 |
 * | 6 | u16 | purpose: 0 kiosk (may write events), 1 enrol, 2 observe |
 * | 8 | u32 | width, pixels |
 * | 12 | u32 | height, pixels |
 * | 16 | u32 | sequence number |
 * | 20 | u32 | bytes of the kiosk's name |
 * | 24 | f64 | captured at, milliseconds since the epoch |
 */
export interface Frame {
  readonly purpose: FramePurpose
  readonly width: number
  readonly height: number
  readonly sequence: number
  readonly capturedAt: number
  readonly kiosk: string
  /** RGBA, width x height x 4 bytes. */
  readonly data: Uint8Array
}

export const framePurposes = ['kiosk', 'enrol', 'observe'] as const
export type FramePurpose = (typeof framePurposes)[number]

const magic = 0x46434c52
const version = 2
const headerBytes = 32
const maxSide = 4096
/** The ratio of the longer to the shorter side: no camera's picture is a strip. */
const maxRatio = 20

/** Where the pixels begin, at a whole word. */
const pixelsAfter = (nameLength: number) => headerBytes + Math.ceil(nameLength / 4) * 4

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(frame.kiosk)
  const buffer = new Uint8Array(pixelsAfter(name.length) + frame.data.length)
  const view = new DataView(buffer.buffer)
  view.setUint32(0, magic, true)
  view.setUint16(4, version, true)
  view.setUint16(6, framePurposes.indexOf(frame.purpose), true)
  view.setUint32(8, frame.width, true)
  view.setUint32(12, frame.height, true)
  view.setUint32(16, frame.sequence, true)
  view.setUint32(20, name.length, true)
  view.setFloat64(24, frame.capturedAt, true)
  buffer.set(name, headerBytes)
  buffer.set(frame.data, pixelsAfter(name.length))
  return buffer
}

/** Reads a frame without copying its pixels. @throws AppError `frame-malformed` when header and length do not match */
export function decodeFrame(buffer: Uint8Array): Frame {
  const malformedFrameError = (why: string) =>
    new AppError('frame-malformed', `The camera picture could not be read (${why}). Reload the window.`)
  if (buffer.byteLength < headerBytes) throw malformedFrameError('too short')
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
  if (view.getUint32(0, true) !== magic) throw malformedFrameError('not a frame')
  if (view.getUint16(4, true) !== version) throw malformedFrameError('another version')
  const purpose = framePurposes[view.getUint16(6, true)]
  if (purpose === undefined) throw malformedFrameError('unknown purpose')
  const width = view.getUint32(8, true)
  const height = view.getUint32(12, true)
  const nameLength = view.getUint32(20, true)
  if (width < 1 || height < 1 || width > maxSide || height > maxSide) throw malformedFrameError('impossible size')
  if (Math.max(width, height) > maxRatio * Math.min(width, height)) throw malformedFrameError('impossible size')
  if (nameLength > 256) throw malformedFrameError('kiosk name too long')
  if (buffer.byteLength !== pixelsAfter(nameLength) + width * height * 4)
    throw malformedFrameError('length does not fit the size')
  return {
    purpose,
    width,
    height,
    sequence: view.getUint32(16, true),
    capturedAt: view.getFloat64(24, true),
    kiosk: new TextDecoder().decode(buffer.subarray(headerBytes, headerBytes + nameLength)),
    data: buffer.subarray(pixelsAfter(nameLength)),
  }
}

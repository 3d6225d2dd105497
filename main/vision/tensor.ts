import { type Bitmap, halved, luma } from './bitmap.ts'
import type { Similarity2d } from './geometry.ts'

/** How a model wants its pixels: (value - mean) / scale, planes in the order of `colour`. */
export interface PixelFormat {
  readonly colour: 'rgb' | 'bgr' | 'grey'
  readonly mean: number
  readonly scale: number
}

/** A model's input: `channels` planes of height x width floats, one buffer that is written again for every picture. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly format: PixelFormat
  readonly data: Float32Array
}

export function createPlane(width: number, height: number, format: PixelFormat): Plane {
  const channels = format.colour === 'grey' ? 1 : 3
  return { width, height, format, data: new Float32Array(channels * width * height) }
}

/** 256 times the values of one output row: red, green and blue of each pixel by turns. Reused: nothing waits inside `warp`. */
let row = new Float32Array(0)

/**
 * Fills a plane from a bitmap: output pixel (u, v) takes the colour at `toBitmap`(u, v), bilinear, black outside.
 * Coordinates count pixels by their centres: (0, 0) is the centre of the first one. Where one output pixel covers more
 * than two bitmap pixels across, the bitmap is halved first, so that shrinking does not alias.
 */
export function warp(bitmap: Bitmap, toBitmap: Similarity2d, plane: Plane): void {
  if (Math.hypot(toBitmap.a, toBitmap.b) > 2 + 1e-6) {
    warp(halved(bitmap), toHalf(toBitmap), plane)
    return
  }
  const { a, b, tx, ty } = toBitmap
  const { width, height } = plane
  if (row.length < 3 * width) row = new Float32Array(3 * width)
  for (let v = 0; v < height; v++) {
    readLine(bitmap, tx - b * v, ty + a * v, a, b, width)
    storeRow(plane, v)
  }
}

/** Exchanges left and right in place. */
export function mirror({ width, data }: Plane): void {
  for (let start = 0; start < data.length; start += width) data.subarray(start, start + width).reverse()
}

/** The same place in the halved bitmap, whose pixels' centres lie between four of the whole one's. */
function toHalf({ a, b, tx, ty }: Similarity2d): Similarity2d {
  return { a: a / 2, b: b / 2, tx: (tx - 0.5) / 2, ty: (ty - 0.5) / 2 }
}

/** Fills `row` with the colours at `count` points from (x, y) on, (dx, dy) apart. */
function readLine(bitmap: Bitmap, x: number, y: number, dx: number, dy: number, count: number): void {
  const right = bitmap.width - 1
  const bottom = bitmap.height - 1
  const endX = x + (count - 1) * dx
  const endY = y + (count - 1) * dy
  const inside = Math.min(x, endX) >= 0 && Math.min(y, endY) >= 0 && Math.max(x, endX) < right - 1 / 16
  if (inside && Math.max(y, endY) < bottom - 1 / 16) readInside(bitmap, x, y, dx, dy, row, count)
  else readClipped(bitmap, x, y, dx, dy, count)
}

/** Places are whole numbers, 65536 to a pixel: the weights take the upper four bits of the fraction. */
function readInside(
  { words: pixels, width }: Bitmap,
  x: number,
  y: number,
  dx: number,
  dy: number,
  colours: Float32Array,
  count: number,
): void {
  const stepX = Math.round(dx * 65536)
  const stepY = Math.round(dy * 65536)
  let fx = Math.round(x * 65536) + 2048
  let fy = Math.round(y * 65536) + 2048
  for (let at = 0, end = 3 * count; at < end; at += 3, fx = (fx + stepX) | 0, fy = (fy + stepY) | 0) {
    const from = Math.imul(fy >> 16, width) + (fx >> 16)
    const wx = (fx >> 12) & 15
    const wy = (fy >> 12) & 15
    // Weights are 256ths, so that two channels fit one multiplication.
    const w11 = Math.imul(wx, wy)
    const w10 = (wx << 4) - w11
    const w01 = (wy << 4) - w11
    const w00 = 256 - w10 - w01 - w11
    const p00 = pixels[from]!
    const p10 = pixels[from + 1]!
    const p01 = pixels[from + width]!
    const p11 = pixels[from + width + 1]!
    const redBlue =
      Math.imul(p00 & 0xff00ff, w00) +
      Math.imul(p10 & 0xff00ff, w10) +
      Math.imul(p01 & 0xff00ff, w01) +
      Math.imul(p11 & 0xff00ff, w11)
    const green =
      Math.imul((p00 >> 8) & 0xff, w00) +
      Math.imul((p10 >> 8) & 0xff, w10) +
      Math.imul((p01 >> 8) & 0xff, w01) +
      Math.imul((p11 >> 8) & 0xff, w11)
    colours[at] = redBlue & 0xffff
    colours[at + 1] = green
    colours[at + 2] = redBlue >>> 16
  }
}

/** The same for a line that leaves the bitmap: what lies outside is black. */
function readClipped(bitmap: Bitmap, x: number, y: number, dx: number, dy: number, count: number): void {
  const { width, height, data } = bitmap
  row.fill(0, 0, 3 * count)
  for (let u = 0; u < count; u++) {
    const px = x + u * dx
    const py = y + u * dy
    const left = Math.floor(px)
    const top = Math.floor(py)
    for (let corner = 0; corner < 4; corner++) {
      const cx = left + (corner & 1)
      const cy = top + (corner >> 1)
      if (cx < 0 || cy < 0 || cx >= width || cy >= height) continue
      const weight = 256 * (1 - Math.abs(px - cx)) * (1 - Math.abs(py - cy))
      const from = 4 * (cy * width + cx)
      row[3 * u]! += weight * data[from]!
      row[3 * u + 1]! += weight * data[from + 1]!
      row[3 * u + 2]! += weight * data[from + 2]!
    }
  }
}

function storeRow({ width, height, data, format }: Plane, v: number): void {
  const size = width * height
  const gain = 1 / (256 * format.scale)
  const offset = format.mean / format.scale
  const start = v * width
  if (format.colour === 'grey') {
    const red = luma.red * gain
    const green = luma.green * gain
    const blue = luma.blue * gain
    for (let u = 0; u < width; u++) {
      data[start + u] = red * row[3 * u]! + green * row[3 * u + 1]! + blue * row[3 * u + 2]! - offset
    }
    return
  }
  const redPlane = start + (format.colour === 'bgr' ? 2 * size : 0)
  const bluePlane = start + (format.colour === 'bgr' ? 0 : 2 * size)
  for (let u = 0; u < width; u++) {
    data[redPlane + u] = row[3 * u]! * gain - offset
    data[start + size + u] = row[3 * u + 1]! * gain - offset
    data[bluePlane + u] = row[3 * u + 2]! * gain - offset
  }
}

/**
 * The map for `warp` that scales the rectangle with corner (x, y) by 1/`step` onto a plane's top left corner, both
 * measured in continuous coordinates, in which the first pixel covers 0..1.
 */
export function cropMap(x: number, y: number, step: number): Similarity2d {
  return { a: step, b: 0, tx: x + step / 2 - 0.5, ty: y + step / 2 - 0.5 }
}

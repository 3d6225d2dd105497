import { type Bitmap, luma } from './bitmap.ts'
import type { Similarity2d } from './geometry.ts'
import { halved } from './halve.ts'
import { allocate, giveBack, kernel, liesHere, memory, sharedWindow } from './pixel-memory.ts'

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

/** Fewer bitmap pixels lie between two columns of a plane; a bitmap that is larger is halved first. */
const widestStep = 2
/** Places are whole numbers, so many to a pixel. */
const fine = 65_536
/** Half of a 256th: the kernel cuts what is finer off. */
const rounding = 128

/** Words: fewer are copied one by one, since a view of a few takes as long as they do, and is left to be collected. */
const shortestRun = 256
/** Bytes of a plane's format, as the kernel reads it, which stands before the plane. */
const formatBytes = 32

/** @throws RangeError when there is no room for it */
export function createPlane(width: number, height: number, format: PixelFormat): Plane {
  const grey = format.colour === 'grey'
  const count = (grey ? 1 : 3) * width * height
  const at = allocate(formatBytes + 4 * count)
  const gain = 1 / (65_536 * format.scale)
  const offset = format.mean / format.scale
  const gains = grey ? [luma.red * gain, luma.green * gain, luma.blue * gain, 0] : [gain, gain, gain, gain]
  const offsets = grey ? [offset, 0, 0, 0] : [offset, offset, offset, offset]
  new Float32Array(memory.buffer, at, 8).set([...gains, ...offsets])
  const data = new Float32Array(memory.buffer, at + formatBytes, count)
  return { width, height, format, data: data.fill(0) }
}

/** The plane's memory goes to others: it must not be used any more. */
export function freePlane({ data }: Plane): void {
  giveBack(data.byteOffset - formatBytes, formatBytes + data.byteLength)
}

/**
 * Fills a plane from a bitmap: output pixel (u, v) takes the colour at `toBitmap`(u, v), bilinear, black outside.
 * Coordinates count pixels by their centres: (0, 0) is the centre of the first one. Where one output pixel covers two
 * bitmap pixels or more across, the bitmap is halved first, so that shrinking does not alias.
 */
export function warp(bitmap: Bitmap, toBitmap: Similarity2d, plane: Plane): void {
  if (Math.hypot(toBitmap.a, toBitmap.b) >= widestStep) {
    warp(halved(bitmap), toHalf(toBitmap), plane)
    return
  }
  // A few rows at a time stay in the processor's cache on their way; those of a turned picture lie across many.
  const rows = toBitmap.b === 0 ? 16 : plane.height
  for (let row = 0; row < plane.height; row += rows) {
    fillRows(bitmap, toBitmap, plane, row, Math.min(rows, plane.height - row))
  }
}

function fillRows(bitmap: Bitmap, map: Similarity2d, plane: Plane, row: number, rows: number): void {
  const { width, height, data, format } = plane
  const rowMap = { ...map, tx: map.tx - map.b * row, ty: map.ty + map.a * row }
  const window = fetchWindow(bitmap, rowMap, plane, rows)
  if (window === null) {
    for (let from = row * width; from < data.length; from += width * height) {
      data.fill(-format.mean / format.scale, from, from + rows * width)
    }
    return
  }
  const { from, stride } = window
  const x = rowMap.tx - window.left
  const y = rowMap.ty - window.top
  const formatAt = data.byteOffset - formatBytes
  const first = data.byteOffset + 4 * row * width
  const planes = placesOf(format, 4 * width * height)
  const [red, green, blue] = [first + planes.red, first + planes.green, first + planes.blue]
  if (format.colour !== 'grey' && isCopy(rowMap, x, y, window, width, rows)) {
    kernel.pixels(from + y * stride + 4 * x, stride, width >> 2, rows, formatAt, red, green, blue)
    return
  }
  const startX = Math.round(x * fine) + rounding
  const startY = Math.round(y * fine) + rounding
  const stepX = Math.round(map.a * fine)
  const stepY = Math.round(map.b * fine)
  const { width: across, height: down } = window
  // Word by word: as lists they would be made and collected for every few rows.
  if (format.colour === 'grey') {
    kernel.greys(from, stride, across, down, startX, startY, stepX, stepY, width, rows, formatAt, first)
    return
  }
  const columns = stepY === 0 ? insideCount(startX, stepX, width, across) & ~3 : 0
  const inside = columns > 0 ? insideCount(startY, stepX, rows, down) : 0
  const [past, behind, below] = [width - columns, 4 * columns, 4 * inside * width]
  if (inside > 0) {
    kernel.upright(from, stride, startX, startY, stepX, columns >> 2, inside, formatAt, 4 * past, red, green, blue)
    if (past > 0) {
      const [x, r, g, b] = [startX + columns * stepX, red + behind, green + behind, blue + behind]
      kernel.colours(from, stride, across, down, x, startY, stepX, 0, past, inside, formatAt, behind, r, g, b)
    }
  }
  if (inside < rows) {
    const [x, y, left] = [startX - inside * stepY, startY + inside * stepX, rows - inside]
    const [r, g, b] = [red + below, green + below, blue + below]
    kernel.colours(from, stride, across, down, x, y, stepX, stepY, width, left, formatAt, 0, r, g, b)
  }
}

/** How many of the first `most` places lie between two of `count` pixels. */
function insideCount(start: number, step: number, most: number, count: number): number {
  if (start < 0 || step <= 0) return 0
  return Math.max(0, Math.min(most, Math.ceil(((count - 1) * fine - start) / step)))
}

/** Whether each output pixel is one pixel of the window, as when 640 x 480 were halved to 320 x 240. */
function isCopy({ a, b }: Similarity2d, x: number, y: number, window: Window, columns: number, rows: number) {
  const whole = a === 1 && b === 0 && x % 1 === 0 && y % 1 === 0 && x >= 0 && y >= 0
  return whole && columns % 4 === 0 && x + columns <= window.width && y + rows <= window.height
}

/** A part of a bitmap in the memory of planes. */
interface Window {
  /** Address of its first pixel and from row to row, in bytes. */
  readonly from: number
  readonly stride: number
  /** Place of its first pixel in the bitmap, and its size, in pixels. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What some rows of a plane will be filled from, copied unless it lies there; null when it is outside of the bitmap altogether. */
function fetchWindow(bitmap: Bitmap, map: Similarity2d, plane: Plane, planeRows: number): Window | null {
  const { width: stride, height: rows, words } = bitmap
  const { a, b, tx, ty } = map
  const across = plane.width - 1
  const down = planeRows - 1
  const lowest = (x: number, y: number) => Math.min(0, x) + Math.min(0, y) - 1 / 16
  const highest = (x: number, y: number) => Math.max(0, x) + Math.max(0, y) + 1 / 16
  const left = Math.max(0, Math.floor(tx + lowest(a * across, -b * down)))
  const top = Math.max(0, Math.floor(ty + lowest(b * across, a * down)))
  const width = Math.min(stride, Math.floor(tx + highest(a * across, -b * down)) + 2) - left
  const height = Math.min(rows, Math.floor(ty + highest(b * across, a * down)) + 2) - top
  if (!(width > 0 && height > 0)) return null
  if (liesHere(words)) {
    const from = words.byteOffset + 4 * (top * stride + left)
    return { from, stride: 4 * stride, left, top, width, height }
  }
  // Whole rows are copied in one go, which is worth some pixels too many.
  if (2 * width > stride) {
    const window = sharedWindow(height * stride)
    window.set(words.subarray(top * stride, (top + height) * stride))
    return { from: window.byteOffset + 4 * left, stride: 4 * stride, left, top, width, height }
  }
  const window = sharedWindow(width * height)
  for (let row = top, at = 0; row < top + height; row++) {
    const word = row * stride + left
    if (width >= shortestRun) {
      window.set(words.subarray(word, word + width), at)
      at += width
    } else for (const end = at + width, lag = word - at; at < end; at++) window[at] = words[at + lag]!
  }
  return { from: window.byteOffset, stride: 4 * width, left, top, width, height }
}

/** Where the planes of three colours begin, in the unit of `size`, the length of each. */
export function placesOf({ colour }: PixelFormat, size: number): { red: number; green: number; blue: number } {
  return colour === 'bgr' ? { red: 2 * size, green: size, blue: 0 } : { red: 0, green: size, blue: 2 * size }
}

/** Exchanges left and right in place. */
export function mirror({ width, data }: Plane): void {
  for (let start = 0; start < data.length; start += width) data.subarray(start, start + width).reverse()
}

/** The same place in the halved bitmap, whose pixels' centres lie between four of the whole one's. */
function toHalf({ a, b, tx, ty }: Similarity2d): Similarity2d {
  return { a: a / 2, b: b / 2, tx: (tx - 0.5) / 2, ty: (ty - 0.5) / 2 }
}

/**
 * The map for `warp` that scales the rectangle with corner (x, y) by 1/`step` onto a plane's top left corner, both
 * measured in continuous coordinates, in which the first pixel covers 0..1.
 */
export function cropMap(x: number, y: number, step: number): Similarity2d {
  return { a: step, b: 0, tx: x + step / 2 - 0.5, ty: y + step / 2 - 0.5 }
}

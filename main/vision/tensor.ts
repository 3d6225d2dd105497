import { type Bitmap, luma } from './bitmap.ts'
import type { Similarity2d } from './geometry.ts'
import { halveBitmap } from './halve.ts'
import type { PixelKernel, PixelRows } from './pixel-kernel.ts'
import type { KernelOrder, Raster } from './raster.ts'

/** How a model wants its pixels: (value - mean) / scale, planes in the order of `colour`. */
export interface PixelFormat {
  readonly colour: 'rgb' | 'bgr' | 'grey'
  readonly mean: number
  readonly scale: number
}

/**
 * A model's input: `channels` planes of height x width floats in one buffer, which is overwritten with every picture.
 * Disposing of it frees its memory.
 */
export interface Plane extends Disposable {
  readonly raster: Raster
  readonly width: number
  readonly height: number
  readonly format: PixelFormat
  readonly data: Float32Array
}

/** At most this many bitmap pixels lie between two columns of a plane; a larger bitmap is halved first. */
const maxStep = 2
/** Fixed-point units per pixel. */
const unitsPerPixel = 65_536
/** Half of a 256th: the kernel truncates what is finer. */
const rounding = 128

/** Shorter runs of words are copied one by one, since a view of a few takes as long as they do, and leaves garbage. */
const minRunWords = 256
/** Bytes of a plane's format for the kernel, which precedes the plane. */
const formatBytes = 32

/** Creates a plane in a raster. @throws RangeError when there is no room for it */
export function createPlane(raster: Raster, width: number, height: number, format: PixelFormat): Plane {
  const grey = format.colour === 'grey'
  const count = (grey ? 1 : 3) * width * height
  const lease = raster.lease(formatBytes + 4 * count)
  const gain = 1 / (65_536 * format.scale)
  const offset = format.mean / format.scale
  const gains = grey ? [luma.red * gain, luma.green * gain, luma.blue * gain, 0] : [gain, gain, gain, gain]
  const offsets = grey ? [offset, 0, 0, 0] : [offset, offset, offset, offset]
  new Float32Array(raster.buffer, lease.at, 8).set([...gains, ...offsets])
  const data = new Float32Array(raster.buffer, lease.at + formatBytes, count)
  return { raster, width, height, format, data: data.fill(0), [Symbol.dispose]: () => lease[Symbol.dispose]() }
}

/**
 * Fills a plane from a bitmap: output pixel (u, v) takes the bilinear colour at `toBitmap`(u, v), black outside.
 * Coordinates count pixels by their centres: (0, 0) is the centre of the first one. Where an output pixel covers two
 * bitmap pixels or more across, the bitmap is halved first, so that shrinking does not alias.
 */
export function warp(bitmap: Bitmap, toBitmap: Similarity2d, plane: Plane): void {
  if (Math.hypot(toBitmap.a, toBitmap.b) >= maxStep) {
    warp(halveBitmap(bitmap, plane.raster), mapToHalf(toBitmap), plane)
    return
  }
  // A few rows at a time stay in the processor's cache; those of a turned picture lie across many.
  const rows = toBitmap.b === 0 ? 16 : plane.height
  for (let row = 0; row < plane.height; row += rows) {
    fillRows(bitmap, toBitmap, plane, row, Math.min(rows, plane.height - row))
  }
}

function fillRows(bitmap: Bitmap, map: Similarity2d, plane: Plane, row: number, rows: number): void {
  const { width, height, data, format, raster } = plane
  const { kernel, order } = raster
  const { source, grid, to } = order
  const rowMap = { ...map, tx: map.tx - map.b * row, ty: map.ty + map.a * row }
  const corner = fetchWindow(bitmap, rowMap, plane, rows)
  if (corner === null) {
    for (let from = row * width; from < data.length; from += width * height) {
      data.fill(-format.mean / format.scale, from, from + rows * width)
    }
    return
  }
  const x = rowMap.tx - corner.left
  const y = rowMap.ty - corner.top
  const first = data.byteOffset + 4 * row * width
  const planes = placesOf(format, 4 * width * height)
  to.format = data.byteOffset - formatBytes
  to.red = first + planes.red
  to.green = first + planes.green
  to.blue = first + planes.blue
  to.skip = 0
  const copies = format.colour !== 'grey' && isCopy(rowMap, x, y, source, width, rows)
  grid.x = Math.round(x * unitsPerPixel) + (copies ? 0 : rounding)
  grid.y = Math.round(y * unitsPerPixel) + (copies ? 0 : rounding)
  grid.stepX = Math.round(map.a * unitsPerPixel)
  grid.stepY = Math.round(map.b * unitsPerPixel)
  grid.columns = width
  grid.rows = rows
  if (copies) kernel.pixels(source, grid, to)
  else if (format.colour === 'grey') kernel.greys(source, grid, { format: to.format, grey: first })
  else fillColours(kernel, order)
}

/** Fills the places of an upright grid that lie inside the fast way, and all others the general way. */
function fillColours(kernel: PixelKernel, { source, grid, to }: KernelOrder): void {
  const { x, y, stepX, stepY, columns: all, rows } = grid
  const columns = stepY === 0 ? countInside(x, stepX, all, source.width) & ~3 : 0
  const inside = columns > 0 ? countInside(y, stepX, rows, source.height) : 0
  if (inside > 0) {
    const past = all - columns
    grid.columns = columns
    grid.rows = inside
    to.skip = 4 * past
    kernel.upright(source, grid, to)
    if (past > 0) {
      grid.x = x + columns * stepX
      grid.columns = past
      movePlanes(to, 4 * columns)
      to.skip = 4 * columns
      kernel.colours(source, grid, to)
      movePlanes(to, -4 * columns)
    }
  }
  if (inside < rows) {
    grid.x = x - inside * stepY
    grid.y = y + inside * stepX
    grid.columns = all
    grid.rows = rows - inside
    movePlanes(to, 4 * inside * all)
    to.skip = 0
    kernel.colours(source, grid, to)
  }
}

function movePlanes(planes: KernelOrder['to'], bytes: number): void {
  planes.red += bytes
  planes.green += bytes
  planes.blue += bytes
}

/** Counts how many of the first `most` places lie between two of `count` pixels. */
function countInside(start: number, step: number, most: number, count: number): number {
  if (start < 0 || step <= 0) return 0
  return Math.max(0, Math.min(most, Math.ceil(((count - 1) * unitsPerPixel - start) / step)))
}

/** Tells whether each output pixel is one pixel of the window, as when 640 x 480 was halved to 320 x 240. */
function isCopy({ a, b }: Similarity2d, x: number, y: number, source: PixelRows, columns: number, rows: number) {
  const whole = a === 1 && b === 0 && x % 1 === 0 && y % 1 === 0 && x >= 0 && y >= 0
  return whole && columns % 4 === 0 && x + columns <= source.width && y + rows <= source.height
}

/**
 * Points the kernel's order at the source of some rows of a plane, copied unless it lies in the raster.
 * @returns the place of its first pixel in the bitmap; null when it lies outside altogether
 */
function fetchWindow(
  bitmap: Bitmap,
  map: Similarity2d,
  plane: Plane,
  planeRows: number,
): { readonly left: number; readonly top: number } | null {
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
  const { raster } = plane
  const { source } = raster.order
  source.width = width
  source.height = height
  source.stride = 4 * stride
  if (raster.holds(words)) {
    source.from = words.byteOffset + 4 * (top * stride + left)
    return { left, top }
  }
  // Whole rows are copied in one go, which is worth some pixels too many.
  if (2 * width > stride) {
    const window = raster.window(height * stride)
    window.set(words.subarray(top * stride, (top + height) * stride))
    source.from = window.byteOffset + 4 * left
    return { left, top }
  }
  const window = raster.window(width * height)
  for (let row = top, at = 0; row < top + height; row++) {
    const word = row * stride + left
    if (width >= minRunWords) {
      window.set(words.subarray(word, word + width), at)
      at += width
    } else for (const end = at + width, lag = word - at; at < end; at++) window[at] = words[at + lag]!
  }
  source.from = window.byteOffset
  source.stride = 4 * width
  return { left, top }
}

/** Finds where the planes of three colours begin, in the unit of `size`, the length of each. */
export function placesOf({ colour }: PixelFormat, size: number): { red: number; green: number; blue: number } {
  return colour === 'bgr' ? { red: 2 * size, green: size, blue: 0 } : { red: 0, green: size, blue: 2 * size }
}

/** Swaps left and right in place. */
export function mirror({ width, data }: Plane): void {
  for (let start = 0; start < data.length; start += width) data.subarray(start, start + width).reverse()
}

/** Maps to the same place in the halved bitmap, whose pixels' centres lie between four of the whole one's. */
function mapToHalf({ a, b, tx, ty }: Similarity2d): Similarity2d {
  return { a: a / 2, b: b / 2, tx: (tx - 0.5) / 2, ty: (ty - 0.5) / 2 }
}

/**
 * Makes the map for `warp` that scales the rectangle with corner (x, y) by 1/`step` onto a plane's top left corner,
 * both in continuous coordinates, in which the first pixel covers 0..1.
 */
export function makeCropMap(x: number, y: number, step: number): Similarity2d {
  return { a: step, b: 0, tx: x + step / 2 - 0.5, ty: y + step / 2 - 0.5 }
}

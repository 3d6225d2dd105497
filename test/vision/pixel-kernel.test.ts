import { describe, expect, test } from 'vitest'
import type { Similarity2d } from '../../main/vision/geometry.ts'
import { halveBitmap } from '../../main/vision/halve.ts'
import { startPixelKernel } from '../../main/vision/pixel-kernel.ts'
import { createPlainPixelKernel } from '../../main/vision/plain-pixel-kernel.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { createPlane, makeCropMap, type PixelFormat, warp } from '../../main/vision/tensor.ts'
import { plainHalf, plainWarp, randomBitmap } from './plain-pixels.ts'

const raster = createRaster((memory) => startPixelKernel(memory)!)
const plain = createRaster(createPlainPixelKernel)

const formats: readonly PixelFormat[] = [
  { colour: 'rgb', mean: 127, scale: 128 },
  { colour: 'bgr', mean: 0, scale: 1 },
  { colour: 'grey', mean: 3, scale: 256 },
]

/** Scale, turn in degrees, and the bitmap place that the plane's first pixel takes. */
const turned = (scale: number, degrees: number, tx: number, ty: number): Similarity2d => ({
  a: scale * Math.cos((degrees * Math.PI) / 180),
  b: scale * Math.sin((degrees * Math.PI) / 180),
  tx,
  ty,
})

/** On noise of 0..255 a place that is wrong by a 256th of a pixel changes a colour by one. */
const maxDifference = 2.5

describe.each(formats)('$colour planes are what plain arithmetic gives', (format) => {
  test.each<[string, Similarity2d]>([
    ['two by two pixels in one', makeCropMap(0, 0, 2)],
    ['two by two pixels in one, elsewhere', makeCropMap(6, 4, 2)],
    ['two by two pixels in one, over the edge', makeCropMap(30, 20, 2)],
    ['one to one', turned(1, 0, 11, 7)],
    ['enlarged', turned(0.31, 0, 20.3, 14.8)],
    ['shrunk between two pixels', turned(1.7, 0, 2.25, 3.75)],
    ['turned', turned(1.3, 33, 20, 4.5)],
    ['upside down', turned(0.9, 180, 50, 40)],
    ['over the left and upper edge', turned(1.1, -20, -9.5, -3.2)],
    ['over the right and lower edge', turned(1.9, 5, 60, 40)],
    ['larger than the bitmap', turned(1.99, 45, 30, -20)],
    ['far outside', turned(1, 0, -500, 900)],
  ])('%s', (_, map) => {
    const bitmap = randomBitmap(84, 58)
    const plane = createPlane(raster, 24, 20, format)
    plane.data.fill(Number.NaN)
    warp(bitmap, map, plane)
    const expected = plainWarp(bitmap, map, 24, 20, format)
    const same = createPlane(plain, 24, 20, format)
    same.data.fill(Number.NaN)
    warp(randomBitmap(84, 58), map, same)
    expect(plane.data, 'to the last bit').toEqual(same.data)
    let off = 0
    for (const [index, value] of expected.entries()) {
      off = Math.max(off, Math.abs(value - (plane.data[index] ?? Number.NaN)) * format.scale)
    }
    expect(off).toBeLessThan(maxDifference)
  })

  test('a bitmap of a single pixel, and a plane whose width is no multiple of four', () => {
    const bitmap = randomBitmap(1, 1)
    const plane = createPlane(raster, 3, 5, format)
    const map = turned(0.25, 0, -0.5, -0.5)
    warp(bitmap, map, plane)
    const expected = plainWarp(bitmap, map, 3, 5, format)
    for (const [index, value] of expected.entries()) expect(plane.data[index]).toBeCloseTo(value, 4)
  })

  test('places between pixels that a 256th can name are exact', () => {
    const bitmap = randomBitmap(64, 48)
    const plane = createPlane(raster, 16, 16, format)
    const map = { a: 1.5, b: 0.25, tx: 8 + 3 / 256, ty: 4 + 255 / 256 }
    warp(bitmap, map, plane)
    const expected = plainWarp(bitmap, map, 16, 16, format)
    for (const [index, value] of expected.entries()) {
      expect(Math.abs(value - plane.data[index]!) * format.scale).toBeLessThan(0.001)
    }
  })
})

test.each([
  [8, 6],
  [83, 57],
  [2, 2],
  [1920, 40],
])('halving %i x %i pixels gives rounded means', (width, height) => {
  const bitmap = randomBitmap(width, height)
  const half = halveBitmap(bitmap, raster)
  expect([half.width, half.height]).toEqual([width >> 1, height >> 1])
  const colours = [...half.data].filter((_, index) => index % 4 < 3)
  expect(colours).toEqual(plainHalf(bitmap))
  expect(half.data, 'to the last bit').toEqual(halveBitmap(randomBitmap(width, height), plain).data)
})

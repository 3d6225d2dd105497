import { expect, test } from 'vitest'
import { createBitmap } from '../../main/vision/bitmap.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { createPlane, makeCropMap, mirror, warp } from '../../main/vision/tensor.ts'

const raster = createRaster()

const raw = { mean: 0, scale: 1 } as const

/** A bitmap whose red is 10 x, green 20 y, blue 7. */
function gradient(width: number, height: number) {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([10 * x, 20 * y, 7, 255], 4 * (y * width + x))
  }
  return createBitmap(width, height, data)
}

const identity = { a: 1, b: 0, tx: 0, ty: 0 }

test('the identity copies, in planes of the order asked for', () => {
  const bitmap = gradient(4, 3)
  const rgb = createPlane(raster, 4, 3, { colour: 'rgb', ...raw })
  const bgr = createPlane(raster, 4, 3, { colour: 'bgr', ...raw })
  warp(bitmap, identity, rgb)
  warp(bitmap, identity, bgr)
  const at = 2 * 4 + 3
  expect([rgb.data[at], rgb.data[12 + at], rgb.data[24 + at]]).toEqual([30, 40, 7])
  expect([bgr.data[at], bgr.data[12 + at], bgr.data[24 + at]]).toEqual([7, 40, 30])
})

test('normalises and weighs grey as Rec. 601', () => {
  const grey = createPlane(raster, 4, 3, { colour: 'grey', mean: 10, scale: 2 })
  warp(gradient(4, 3), identity, grey)
  expect(grey.data[2 * 4 + 3]).toBeCloseTo((0.299 * 30 + 0.587 * 40 + 0.114 * 7 - 10) / 2, 5)
})

test('half-way between pixels is their mean, outside is black, the edge fades', () => {
  const plane = createPlane(raster, 3, 1, { colour: 'rgb', ...raw })
  warp(gradient(4, 3), { a: 1, b: 0, tx: 0.5, ty: 0 }, plane)
  expect([...plane.data.subarray(0, 3)]).toEqual([5, 15, 25])
  warp(gradient(4, 3), { a: 1, b: 0, tx: 2.5, ty: 0 }, plane)
  expect([...plane.data.subarray(0, 3)]).toEqual([25, 15, 0])
})

test('a quarter turn moves pixels where it should', () => {
  const plane = createPlane(raster, 2, 2, { colour: 'rgb', ...raw })
  // (u, v) -> (1 - v, u): the output's first row is the source's right column.
  warp(gradient(2, 2), { a: 0, b: 1, tx: 1, ty: 0 }, plane)
  expect([...plane.data.subarray(0, 4)]).toEqual([10, 10, 0, 0])
  expect([...plane.data.subarray(4, 8)]).toEqual([0, 20, 0, 20])
})

test('shrinking averages instead of aliasing', () => {
  const width = 64
  const data = new Uint8Array(width * width * 4)
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) data.fill(x % 4 < 2 ? 200 : 0, 4 * (y * width + x), 4 * (y * width + x) + 4)
  const plane = createPlane(raster, 8, 8, { colour: 'rgb', ...raw })
  warp(createBitmap(width, width, data), makeCropMap(0, 0, 8), plane)
  for (const value of plane.data) expect(value).toBeCloseTo(100, 4)
})

test('bytes that begin anywhere are read right', () => {
  const { data } = gradient(4, 3)
  const shifted = new Uint8Array(data.length + 1)
  shifted.set(data, 1)
  const plane = createPlane(raster, 4, 3, { colour: 'rgb', ...raw })
  warp(createBitmap(4, 3, shifted.subarray(1)), identity, plane)
  expect([...plane.data.subarray(0, 4)]).toEqual([0, 10, 20, 30])
})

test('mirroring exchanges left and right in every plane', () => {
  const rgb = createPlane(raster, 4, 3, { colour: 'rgb', ...raw })
  warp(gradient(4, 3), identity, rgb)
  mirror(rgb)
  expect([...rgb.data.subarray(4, 8)]).toEqual([30, 20, 10, 0])
  expect([...rgb.data.subarray(16, 20)]).toEqual([20, 20, 20, 20])
})

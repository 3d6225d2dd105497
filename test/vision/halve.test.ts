import { expect, test } from 'vitest'
import { createBitmap, type HalfPlaces } from '../../main/vision/bitmap.ts'
import { halveBitmap } from '../../main/vision/halve.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { createPlane, makeCropMap, warp } from '../../main/vision/tensor.ts'
import { randomBitmap } from './plain-pixels.ts'

const raster = createRaster()

const sizes = [
  [83, 57],
  [160, 120],
  [640, 480],
  [83, 57],
] as const

test('the halves of frames of one size and another, one after the other, are those of other pictures', () => {
  const places: HalfPlaces = []
  for (const [width, height] of sizes) {
    const { data } = randomBitmap(width, height)
    const frame = halveBitmap(createBitmap(width, height, data, places), raster)
    const other = halveBitmap(createBitmap(width, height, data), raster)
    expect([raster.holds(frame.words), raster.holds(other.words)]).toEqual([true, false])
    expect(frame.data).toEqual(other.data)
    expect(halveBitmap(frame, raster).data).toEqual(halveBitmap(other, raster).data)
    // Its quarter lies elsewhere.
    expect(frame.data).toEqual(other.data)
  }
})

test('a crop of what lies in the memory is the same as of a copy, across its edges, too', () => {
  const places: HalfPlaces = []
  const { data } = randomBitmap(200, 150)
  const [frame, other] = [createBitmap(200, 150, data, places), createBitmap(200, 150, data)]
  const [plane, expected] = [1, 2].map(() => createPlane(raster, 32, 24, { colour: 'bgr', mean: 127, scale: 128 }))
  for (const [x, y, step] of [
    [0, 0, 6.25],
    [-20, 70, 4.3],
    [150, 100, 2.1],
    [30.5, 20.25, 3],
  ] as const) {
    warp(frame, makeCropMap(x, y, step), plane!)
    warp(other, makeCropMap(x, y, step), expected!)
    expect(plane!.data).toEqual(expected!.data)
  }
  const turned = { a: 2, b: 1.5, tx: 40, ty: 10 }
  warp(frame, turned, plane!)
  warp(other, turned, expected!)
  expect(plane!.data).toEqual(expected!.data)
})

test('memory that was given back is taken again, and never by two', () => {
  const first = raster.lease(1000)
  const second = raster.lease(1000)
  expect(Math.abs(first.at - second.at)).toBeGreaterThanOrEqual(1000)
  first[Symbol.dispose]()
  expect([raster.lease(1000).at, first.at % 16]).toEqual([first.at, 0])
  const grey = { colour: 'grey', mean: 0, scale: 1 } as const
  const plane = createPlane(raster, 9, 7, grey)
  plane[Symbol.dispose]()
  expect(createPlane(raster, 9, 7, grey).data.byteOffset).toBe(plane.data.byteOffset)
  expect(() => raster.lease(2 ** 30)).toThrow(RangeError)
})

test('two rasters have nothing in common', () => {
  const other = createRaster()
  other.window(10).fill(5)
  expect(raster.holds(other.window(10))).toBe(false)
  expect(other.holds(other.window(10))).toBe(true)
})

test('a photo gives its memory and its halves’ back', () => {
  const photo = randomBitmap(64, 48)
  const half = halveBitmap(photo, raster)
  const quarter = halveBitmap(half, raster)
  photo[Symbol.dispose]()
  expect([photo, half, quarter].map(({ data }) => data.byteLength)).toEqual([0, 0, 0])
})

test('a strip a pixel wide has no half: a crop of it is black, and whatever else lies in the memory stays', () => {
  const plane = createPlane(raster, 20, 15, { colour: 'rgb', mean: 0, scale: 1 })
  const other = createPlane(raster, 20, 15, { colour: 'rgb', mean: 0, scale: 1 })
  other.data.fill(7)
  for (const [width, height] of [
    [1, 3000],
    [3000, 1],
    [10, 4096],
  ] as const) {
    plane.data.fill(Number.NaN)
    warp(randomBitmap(width, height), makeCropMap(0, 0, Math.max(width, height) / 15), plane)
    expect(plane.data.every((value) => value === 0)).toBe(true)
  }
  expect(other.data.every((value) => value === 7)).toBe(true)
})

test('a frame keeps its memory, which is its sender’s', () => {
  const frame = createBitmap(64, 48, randomBitmap(64, 48).data, [])
  halveBitmap(frame, raster)
  frame[Symbol.dispose]()
  expect([frame.data.byteLength, frame.half?.data.byteLength]).toEqual([64 * 48 * 4, 32 * 24 * 4])
})

test('windows that grow and grow leave room for others', () => {
  const before = raster.lease(16).at
  for (let pixels = 1; pixels < 1_000_000; pixels += 5_000) raster.window(pixels)
  expect(raster.lease(16).at - before).toBeLessThan(16_000_000)
})

import { expect, test } from 'vitest'
import { createBitmap, type HalfPlaces } from '../../main/vision/bitmap.ts'
import { freePlaces, freeWithHalves, halved } from '../../main/vision/halve.ts'
import { allocate, giveBack, liesHere, sharedWindow } from '../../main/vision/pixel-memory.ts'
import { createPlane, cropMap, freePlane, warp } from '../../main/vision/tensor.ts'
import { randomBitmap } from './plain-pixels.ts'

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
    const frame = halved(createBitmap(width, height, data, places))
    const other = halved(createBitmap(width, height, data))
    expect([liesHere(frame.words), liesHere(other.words)]).toEqual([true, false])
    expect(frame.data).toEqual(other.data)
    expect(halved(frame).data).toEqual(halved(other).data)
    // Its quarter lies elsewhere.
    expect(frame.data).toEqual(other.data)
  }
  freePlaces(places)
})

test('a crop of what lies in the memory is the same as of a copy, across its edges, too', () => {
  const places: HalfPlaces = []
  const { data } = randomBitmap(200, 150)
  const [frame, other] = [createBitmap(200, 150, data, places), createBitmap(200, 150, data)]
  const [plane, expected] = [1, 2].map(() => createPlane(32, 24, { colour: 'bgr', mean: 127, scale: 128 }))
  for (const [x, y, step] of [
    [0, 0, 6.25],
    [-20, 70, 4.3],
    [150, 100, 2.1],
    [30.5, 20.25, 3],
  ] as const) {
    warp(frame, cropMap(x, y, step), plane!)
    warp(other, cropMap(x, y, step), expected!)
    expect(plane!.data).toEqual(expected!.data)
  }
  const turned = { a: 2, b: 1.5, tx: 40, ty: 10 }
  warp(frame, turned, plane!)
  warp(other, turned, expected!)
  expect(plane!.data).toEqual(expected!.data)
  freePlaces(places)
})

test('memory that was given back is taken again, and never by two', () => {
  const first = allocate(1000)
  const second = allocate(1000)
  expect(Math.abs(first - second)).toBeGreaterThanOrEqual(1000)
  giveBack(first, 1000)
  expect([allocate(1000), first % 16]).toEqual([first, 0])
  const grey = { colour: 'grey', mean: 0, scale: 1 } as const
  const plane = createPlane(9, 7, grey)
  freePlane(plane)
  expect(createPlane(9, 7, grey).data.byteOffset).toBe(plane.data.byteOffset)
  expect(() => allocate(2 ** 30)).toThrow(RangeError)
})

test('a photo gives its memory and its halves’ back', () => {
  const photo = randomBitmap(64, 48)
  const half = halved(photo)
  const quarter = halved(half)
  freeWithHalves(photo)
  expect([photo, half, quarter].map(({ data }) => data.byteLength)).toEqual([0, 0, 0])
})

test('a strip a pixel wide has no half: a crop of it is black, and whatever else lies in the memory stays', () => {
  const plane = createPlane(20, 15, { colour: 'rgb', mean: 0, scale: 1 })
  const other = createPlane(20, 15, { colour: 'rgb', mean: 0, scale: 1 })
  other.data.fill(7)
  for (const [width, height] of [
    [1, 3000],
    [3000, 1],
    [10, 4096],
  ] as const) {
    plane.data.fill(Number.NaN)
    warp(randomBitmap(width, height), cropMap(0, 0, Math.max(width, height) / 15), plane)
    expect(plane.data.every((value) => value === 0)).toBe(true)
  }
  expect(other.data.every((value) => value === 7)).toBe(true)
})

test('windows that grow and grow leave room for others', () => {
  const before = allocate(16)
  for (let pixels = 1; pixels < 1_000_000; pixels += 5_000) sharedWindow(pixels)
  expect(allocate(16) - before).toBeLessThan(16_000_000)
})

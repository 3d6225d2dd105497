import { describe, expect, test } from 'vitest'
import { createBitmap } from '../../main/vision/bitmap.ts'
import { createMotionGate } from '../../main/vision/motion.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { type SmallFrame, shrinkFrame } from '../../main/vision/small-frame.ts'

const raster = createRaster()

const width = 640
const height = 480

/** A picture of one grey per pixel. */
function picture(grey: (x: number, y: number) => number): SmallFrame {
  const data = new Uint8Array(4 * width * height)
  for (let at = 0; at < width * height; at++) data.fill(grey(at % width, Math.floor(at / width)), 4 * at, 4 * at + 4)
  return shrinkFrame(createBitmap(width, height, data), null, raster)
}

const room = (x: number, y: number) => 60 + ((x >> 5) + (y >> 5)) * 2
const noisy = (seed: number) => (x: number, y: number) =>
  room(x, y) + ((Math.imul((x + 640 * y) ^ seed, 0x9e3779b1) >>> 24) % 13) - 6
const withFace = (side: number, left: number) => (x: number, y: number) =>
  x >= left && x < left + side && y >= 200 && y < 200 + side ? room(x, y) + 40 : room(x, y)

describe('the motion gate', () => {
  test('the first frame is looked at, a still and noisy one is not', () => {
    const gate = createMotionGate()
    expect(gate.wantsSearch(picture(noisy(1)), 0)).toBe(true)
    expect(gate.wantsSearch(picture(noisy(2)), 30)).toBe(false)
    expect(gate.wantsSearch(picture(noisy(3)), 60)).toBe(false)
  })

  test('something of a face’s size that appears or moves is looked at in its first frame', () => {
    const gate = createMotionGate()
    gate.wantsSearch(picture(room), 0)
    expect(gate.wantsSearch(picture(withFace(40, 300)), 30)).toBe(true)
    expect(gate.wantsSearch(picture(withFace(40, 300)), 60)).toBe(false)
    expect(gate.wantsSearch(picture(withFace(40, 330)), 90)).toBe(true)
  })

  test('a lamp that makes everything brighter is no motion', () => {
    const gate = createMotionGate()
    gate.wantsSearch(picture(room), 0)
    expect(
      gate.wantsSearch(
        picture((x, y) => room(x, y) + 20),
        30,
      ),
    ).toBe(false)
  })

  test('what changes too slowly to see from frame to frame adds up', () => {
    const gate = createMotionGate()
    gate.wantsSearch(picture(room), 0)
    const seen = [4, 7, 11].map((more, index) =>
      gate.wantsSearch(
        picture((x, y) => room(x, y) + (x < 100 ? more : 0)),
        30 * (index + 1),
      ),
    )
    expect(seen).toEqual([false, false, true])
  })

  test('at ten frames a second no frame later than 200 ms after the last look goes unseen', () => {
    const gate = createMotionGate()
    const looks = Array.from({ length: 9 }, (_, index) => gate.wantsSearch(picture(room), index * 100))
    expect(looks).toEqual([true, false, true, false, true, false, true, false, true])
  })
})

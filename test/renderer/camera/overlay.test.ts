import { describe, expect, test } from 'vitest'
import { fitFrame } from '../../../renderer/camera/grab.ts'
import { approach, placeBox } from '../../../renderer/camera/overlay.ts'

describe('a box of the frame on the screen', () => {
  const frame = { width: 640, height: 480 }
  const box = { x: 100, y: 120, width: 80, height: 100 }

  test('lies where the picture shows it when the sides are cut off', () => {
    // 480 -> 960 high: twice as large, 1280 wide, of which 640 are seen: 320 are cut off on the left.
    expect(placeBox(box, frame, { width: 640, height: 960 }, false)).toEqual({
      x: -120,
      y: 240,
      width: 160,
      height: 200,
    })
  })

  test('and when top and bottom are', () => {
    expect(placeBox(box, frame, { width: 1280, height: 480 }, false)).toEqual({ x: 200, y: 0, width: 160, height: 200 })
  })

  test('is mirrored with the picture', () => {
    expect(placeBox(box, frame, frame, true)).toEqual({ x: 460, y: 120, width: 80, height: 100 })
  })
})

test('a box glides the same way at any rate of the screen', () => {
  const from = { x: 0, y: 0, width: 10, height: 10 }
  const to = { x: 100, y: 50, width: 20, height: 10 }
  const once = approach(from, to, 90)
  let often = from
  for (let step = 0; step < 9; step++) often = approach(often, to, 10)
  expect(once.x).toBeCloseTo(63.2, 1)
  expect(often.x).toBeCloseTo(once.x, 6)
  expect(often.width).toBeCloseTo(once.width, 6)
})

test('frames fit 640x480, keep their shape and are never enlarged', () => {
  expect(fitFrame(1280, 720)).toEqual({ width: 640, height: 360 })
  expect(fitFrame(720, 1280)).toEqual({ width: 270, height: 480 })
  expect(fitFrame(320, 240)).toEqual({ width: 320, height: 240 })
})

import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bitmap, createBitmap } from '../../main/vision/bitmap.ts'
import { brighten } from '../../main/vision/light.ts'
import { createLocalVision } from '../../main/vision/pipeline.ts'
import type { Vision } from '../../main/vision/vision.ts'
import { frameOf, modelsFolder, sample, similarity } from './samples.ts'

/** A ramp from black to `highest` from left to right. */
function rampTo(highest: number): Bitmap {
  const bytes = new Uint8Array(4 * 200 * 100)
  for (let pixel = 0; pixel < 200 * 100; pixel++) {
    const level = Math.round(((pixel % 200) * highest) / 199)
    bytes.set([level, level, level, 255], 4 * pixel)
  }
  return createBitmap(200, 100, bytes)
}

const levelAt = ({ data }: Bitmap, pixel: number) => data[4 * pixel]!

describe('brighten', () => {
  test('a dark picture becomes as bright as one can be, all levels alike', () => {
    const bitmap = rampTo(30)
    const { gain, tooDark } = brighten(bitmap)
    expect(gain).toBeCloseTo(8.5, 0)
    expect(tooDark).toBe(false)
    expect(levelAt(bitmap, 0)).toBe(0)
    expect(levelAt(bitmap, 199)).toBe(255)
    expect(levelAt(bitmap, 100)).toBeCloseTo(15 * gain, -1)
  })

  test('a picture taken in light is left as it is', () => {
    const bitmap = rampTo(180)
    const before = bitmap.data.slice()
    expect(brighten(bitmap)).toEqual({ gain: 1, tooDark: false })
    expect(bitmap.data).toEqual(before)
  })

  test('one lamp in a dark room does not count as light', () => {
    const bitmap = rampTo(30)
    for (let row = 40; row < 48; row++) bitmap.data.fill(255, 4 * (200 * row + 90), 4 * (200 * row + 98))
    expect(brighten(bitmap).gain).toBeGreaterThan(7)
  })

  test('a window that fills a part of the picture does', () => {
    const bitmap = rampTo(30)
    for (let row = 0; row < 100; row++) bitmap.data.fill(250, 4 * (200 * row + 180), 4 * (200 * row + 200))
    expect(brighten(bitmap).gain).toBe(1)
  })

  test('almost nothing to see is too dark, and black stays black', () => {
    expect(brighten(rampTo(6)).tooDark).toBe(true)
    const black = rampTo(0)
    expect(brighten(black).tooDark).toBe(true)
    expect(levelAt(black, 100)).toBe(0)
  })
})

describe('dark pictures', () => {
  let vision: Vision
  beforeAll(async () => {
    vision = await createLocalVision({ modelsFolder, now: () => performance.now() })
  })
  afterAll(() => vision.close())

  const part = { left: 60, top: 690, width: 936, height: 702 }
  const dim = (share: number) => async (photo: Buffer) => sharp(photo).linear(share, 0).jpeg({ quality: 92 }).toBuffer()

  test.each([0.15, 0.12])('a photo at %f of its brightness shows the same person', async (share) => {
    const photo = await sharp(await sample(5))
      .extract(part)
      .toBuffer()
    const [light] = (await vision.analysePhoto(photo, { largest: 1, liveness: false })).faces
    const [dark] = (await vision.analysePhoto(await dim(share)(photo), { largest: 1, liveness: false })).faces
    expect(similarity(light!.embedding, dark!.embedding)).toBeGreaterThan(0.8)
    // The picture that is kept is as bright as by day.
    const [kept, wanted] = await Promise.all([dark!.crop, light!.crop].map((crop) => sharp(crop).stats()))
    expect(Math.abs(kept!.channels[1]!.mean - wanted!.channels[1]!.mean)).toBeLessThan(20)
  })

  test('so does a camera frame, and none is too dark until hardly anything is left', async () => {
    const photo = await sample(5)
    const look = async (share: number, kiosk: string) =>
      vision.analyseFrame(await frameOf(await dim(share)(photo), part, { kiosk }))
    const light = await look(1, 'day')
    const dark = await look(0.12, 'dusk')
    expect([light.tooDark, dark.tooDark]).toEqual([false, false])
    expect(similarity(light.faces[0]!.embedding!, dark.faces[0]!.embedding!)).toBeGreaterThan(0.7)
    expect((await look(0.03, 'night')).tooDark).toBe(true)
  })
})

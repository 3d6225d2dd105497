import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Point } from '../../main/contract/entities.ts'
import type { Bitmap } from '../../main/vision/bitmap.ts'
import { decodePhoto } from '../../main/vision/decode.ts'
import { createDetector } from '../../main/vision/detect/detector.ts'
import { detectInPhoto } from '../../main/vision/detect/tiles.ts'
import { measureEyes } from '../../main/vision/eyes.ts'
import { distance } from '../../main/vision/geometry.ts'
import { findPointsSteadily } from '../../main/vision/landmarks.ts'
import { type Models, openModels } from '../../main/vision/models.ts'
import { modelsFolder, sample } from './samples.ts'

let models: Models
beforeAll(async () => {
  models = await openModels({ modelsFolder })
})
afterAll(() => models.close())

/** Paints skin from the cheek below over an eye, with a line of lashes. */
function shut({ width, data }: Bitmap, eye: Point, size: number): void {
  for (let y = Math.round(eye.y - 0.22 * size); y < eye.y + 0.22 * size; y++) {
    for (let x = Math.round(eye.x - 0.3 * size); x < eye.x + 0.3 * size; x++) {
      const from = 4 * (Math.round(eye.y + 0.5 * size) * width + x)
      data.copyWithin(4 * (y * width + x), from, from + 4)
      if (Math.abs(y - eye.y - 0.08 * size) < 0.015 * size) data.fill(60, 4 * (y * width + x), 4 * (y * width + x) + 3)
    }
  }
}

test('one shut eye is the least open; both together tell that both are', async () => {
  const { bitmap } = await decodePhoto(await sample(3))
  const { session, model } = await models.need('detector')
  const found = await detectInPhoto(bitmap, createDetector(session, model))
  const { box } = found.toSorted((a, b) => b.box.height - a.box.height)[0]!
  const points = await findPointsSteadily(bitmap, box, (await models.need('landmarks')).session)
  const [left, right] = [points[0]!, points[1]!]
  const size = distance(left, right)

  const open = await measureEyes(bitmap, points, models)
  expect(open!.lower).toBeGreaterThan(0.9)
  expect(open!.together).toBeGreaterThanOrEqual(open!.lower)

  shut(bitmap, left, size)
  const wink = await measureEyes(bitmap, points, models)
  expect(wink!.lower).toBeLessThan(0.3)
  expect(wink!.together).toBeGreaterThan(wink!.lower)

  shut(bitmap, right, size)
  const both = await measureEyes(bitmap, points, models)
  expect(both!.together).toBeLessThan(0.3)
})

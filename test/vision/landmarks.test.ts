import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Box, Point } from '../../main/contract/entities.ts'
import type { Bitmap } from '../../main/vision/bitmap.ts'
import { decodePhoto } from '../../main/vision/decode.ts'
import { createDetector } from '../../main/vision/detect/detector.ts'
import { detectInPhoto } from '../../main/vision/detect/tiles.ts'
import { distance } from '../../main/vision/geometry.ts'
import { findLandmarks, findPointsSteadily, toFivePoints } from '../../main/vision/landmarks.ts'
import { type Models, openModels } from '../../main/vision/models.ts'
import { modelsFolder } from './samples.ts'

const photo = fileURLToPath(new URL('../../models/samples/sample3.jpg', import.meta.url))
let models: Models
beforeAll(async () => {
  models = await openModels({ modelsFolder })
})
afterAll(() => models.close())

/** Where the woman in the middle has her face. */
const middleFace = { x: 1190, y: 360 }

/** Her points in the photo turned clockwise, as they lie in the photo that is not turned. */
async function pointsTurned(degrees: number, find: (bitmap: Bitmap, box: Box) => Promise<readonly Point[]>) {
  const { session, model } = await models.need('detector')
  const turned = await sharp(photo).rotate(degrees, { background: '#808080' }).png().toBuffer()
  const { bitmap } = await decodePhoto(turned)
  const found = await detectInPhoto(bitmap, createDetector(session, model))
  const { width, height } = await sharp(photo).metadata()
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const back = (point: Point) => {
    const [x, y] = [point.x - bitmap.width / 2, point.y - bitmap.height / 2]
    return { x: cos * x + sin * y + width / 2, y: cos * y - sin * x + height / 2 }
  }
  const away = ({ x, y, width: across, height: down }: Box) =>
    distance(back({ x: x + across / 2, y: y + down / 2 }), middleFace)
  const [hers] = found.toSorted((a, b) => away(a.box) - away(b.box))
  return (await find(bitmap, hers!.box)).map(back)
}

test('a face that is turned has its points where it had them upright, the more so after many looks', async () => {
  const { session } = await models.need('landmarks')
  const once = async (bitmap: Bitmap, box: Box) => toFivePoints(await findLandmarks(bitmap, box, session))
  const often = (bitmap: Bitmap, box: Box) => findPointsSteadily(bitmap, box, session)
  const errorOf = async (find: typeof often) => {
    const upright = await pointsTurned(0, find)
    const turned = await pointsTurned(30, find)
    const eyes = distance(upright[0]!, upright[1]!)
    return turned.reduce((sum, point, index) => sum + distance(point, upright[index]!), 0) / 5 / eyes
  }
  const after = await errorOf(often)
  expect(after).toBeLessThan(0.08)
  expect(after).toBeLessThan(await errorOf(once))
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import type { Box } from '../../../main/contract/entities.ts'
import { createBitmap } from '../../../main/vision/bitmap.ts'
import { decodePhoto } from '../../../main/vision/decode.ts'
import type { Detection } from '../../../main/vision/detect/detection.ts'
import { createDetector, type Detector } from '../../../main/vision/detect/detector.ts'
import { detectInPhoto } from '../../../main/vision/detect/tiles.ts'
import { overlap } from '../../../main/vision/geometry.ts'
import { openModels } from '../../../main/vision/models.ts'
import { modelsFolder, sample } from '../samples.ts'

const whole: Box = { x: 150, y: 150, width: 600, height: 800 }
/** Brows to chin, as a tile shows a face that fills the photo. */
const part: Box = { x: 250, y: 400, width: 400, height: 420 }

const face = (box: Box, score: number): Detection => ({ box, score, points: null })

/** Sees one thing in the whole picture of 900 x 1200, another in tiles and in every second look. */
function detectorOf(atOnce: readonly Detection[], inTiles: readonly Detection[], again = inTiles): Detector {
  const model = { scoreThreshold: 0.6, input: { shape: [1, 3, 240, 320] } } as unknown as Detector['model']
  return {
    model,
    detect: async (_, region) => {
      if (region.height === 1200 && region.width === 900) return [...atOnce]
      const isTile = region.width > region.height
      return [...(isTile ? inTiles : again)].filter(({ box }) => overlap(box, region) > 0)
    },
  }
}

const bitmap = createBitmap(900, 1200, new Uint8Array(4 * 900 * 1200))

describe('what the whole picture shows and what tiles show of it', () => {
  test('a face surely seen at once is kept whole, however sure a tile is of its part', async () => {
    const seen = await detectInPhoto(bitmap, detectorOf([face(whole, 0.9997)], [face(part, 0.99999)]))
    expect(seen.map(({ box }) => box)).toEqual([whole])
  })

  test('it is kept where the part would not be found again', async () => {
    const seen = await detectInPhoto(bitmap, detectorOf([face(whole, 0.9997)], [face(part, 0.99999)], []))
    expect(seen.map(({ box }) => box)).toEqual([whole])
  })

  test('a face that is only guessed at once gives way to what tiles show', async () => {
    const seen = await detectInPhoto(bitmap, detectorOf([face(whole, 0.7)], [face(part, 0.99999)]))
    expect(seen.map(({ box }) => box)).toEqual([part])
  })

  test('a face beside it that only tiles show is found too', async () => {
    const beside: Box = { x: 770, y: 400, width: 60, height: 80 }
    const seen = await detectInPhoto(bitmap, detectorOf([face(whole, 0.9997)], [face(beside, 0.9)]))
    expect(seen.map(({ box }) => box)).toEqual([whole, beside])
  })
})

describe('portraits that fill the photo', async () => {
  const models = await openModels({ modelsFolder })
  afterAll(() => models.close())
  const { session, model } = await models.need('detector')
  const detector = createDetector(session, model)

  async function faceIn(
    photo: Buffer,
  ): Promise<{ bitmap: Awaited<ReturnType<typeof decodePhoto>>['bitmap']; box: Box }> {
    const { bitmap } = await decodePhoto(photo)
    const [first] = await detector.detect(bitmap, { x: 0, y: 0, width: bitmap.width, height: bitmap.height }, 0.6)
    return { bitmap, box: first!.box }
  }

  /**
   * The face of a photo so that it takes a share of the height of a picture of 1,200 pixels, and where it lies there.
   */
  async function fill(photo: Buffer, box: Box, share: number) {
    const { width, height } = await sharp(photo).metadata()
    const side = Math.min(height, Math.round(box.height / share))
    const across = Math.min(width, Math.round((side * 35) / 45))
    const between = (value: number, most: number) => Math.round(Math.max(0, Math.min(most, value)))
    const left = between(box.x + box.width / 2 - across / 2, width - across)
    const top = between(box.y + box.height / 2 - side / 2, height - side)
    const crop = await sharp(photo)
      .extract({ left, top, width: across, height: side })
      .resize({ height: 1200 })
      .toBuffer()
    const zoom = 1200 / side
    const wanted = {
      x: (box.x - left) * zoom,
      y: (box.y - top) * zoom,
      width: box.width * zoom,
      height: box.height * zoom,
    }
    return { crop, wanted }
  }

  async function expectWhole(photo: Buffer, box: Box, share: number) {
    const { crop, wanted } = await fill(photo, box, share)
    const found = await detectInPhoto((await decodePhoto(crop)).bitmap, detector)
    expect(Math.max(0, ...found.map((each) => overlap(each.box, wanted)))).toBeGreaterThan(0.6)
  }

  test.each([0.55, 0.65])('the faces of the sample photos at %f of the height', async (share) => {
    for (const number of [1, 2, 3, 4, 5, 6] as const) {
      const photo = await sample(number)
      for (const { box } of await detectInPhoto((await decodePhoto(photo)).bitmap, detector)) {
        await expectWhole(photo, box, share)
      }
    }
  })

  const portraits = join(
    process.env.ROLLCALL_FACES ?? join(import.meta.dirname, '../../../../shared/faces'),
    'portraits',
  )
  test.skipIf(!existsSync(portraits))(
    'thirty-four people like passport photos (skipped without portraits)',
    async () => {
      const people = readdirSync(portraits).filter((entry) => !entry.includes('.'))
      expect(people.length).toBeGreaterThan(30)
      for (const person of people) {
        const photo = readFileSync(join(portraits, person, 'neutral_front.jpg'))
        await expectWhole(photo, (await faceIn(photo)).box, 0.75)
      }
    },
    60_000,
  )
})

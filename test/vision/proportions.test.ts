import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { judgeFace } from '../../main/enrolment/photo-rule.ts'
import { alignedPoints } from '../../main/vision/align.ts'
import { readPack } from '../../main/vision/manifest.ts'
import { createLocalVision } from '../../main/vision/pipeline.ts'
import { anyProportions, measureStretch } from '../../main/vision/proportions.ts'
import { modelsFolder, sample } from './samples.ts'

const box = { x: 10, y: 0, width: 78, height: 105 }
const wide = (times: number) => ({
  box: { ...box, x: box.x * times, width: box.width * times },
  points: alignedPoints.map(({ x, y }) => ({ x: x * times, y })),
})

describe('the stretch of a face', () => {
  const factors = { natural: 0.1, eyes: 0.5, box: -0.5, nose: 0.3 }

  test('grows by one for each doubling of the width where the factors add up to one', () => {
    const at = (times: number) => measureStretch(wide(times).box, wide(times).points, factors)
    expect(at(2) - at(1)).toBeCloseTo(1, 9)
    expect(at(0.5) - at(1)).toBeCloseTo(-1, 9)
  })

  test('takes a narrow distance of the eyes for a turned head when the nose is off the middle', () => {
    const turned = alignedPoints.map(({ x, y }, index) => ({ x: index === 2 ? x * 0.5 + 5 : x * 0.5, y }))
    const straight = alignedPoints.map(({ x, y }) => ({ x: x * 0.5, y }))
    expect(measureStretch(box, turned, factors)).toBeGreaterThan(measureStretch(box, straight, factors))
  })

  test('of a head on its side is told by the box alone', () => {
    const lying = alignedPoints.map(({ x, y }) => ({ x: y, y: -x }))
    expect(measureStretch(box, lying, factors)).toBe(measureStretch(box, alignedPoints, anyProportions))
  })
})

describe('photos', async () => {
  const vision = await createLocalVision({ modelsFolder, now: () => performance.now() })
  afterAll(() => vision.close())

  test('the default pack knows its proportions', async () => {
    const { models } = await readPack({ modelsFolder })
    expect(models.find(({ role }) => role === 'detector')).toHaveProperty('proportions')
  })

  async function refused(
    words: RegExp,
    ...[number, across, down]: readonly [1 | 2 | 3 | 4 | 5 | 6, number, number]
  ): Promise<boolean[]> {
    const photo = await sample(number)
    const { width, height } = await sharp(photo).metadata()
    const changed = sharp(photo).resize(Math.round(width * across), Math.round(height * down), { fit: 'fill' })
    const { faces } = await vision.analysePhoto(await changed.jpeg().toBuffer(), { largest: null, liveness: false })
    return faces.map((face) => words.test(judgeFace(face, 0)?.message ?? ''))
  }

  test.each([1, 2, 3, 4, 5, 6] as const)('as they are have no stretched face: sample %i', async (number) => {
    expect(await refused(/stretched/, number, 0.5, 0.5)).not.toContain(true)
  })

  test.each([3, 4, 5] as const)('are refused when made twice as wide or as tall: sample %i', async (number) => {
    // What is stretched is blurred along the way: either is true, and the worse is said.
    expect(await refused(/stretched|blurred/, number, 1, 0.5)).not.toContain(false)
    expect(await refused(/stretched|blurred/, number, 0.5, 1)).not.toContain(false)
  })
})

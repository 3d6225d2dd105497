import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createBitmap } from '../../main/vision/bitmap.ts'
import { cropBox } from '../../main/vision/crop-box.ts'
import { passiveLiveness } from '../../main/vision/liveness.ts'
import type { FoundPack } from '../../main/vision/manifest.ts'
import { createLocalVision } from '../../main/vision/pipeline.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { createSession } from '../../main/vision/session.ts'
import { createPlane } from '../../main/vision/tensor.ts'
import type { Vision } from '../../main/vision/vision.ts'
import { scratchFolder } from '../helpers/app.ts'
import { livenessPackOf, meanModel, settledModel } from '../helpers/liveness-pack.ts'
import { layOut } from '../helpers/made-up-pack.ts'
import { frameOf, modelsFolder, sample } from './samples.ts'

/** A grey picture of 400 x 300 that is red within a rectangle. */
function pictureWithRed(left: number, top: number, width: number, height: number) {
  const data = new Uint8Array(400 * 300 * 4).fill(100)
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) data.set([200, 40, 10], 4 * (y * 400 + x))
  }
  return createBitmap(400, 300, data)
}

describe('what a model is shown', () => {
  const bgr = { colour: 'bgr', mean: 0, scale: 1 } as const
  const meansOf = (data: Float32Array) =>
    [0, 1, 2].map(
      (plane) => data.subarray(6400 * plane, 6400 * (plane + 1)).reduce((sum, each) => sum + each, 0) / 6400,
    )

  test('blue first, from 0 to 255, the box as often as wide and as high as the manifest says', () => {
    // The face's box, 40 x 50, is twice as wide and high in red: at scale 2 nothing else is seen, at 4 a quarter is red.
    const bitmap = pictureWithRed(160, 100, 80, 100)
    const plane = createPlane(createRaster(), 80, 80, bgr)
    const box = { x: 180, y: 125, width: 40, height: 50 }
    cropBox(bitmap, box, 1.9, plane)
    expect(meansOf(plane.data)).toEqual([10, 40, 200])
    cropBox(bitmap, box, 4, plane)
    const [blue, , red] = meansOf(plane.data)
    expect(blue).toBeCloseTo(100 - 90 / 4, -0.4)
    expect(red).toBeCloseTo(100 + 100 / 4, -0.4)
  })

  test('near the edge the crop is moved inside, and shrunk where the picture is too small', () => {
    const plane = createPlane(createRaster(), 80, 80, bgr)
    // Red up to the corner: a crop of 120 x 120 moved into it shows nothing else.
    cropBox(pictureWithRed(0, 0, 120, 120), { x: 5, y: 5, width: 30, height: 30 }, 3.9, plane)
    expect(meansOf(plane.data)).toEqual([10, 40, 200])
    // Four times 150 x 100 is too wide for 400 x 300: all of the width is seen, and no black.
    cropBox(pictureWithRed(0, 0, 400, 300), { x: 100, y: 100, width: 150, height: 100 }, 4, plane)
    expect(meansOf(plane.data)).toEqual([10, 40, 200])
  })

  test('a gradient is read between its pixels, as OpenCV does', () => {
    const data = new Uint8Array(161 * 161 * 4)
    for (let at = 0; at < 161 * 161; at++) data.fill(at % 161, 4 * at, 4 * at + 3)
    const plane = createPlane(createRaster(), 80, 80, bgr)
    cropBox(createBitmap(161, 161, data), { x: 60.5, y: 60.5, width: 40, height: 40 }, 4, plane)
    // 161 columns on 80: the first place is at 0.50625, and each step is 2.0125.
    expect(plane.data[0]).toBeCloseTo(0.50625, 4)
    expect(plane.data[79]).toBeCloseTo(0.50625 + 79 * 2.0125, 3)
  })

  test('the class that the manifest names is the living one', async () => {
    const bytes = meanModel(
      [
        [0, 0, 0],
        [0, 0, 0.01],
        [0.01, 0, 0],
      ],
      [0, 0, 0],
    )
    const [model] = livenessPackOf({ reddish: bytes }).entry.models
    if (model?.role !== 'liveness') throw new Error('no model')
    const options = { name: 'reddish', graphOptimizationLevel: 'all', provider: 'cpu', raster: createRaster() } as const
    await using session = await createSession(bytes, { ...options, input: model.input })
    const bitmap = pictureWithRed(0, 0, 400, 300)
    const box = { x: 150, y: 100, width: 50, height: 60 }
    // Softmax of 0, red / 100 and blue / 100: 1, e^2 and e^0.1.
    const sum = 1 + Math.exp(2) + Math.exp(0.1)
    expect(await passiveLiveness(bitmap, box, { session, model })).toBeCloseTo(Math.exp(2) / sum, 5)
    const { living: _, ...unnamed } = model
    expect(await passiveLiveness(bitmap, box, { session, model: unnamed })).toBeCloseTo(1 / sum, 5)
  })
})

function install(models: Readonly<Record<string, Uint8Array>>): FoundPack {
  const pack = livenessPackOf(models)
  const folder = join(scratchFolder(), pack.entry.name)
  layOut(pack, folder)
  return { ...pack.entry, folder, shipped: false }
}

async function withVision<T>(secondOpinion: FoundPack | null, work: (vision: Vision) => Promise<T>): Promise<T> {
  const vision = await createLocalVision({ modelsFolder, now: () => performance.now(), secondOpinion })
  return work(vision).finally(() => vision.close())
}

const livenessOf = async (vision: Vision) =>
  (await vision.analysePhoto(await sample(1), { largest: 1, liveness: true })).faces[0]!.liveness!

describe('beside the pack in use', () => {
  test('a face is alive only where every model says so, whichever denies it', async () => {
    const alone = await withVision(null, livenessOf)
    expect(alone.real).toBeGreaterThan(0.9)
    expect(alone).not.toHaveProperty('models')
    for (const [first, second, together] of [
      [0.9999, 0.9998, alone.real],
      [0.02, 0.99, 0.02],
      [0.99, 0.02, 0.02],
    ] as const) {
      const pair = install({ first: settledModel(first), second: settledModel(second) })
      const { real, models } = await withVision(pair, livenessOf)
      expect(real).toBeCloseTo(together, 4)
      expect(models?.map(({ model }) => model)).toEqual(['fr_liveness', 'first', 'second'])
      expect(models?.map((each) => each.real)).toEqual(
        [alone.real, first, second].map((each) => expect.closeTo(each, 4)),
      )
    }
  })

  test('a track in front of the camera counts by the worst word of each frame', async () => {
    const pair = install({ first: settledModel(0.9), second: settledModel(0.03) })
    const liveness = await withVision(pair, async (vision) => {
      const { faces } = await vision.analyseFrame(
        await frameOf(await sample(3), { left: 500, top: 60, width: 1066, height: 800 }),
      )
      return faces.find((face) => face.embedding !== null)!.liveness!
    })
    expect(liveness.real).toBeCloseTo(0.03, 4)
    expect(liveness.models?.slice(1)).toEqual([
      { model: 'first', real: expect.closeTo(0.9, 4) },
      { model: 'second', real: expect.closeTo(0.03, 4) },
    ])
  })

  test('a missing or exchanged file is refused at once, and not passed over', async () => {
    const pair = install({ first: settledModel(0.9), second: settledModel(0.9) })
    const wrong = { ...pair, models: pair.models.map((model) => ({ ...model, sha256: '0'.repeat(64) })) }
    await expect(withVision(wrong, livenessOf)).rejects.toMatchObject({ code: 'model-damaged' })
    await expect(withVision({ ...pair, folder: scratchFolder() }, livenessOf)).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('rollcall models add second'),
    })
    expect(readFileSync(join(pair.folder, 'first.onnx')).length).toBeGreaterThan(0)
  })

  test('what is known of the vision names the further models', async () => {
    const pair = install({ first: settledModel(0.9), second: settledModel(0.9) })
    const { models } = await withVision(pair, (vision) => vision.info())
    expect(models.map(({ file }) => file).slice(-2)).toEqual(['first.onnx', 'second.onnx'])
  })
})

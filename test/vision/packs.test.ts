import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bitmap } from '../../main/vision/bitmap.ts'
import { decodePhoto } from '../../main/vision/decode.ts'
import type { Detection } from '../../main/vision/detect/detection.ts'
import { createDetector } from '../../main/vision/detect/detector.ts'
import { detectInPhoto } from '../../main/vision/detect/tiles.ts'
import { distance, overlap } from '../../main/vision/geometry.ts'
import { findLandmarks, toFivePoints } from '../../main/vision/landmarks.ts'
import type { DetectorModel } from '../../main/vision/manifest.ts'
import { type Models, openModels } from '../../main/vision/models.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { createSession } from '../../main/vision/session.ts'
import { modelsFolder, sample } from './samples.ts'

/** Detectors that users bring; the files are test data and not part of the project. */
const folder = fileURLToPath(new URL('../../../shared/models', import.meta.url))

const others: readonly { kind: 'scrfd' | 'yunet'; file: string; input: DetectorModel['input'] }[] = [
  {
    kind: 'scrfd',
    file: 'scrfd_2.5g.onnx',
    input: { name: 'input.1', shape: [1, 3, 640, 640], colour: 'rgb', mean: 127.5, scale: 128 },
  },
  {
    kind: 'yunet',
    file: 'yunet_2026may.onnx',
    input: { name: 'input', shape: [1, 3, 640, 640], colour: 'bgr', mean: 0, scale: 1 },
  },
]

describe.each(others)('$kind', ({ kind, file, input }) => {
  const path = `${folder}/${file}`
  if (!existsSync(path)) {
    test.skip(`needs ${file} in ../shared/models`, () => {})
    return
  }
  let models: Models
  let bitmap: Bitmap
  let found: Detection[]
  let ours: Detection[]
  beforeAll(async () => {
    models = await openModels({ modelsFolder })
    ;({ bitmap } = await decodePhoto(await sample(3)))
    const standard = await models.need('detector')
    ours = await detectInPhoto(bitmap, createDetector(standard.session, standard.model))
    const model: DetectorModel = {
      role: 'detector',
      kind,
      file,
      bytes: 0,
      sha256: '',
      graphOptimizationLevel: 'all',
      input,
      scoreThreshold: 0.6,
      nmsIou: 0.4,
    }
    await using session = await createSession(await readFile(path), {
      name: file,
      input,
      graphOptimizationLevel: 'all',
      provider: 'cpu',
      raster: createRaster(),
    })
    found = await detectInPhoto(bitmap, createDetector(session, model))
  })
  afterAll(() => models.close())

  test('finds the faces that the default detector finds', () => {
    for (const face of ours) {
      expect(Math.max(...found.map((other) => overlap(other.box, face.box)))).toBeGreaterThan(0.5)
    }
  })

  test('gives five points where the 68 landmarks have them', async () => {
    const { session } = await models.need('landmarks')
    for (const face of ours) {
      const same = found.toSorted((a, b) => overlap(b.box, face.box) - overlap(a.box, face.box))[0]!
      const points = toFivePoints(await findLandmarks(bitmap, face.box, session))
      expect(same.points).toHaveLength(5)
      for (const [index, point] of same.points!.entries()) {
        expect(distance(point, points[index]!)).toBeLessThan(0.1 * face.box.height)
      }
    }
  })
})

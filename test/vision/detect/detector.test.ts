import { describe, expect, test } from 'vitest'
import type { Detection } from '../../../main/vision/detect/detection.ts'
import { suppress } from '../../../main/vision/detect/detector.ts'
import { readUltraface } from '../../../main/vision/detect/ultraface.ts'
import { readYunet } from '../../../main/vision/detect/yunet.ts'
import { createRaster } from '../../../main/vision/raster.ts'
import type { Session } from '../../../main/vision/session.ts'
import { createPlane } from '../../../main/vision/tensor.ts'

const face = (x: number, score: number): Detection => ({
  box: { x, y: 0, width: 100, height: 100 },
  score,
  points: null,
})

/** A session that answers with given outputs: the readers are arithmetic over them. */
function answering(width: number, height: number, outputs: Readonly<Record<string, Float32Array>>): Session {
  return {
    input: createPlane(createRaster(), width, height, { colour: 'rgb', mean: 0, scale: 1 }),
    outputs: Object.keys(outputs),
    run: async () => (name) => outputs[name]!,
    [Symbol.asyncDispose]: async () => {},
  }
}

describe('suppress', () => {
  test('keeps the best of an overlapping group and everything apart from it', () => {
    const kept = suppress([face(0, 0.7), face(20, 0.9), face(150, 0.65)], 0.4)
    expect(kept.map(({ score }) => score)).toEqual([0.9, 0.65])
  })

  test('an overlap of exactly the limit stays', () => {
    // Shifted by 60 of 100: 40 / 160 = 0.25.
    expect(suppress([face(0, 0.9), face(60, 0.8)], 0.25)).toHaveLength(2)
    expect(suppress([face(0, 0.9), face(60, 0.8)], 0.24)).toHaveLength(1)
  })

  test('what was suppressed suppresses nothing', () => {
    expect(suppress([face(0, 0.9), face(40, 0.8), face(80, 0.7)], 0.4).map(({ score }) => score)).toEqual([0.9, 0.7])
  })
})

test('UltraFace: fractions of the input become pixels, low scores and empty boxes go', async () => {
  const scores = Float32Array.of(0.1, 0.9, 0.6, 0.4, 0.05, 0.95)
  const boxes = Float32Array.of(0.25, 0.5, 0.5, 1, 0, 0, 1, 1, 0.5, 0.5, 0.5, 0.6)
  const found = await readUltraface(answering(320, 240, { scores, boxes }), 0.6)
  expect(found).toHaveLength(1)
  expect(found[0]!.box).toEqual({ x: 80, y: 120, width: 80, height: 120 })
  expect(found[0]!.score).toBeCloseTo(0.9, 6)
})

test('YuNet: cell, middle, size and points of one face', async () => {
  const cells = (stride: number) => (64 / stride) ** 2
  const outputs: Record<string, Float32Array> = {}
  for (const stride of [8, 16, 32]) {
    outputs[`cls_${stride}`] = new Float32Array(cells(stride))
    outputs[`obj_${stride}`] = new Float32Array(cells(stride))
    outputs[`bbox_${stride}`] = new Float32Array(4 * cells(stride))
    outputs[`kps_${stride}`] = new Float32Array(10 * cells(stride))
  }
  // Stride 16 has 4 x 4 cells; cell 6 is column 2, row 1.
  outputs.cls_16![6] = 0.81
  outputs.obj_16![6] = 1
  outputs.bbox_16!.set([0.5, 0.25, Math.log(2), Math.log(1.5)], 24)
  outputs.kps_16!.set([0, 0, 1, 0.5, 0, 0, 0, 0, -1, 2], 60)
  const found = await readYunet(answering(64, 64, outputs), 0.6)
  expect(found).toHaveLength(1)
  const { box, score, points } = found[0]!
  expect(score).toBeCloseTo(0.9, 6)
  expect(box.x).toBeCloseTo(40 - 16, 4)
  expect(box.y).toBeCloseTo(20 - 12, 4)
  expect(box.width).toBeCloseTo(32, 4)
  expect(points![1]).toEqual({ x: 48, y: 24 })
  expect(points![4]).toEqual({ x: 16, y: 48 })
})

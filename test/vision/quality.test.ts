import { describe, expect, test } from 'vitest'
import type { QualityComponentName } from '../../main/contract/quality.ts'
import { alignedPoints, alignedSide } from '../../main/vision/align.ts'
import { judgeQuality, type QualityInput, withAgreement } from '../../main/vision/quality.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { createPlane } from '../../main/vision/tensor.ts'

const raster = createRaster()

/** A textured grey face around `level`; `lean` darkens its left half and lightens its right. */
function faceOf(level: number, texture: number, lean = 0) {
  const face = createPlane(raster, alignedSide, alignedSide, { colour: 'rgb', mean: 0, scale: 1 })
  for (let at = 0; at < face.data.length; at++) {
    const x = at % 112
    const y = Math.floor(at / 112) % 112
    const side = x < 56 ? -lean : lean
    face.data[at] = Math.min(255, Math.max(0, level + side + texture * Math.sin(x / 2) * Math.sin(y / 2)))
  }
  return face
}

const good: QualityInput = {
  face: faceOf(130, 60),
  box: { x: 200, y: 100, width: 180, height: 220 },
  detection: 0.99,
  points: alignedPoints.map(({ x, y }) => ({ x: 2 * x + 200, y: 2 * y + 100 })),
  pose: { yaw: 0, pitch: 0, roll: 0 },
  eyesOpen: 1,
  width: 640,
  height: 480,
  scale: 1,
  gain: 1,
  stretch: 0,
}

function component(changes: Partial<QualityInput>, name: QualityComponentName) {
  return judgeQuality({ ...good, ...changes }).components.find((item) => item.name === name)!
}

describe('judgeQuality', () => {
  test('it is the same in whatever format an embedder wants its faces', () => {
    const other = createPlane(raster, alignedSide, alignedSide, { colour: 'bgr', mean: 127.5, scale: 128 })
    const coloured = faceOf(130, 60)
    const size = alignedSide ** 2
    for (let at = 0; at < 3 * size; at++) {
      coloured.data[at]! *= [0.6, 0.9, 1.1][Math.floor(at / size)]!
      other.data[2 * size - Math.floor(at / size) * size + (at % size)] = (coloured.data[at]! - 127.5) / 128
    }
    const inOther = judgeQuality({ ...good, face: other })
    const components = judgeQuality({ ...good, face: coloured }).components
    for (const [index, { score }] of components.entries())
      expect(inOther.components[index]!.score).toBeCloseTo(score, 3)
  })

  test('a face that moved has no sharpness, whichever way it went', () => {
    for (const along of ['x', 'y'] as const) {
      const face = faceOf(130, 0)
      for (let at = 0; at < face.data.length; at++) {
        const place = along === 'x' ? Math.floor(at / 112) % 112 : at % 112
        face.data[at] = 130 + 60 * Math.sin(place / 2)
      }
      expect(component({ face }, 'sharpness')).toEqual({ name: 'sharpness', score: 0, reason: 'hold-still' })
    }
    expect(component({}, 'sharpness')).toEqual({ name: 'sharpness', score: 100, reason: null })
  })

  test('a picture that was brightened is judged by the light there was, and not by the steps that brightening left', () => {
    const dark = faceOf(16, 3)
    for (let at = 0; at < dark.data.length; at++) dark.data[at] = 8 * Math.round(dark.data[at]!)
    expect(component({ face: dark, gain: 8 }, 'exposure')).toMatchObject({ score: 0, reason: 'more-light' })
    const flat = faceOf(16, 0.4)
    for (let at = 0; at < flat.data.length; at++)
      flat.data[at] = 8 * Math.round(flat.data[at]! + ((at * 7) % 11) / 11 - 0.5)
    expect(component({ face: flat, gain: 8 }, 'sharpness').score).toBeLessThan(
      component({ face: flat, gain: 1 }, 'sharpness').score - 10,
    )
  })

  test('a good picture has nothing to complain about', () => {
    const { score, components } = judgeQuality(good)
    expect(score).toBeGreaterThan(90)
    expect(components.map(({ reason }) => reason)).toEqual(components.map(() => null))
  })

  const bad: readonly (readonly [QualityComponentName, Partial<QualityInput>, string])[] = [
    ['size', { points: alignedPoints.map(({ x, y }) => ({ x: x / 2, y: y / 2 })) }, 'come-closer'],
    ['sharpness', { face: faceOf(130, 2) }, 'hold-still'],
    ['exposure', { face: faceOf(35, 30) }, 'more-light'],
    ['exposure', { face: faceOf(235, 18) }, 'less-light'],
    ['contrast', { face: faceOf(130, 30, 50) }, 'light-from-front'],
    ['yaw', { pose: { yaw: 40, pitch: 0, roll: 0 } }, 'turn-right'],
    ['yaw', { pose: { yaw: -40, pitch: 0, roll: 0 } }, 'turn-left'],
    ['pitch', { pose: { yaw: 0, pitch: 35, roll: 0 } }, 'chin-down'],
    ['pitch', { pose: { yaw: 0, pitch: -35, roll: 0 } }, 'chin-up'],
    ['roll', { pose: { yaw: 0, pitch: 0, roll: -35 } }, 'straighten-head'],
    ['eyes', { eyesOpen: 0.1 }, 'open-eyes'],
    ['occlusion', { detection: 0.65 }, 'uncover-face'],
    ['cut-off', { box: { x: 550, y: 100, width: 180, height: 220 } }, 'move-into-picture'],
    ['proportions', { stretch: 0.45 }, 'keep-proportions'],
    ['proportions', { stretch: -0.45 }, 'keep-proportions'],
  ]
  test.each(bad)('%s is named, with what to do', (name, changes, reason) => {
    expect(component(changes, name).reason).toBe(reason)
    expect(judgeQuality({ ...good, ...changes }).score).toBeLessThan(judgeQuality(good).score)
  })

  test('worse is never better', () => {
    const scores = [0, 10, 25, 40, 60].map((yaw) => judgeQuality({ ...good, pose: { yaw, pitch: 0, roll: 0 } }).score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })

  test('a shrunk photo is judged by its own pixels', () => {
    const points = alignedPoints.map(({ x, y }) => ({ x: x / 2, y: y / 2 }))
    expect(component({ points, scale: 3 }, 'size').score).toBe(100)
  })

  test('without an eye model the eyes are not judged', () => {
    expect(judgeQuality({ ...good, eyesOpen: null }).components.map(({ name }) => name)).not.toContain('eyes')
  })
})

test('crops that disagree take from the score and leave the components', () => {
  const quality = judgeQuality(good)
  const scoreAt = (agreement: number) => withAgreement(quality, agreement, [0.95, 0.99]).score
  expect(scoreAt(0.995)).toBeCloseTo(Math.sqrt(quality.score * 100), 9)
  expect(scoreAt(0.97)).toBeCloseTo(Math.sqrt(quality.score * 50), 6)
  expect(scoreAt(0.9)).toBeCloseTo(Math.sqrt(quality.score), 9)
  expect(withAgreement(quality, 0.9, [0.95, 0.99]).components).toEqual(quality.components)
})

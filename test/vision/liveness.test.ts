import { describe, expect, test } from 'vitest'
import type { Point } from '../../main/contract/entities.ts'
import { judgeLiveness, minReal } from '../../main/contract/liveness.ts'
import { alignedPoints } from '../../main/vision/align.ts'
import { createBitmap } from '../../main/vision/bitmap.ts'
import { addSighting, cueOfStillness, type Sightings } from '../../main/vision/liveness-still.ts'
import {
  addFrame,
  addPassive,
  type LivenessEvidence,
  livenessOf,
  noLivenessEvidence,
} from '../../main/vision/liveness-track.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { shrinkFrame } from '../../main/vision/small-frame.ts'

const raster = createRaster()

/** What models find of one picture: the first is the pack's own. */
const says = (...real: number[]) => real.map((each, index) => ({ model: `model-${index + 1}`, real: each }))

/** A face 70 pixels between the eyes, its corner at (x, y). */
function pointsAt(x: number, y: number): Point[] {
  return alignedPoints.map((point) => ({ x: x + 2 * point.x, y: y + 2 * point.y }))
}

function seenFor(milliseconds: number, sway: (at: number) => number, pause = 100): Sightings {
  let sightings: Sightings = []
  for (let at = 0; at <= milliseconds; at += pause)
    sightings = addSighting(sightings, at, pointsAt(200 + sway(at), 100))
  return sightings
}

describe('frozen', () => {
  test('nothing is said before a second and five frames', () => {
    expect(cueOfStillness([])).toBeNull()
    expect(cueOfStillness(seenFor(900, () => 0))).toBeNull()
    expect(cueOfStillness(seenFor(1_200, () => 0, 400))).toBeNull()
    expect(cueOfStillness(seenFor(1_000, () => 0))).toBe(1)
  })

  test('the camera’s noise is not life, a sway of a fiftieth of the eyes’ distance is', () => {
    expect(cueOfStillness(seenFor(2_000, (at) => (at % 200 === 0 ? 0.15 : -0.15)))).toBe(1)
    expect(cueOfStillness(seenFor(2_000, (at) => 2 * Math.sin(at / 300)))).toBe(0)
  })

  test('a machine that manages one frame a second judges by five of them', () => {
    expect(cueOfStillness(seenFor(3_000, () => 0, 1_000))).toBeNull()
    expect(cueOfStillness(seenFor(4_000, () => 0, 1_000))).toBe(1)
    expect(cueOfStillness(seenFor(60_000, (at) => 2 * Math.sin(at / 300), 1_000))).toBe(0)
    expect(seenFor(60_000, () => 0, 1_000)).toHaveLength(5)
  })

  test('only the last moments count', () => {
    const moved = seenFor(4_000, (at) => (at < 2_000 ? at / 20 : 100))
    expect(cueOfStillness(moved)).toBe(1)
  })
})

/** Noise that is the same at the same place of its own surface. */
function texture(x: number, y: number): number {
  const cell = Math.imul((x >> 4) * 73_856_093, 1) ^ Math.imul((y >> 4) * 19_349_663, 1)
  return 40 + ((cell >>> 3) % 170)
}

/** A wall with a strip before it whose middle is the face: 420 pixels wide as a picture's, else as a head's. */
function frame(left: number, picture: boolean) {
  const width = 640
  const height = 480
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = picture ? x >= left && x < left + 420 : x >= left + 150 && x < left + 270
      const value = inside ? texture(x - left + 1_000, y) : texture(x, y)
      data.fill(value, 4 * (y * width + x), 4 * (y * width + x) + 3)
    }
  }
  return shrinkFrame(createBitmap(width, height, data), null, raster)
}

/** The face is in the middle of a picture that slides to and fro, or is all that moves. */
function slide(picture: boolean): LivenessEvidence {
  let evidence = addPassive(noLivenessEvidence, says(0.9), 80)
  for (let index = 0; index < 12; index++) {
    const left = 100 + 20 * [0, 1, 2, 1][index % 4]!
    const box = { x: left + 150, y: 140, width: 120, height: 160 }
    evidence = addFrame(evidence, frame(left, picture), index * 100, box, pointsAt(left + 98, 100))
  }
  return evidence
}

describe('planar', () => {
  test('a face that moves before a wall is no picture', () => {
    expect(livenessOf(slide(false))?.cues.planar).toBe(0)
    expect(livenessOf(slide(false))?.real).toBeCloseTo(0.9, 5)
  })

  test('a picture moves with all that is on it', () => {
    expect(livenessOf(slide(true))?.cues.planar).toBe(1)
    expect(livenessOf(slide(true))?.real).toBe(0)
    expect(judgeLiveness(livenessOf(slide(true)))).toBe('not-live')
  })

  test('without motion nothing is said', () => {
    let evidence = addPassive(noLivenessEvidence, says(0.9), 80)
    const still = frame(100, true)
    for (let at = 0; at < 1_000; at += 100) {
      evidence = addFrame(evidence, still, at, { x: 250, y: 140, width: 120, height: 160 }, pointsAt(198, 100))
    }
    expect(livenessOf(evidence)?.cues.planar).toBeNull()
  })
})

describe('over a track', () => {
  test('better frames weigh more', () => {
    const evidence = addPassive(addPassive(noLivenessEvidence, says(1), 89), says(0), 9)
    expect(livenessOf(evidence)?.real).toBeCloseTo(0.9, 9)
  })

  test('nothing before the model has seen a frame; undecided before the face was watched', () => {
    expect(livenessOf(noLivenessEvidence)).toBeNull()
    expect(judgeLiveness(null)).toBe('not-live')
    expect(judgeLiveness(livenessOf(addPassive(noLivenessEvidence, says(1), 50)))).toBe('undecided')
  })

  test('who sways and looks real is let in, who looks like a picture is not', () => {
    const sightings = seenFor(2_000, (at) => 2 * Math.sin(at / 300))
    const passes = (real: number) =>
      judgeLiveness(livenessOf(addPassive({ ...noLivenessEvidence, sightings }, says(real), 50)))
    expect(passes(minReal + 0.01)).toBe('live')
    expect(passes(minReal - 0.01)).toBe('not-live')
  })

  test('a frame counts as the model says that finds it least real, whichever that is', () => {
    const sightings = seenFor(2_000, (at) => 2 * Math.sin(at / 300))
    const seen = (...frames: readonly (readonly [number, number])[]) =>
      livenessOf(
        frames.reduce((all, [one, other]) => addPassive(all, says(one, other), 50), {
          ...noLivenessEvidence,
          sightings,
        }),
      )
    expect(judgeLiveness(seen([0.9, 0.8]))).toBe('live')
    expect(judgeLiveness(seen([0.9, 0.02]))).toBe('not-live')
    expect(judgeLiveness(seen([0.02, 0.9]))).toBe('not-live')
    // Either finds every second frame a picture: on average each would let it pass.
    const byTurns = seen([0.9, 0.01], [0.01, 0.9])
    expect(byTurns?.real).toBeCloseTo(0.01, 9)
    expect(judgeLiveness(byTurns)).toBe('not-live')
  })

  test('with several models each one’s figure is told, weighted like the whole; one alone needs no naming', () => {
    const first = addPassive(noLivenessEvidence, says(1, 0.5), 89)
    const liveness = livenessOf(addPassive(first, says(0, 0.75), 9))
    expect(liveness?.models?.map(({ model }) => model)).toEqual(['model-1', 'model-2'])
    expect(liveness?.models?.[0]?.real).toBeCloseTo(0.9, 9)
    expect(liveness?.models?.[1]?.real).toBeCloseTo(0.525, 9)
    expect(liveness?.real).toBeCloseTo(0.45, 9)
    expect(livenessOf(addPassive(noLivenessEvidence, says(0.9), 80))).not.toHaveProperty('models')
  })

  test('a strong cue is enough, however real the model finds the face', () => {
    const cues = { frozen: 0, planar: 0 }
    expect(judgeLiveness({ real: 0.5, cues })).toBe('live')
    expect(judgeLiveness({ real: 0.5, cues: { ...cues, planar: 0.5 } })).toBe('not-live')
    expect(judgeLiveness({ real: 0.5, cues: { ...cues, frozen: 0.5 } })).toBe('still')
    expect(judgeLiveness({ real: 0.5, cues: { frozen: 0.5, planar: 0.5 } })).toBe('not-live')
    expect(judgeLiveness({ real: 0.5, cues: { ...cues, planar: null } })).toBe('live')
  })
})

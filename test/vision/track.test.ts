import { describe, expect, test } from 'vitest'
import type { Detection } from '../../main/vision/detect/detector.ts'
import { createTracker } from '../../main/vision/track.ts'

const face = (x: number, y: number, score = 0.95, side = 100): Detection => ({
  box: { x, y, width: side, height: side },
  score,
  points: null,
})

function tracker() {
  let id = 0
  return createTracker(0.6, () => ++id)
}

/** Track ids by the x of their box. */
function ids(update: { seen: readonly { id: number; detection: Detection }[] }) {
  return update.seen.toSorted((a, b) => a.detection.box.x - b.detection.box.x).map((track) => track.id)
}

describe('tracker', () => {
  test('a face that moves keeps its id, two faces keep theirs', () => {
    const faces = tracker()
    expect(ids(faces.update([face(100, 100), face(400, 100)], 0))).toEqual([1, 2])
    for (let frame = 1; frame < 20; frame++) {
      expect(ids(faces.update([face(400 - 3 * frame, 100), face(100 + 5 * frame, 100)], frame * 100))).toEqual([1, 2])
    }
  })

  test('a fast face is found by its speed where boxes no longer overlap', () => {
    const faces = tracker()
    faces.update([face(0, 100)], 0)
    faces.update([face(60, 100)], 100)
    expect(ids(faces.update([face(150, 100)], 200))).toEqual([1])
    expect(ids(faces.update([face(250, 100)], 300))).toEqual([1])
  })

  test('a weak detection continues a track and never begins one', () => {
    const faces = tracker()
    expect(faces.update([face(100, 100, 0.5)], 0).seen).toHaveLength(0)
    faces.update([face(100, 100)], 100)
    expect(ids(faces.update([face(104, 100, 0.4)], 200))).toEqual([1])
  })

  test('a short absence is bridged, a long one ends the track once', () => {
    const faces = tracker()
    faces.update([face(100, 100)], 0)
    expect(faces.update([], 500).ended).toEqual([])
    expect(ids(faces.update([face(100, 100)], 900))).toEqual([1])
    expect(faces.update([], 1_950).ended).toEqual([1])
    expect(faces.update([], 2_100).ended).toEqual([])
    expect(ids(faces.update([face(100, 100)], 2_200))).toEqual([2])
  })

  test('a face elsewhere is somebody else', () => {
    const faces = tracker()
    faces.update([face(0, 0)], 0)
    expect(ids(faces.update([face(500, 300)], 100))).toEqual([2])
  })

  test('a face of quite another size in the same place is somebody else', () => {
    const faces = tracker()
    faces.update([face(100, 100, 0.95, 200)], 0)
    expect(ids(faces.update([face(170, 170, 0.95, 60)], 100))).toEqual([2])
  })

  test('two people passing each other: the nearer keeps the closer box', () => {
    const faces = tracker()
    let last: number[] = []
    for (let frame = 0; frame <= 10; frame++) {
      const left = face(100 + 20 * frame, 100, 0.95, 80)
      const right = face(300 - 20 * frame, 160, 0.95, 80)
      last = faces
        .update([left, right], frame * 100)
        .seen.toSorted((a, b) => a.detection.box.y - b.detection.box.y)
        .map((track) => track.id)
    }
    expect(last).toEqual([1, 2])
  })

  test('a track given up begins again under another id, and its end is told', () => {
    const faces = tracker()
    faces.update([face(100, 100)], 0)
    faces.end(1)
    const next = faces.update([face(100, 100)], 100)
    expect(next.ended).toEqual([1])
    expect(ids(next)).toEqual([2])
    expect(faces.endAll()).toEqual([2])
  })
})

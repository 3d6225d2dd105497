import { describe, expect, test } from 'vitest'
import type { Detection } from '../../main/vision/detect/detection.ts'
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

  /** One face whose box moves by steps, and what its track is said to be. */
  const jumps = (steps: readonly (readonly [x: number, y: number, at: number])[]) => {
    const faces = tracker()
    return steps.map(([x, y, at]) => {
      const [track] = faces.update([face(x, y)], at).seen
      return [track!.id, track!.jumped]
    })
  }

  test('a face that was out of sight for long may be another one; for a blink it is the same', () => {
    expect(
      jumps([
        [100, 100, 0],
        [100, 100, 500],
        [100, 100, 1_000],
      ]),
    ).toEqual([
      [1, false],
      [1, false],
      [1, false],
    ])
    expect(
      jumps([
        [100, 100, 0],
        [100, 100, 501],
        [100, 100, 600],
      ]),
    ).toEqual([
      [1, false],
      [1, true],
      [1, false],
    ])
  })

  test('a face that is not where it was expected may be another one', () => {
    // Boxes of 100 that share 66 of 100 columns overlap by 0.49, those that share 67 by 0.504.
    expect(
      jumps([
        [0, 0, 0],
        [34, 0, 100],
      ]),
    ).toEqual([
      [1, false],
      [1, true],
    ])
    expect(
      jumps([
        [0, 0, 0],
        [33, 0, 100],
      ]),
    ).toEqual([
      [1, false],
      [1, false],
    ])
    expect(
      jumps([
        [0, 0, 0],
        [0, 34, 100],
      ]),
    ).toEqual([
      [1, false],
      [1, true],
    ])
    // One that goes on at its speed, across or down, is where it was expected.
    expect(
      jumps([
        [0, 0, 0],
        [30, 0, 100],
        [50, 0, 200],
        [72, 0, 300],
        [95, 0, 400],
      ]).map(([, jumped]) => jumped),
    ).toEqual(Array(5).fill(false))
    expect(
      jumps([
        [0, 0, 0],
        [0, 30, 100],
        [0, 50, 200],
        [0, 72, 300],
        [0, 95, 400],
      ]).map(([, jumped]) => jumped),
    ).toEqual(Array(5).fill(false))
  })

  test('the speed is the mean of the latest and what it was before, in pixels a millisecond', () => {
    const faces = tracker()
    const [track] = faces.update([face(0, 0)], 0).seen
    expect(track).toMatchObject({ startedAt: 0, seenAt: 0, velocity: { x: 0, y: 0 } })
    faces.update([face(20, 10)], 100)
    expect(track!.velocity).toEqual({ x: 0.1, y: 0.05 })
    faces.update([face(50, 0)], 200)
    expect(track!.velocity).toEqual({ x: (0.1 + 0.3) / 2, y: (0.05 - 0.1) / 2 })
    faces.update([face(60, 0)], 200)
    expect(track).toMatchObject({ seenAt: 200, startedAt: 0, velocity: { x: 0.2, y: -0.025 } })
    // A face that grows moves by its middle.
    const [grown] = faces.update([face(50, -10, 0.95, 120)], 300).seen
    expect(grown).toBe(track)
    expect(track!.velocity.x).toBeCloseTo(0.1, 9)
    expect(track!.velocity.y).toBeCloseTo(-0.0125, 9)
  })

  test('a face is expected no further on than it moves in half the patience', () => {
    const faces = tracker()
    faces.update([face(0, 0)], 0)
    faces.update([face(40, 0)], 100)
    // At 0.2 pixels a millisecond: 100 on after half a second, and no more after nine tenths.
    expect(ids(faces.update([face(140, 0)], 1_000))).toEqual([1])
    const gone = tracker()
    gone.update([face(0, 0)], 0)
    gone.update([face(40, 0)], 100)
    expect(ids(gone.update([face(216, 0)], 1_000))).toEqual([2])
  })

  test('a face out of sight is waited for for a second, and not longer', () => {
    const waiting = (milliseconds: number) => {
      const faces = tracker()
      const start = 100_000
      expect(faces.update([face(100, 100)], start).ended).toEqual([])
      const { ended } = faces.update([], start + milliseconds)
      return [ended, ids(faces.update([face(100, 100)], start + milliseconds))]
    }
    expect(waiting(500)).toEqual([[], [1]])
    expect(waiting(1_000)).toEqual([[], [1]])
    expect(waiting(1_001)).toEqual([[1], [2]])
  })

  test('boxes that do not overlap are one face within half a width, by the middle', () => {
    const next = (x: number, y: number, side = 100) => {
      const faces = tracker()
      faces.update([face(0, 0)], 0)
      return ids(faces.update([face(x, y, 0.95, side)], 100))[0]
    }
    // Sixty columns apart, boxes share a quarter: that is overlap enough.
    expect([next(60, 0), next(61, 0), next(0, 61), next(40, 40)]).toEqual([1, 2, 2, 2])
    // Of another size they may overlap by less, where the middle is near and the size not quite another.
    expect([next(-10, -10, 62), next(-14, -14, 62), next(-18, -18, 62)]).toEqual([1, 1, 2])
    expect([next(-10, -10, 60), next(-10, -10, 59)]).toEqual([1, 2])
  })

  test('a detection of exactly the sure score begins a track', () => {
    const faces = tracker()
    expect(ids(faces.update([face(100, 100, 0.6)], 0))).toEqual([1])
    expect(faces.update([face(400, 100, 0.599)], 100).seen).toEqual([])
  })

  test('a sure detection is matched before a weak one, however near that is', () => {
    const faces = tracker()
    faces.update([face(100, 100)], 0)
    const { seen } = faces.update([face(130, 100, 0.9), face(100, 100, 0.5)], 100)
    expect(seen.map(({ id, detection }) => [id, detection.score])).toEqual([[1, 0.9]])
  })

  test('the closest pair is matched first, and no face twice', () => {
    const faces = tracker()
    faces.update([face(0, 0), face(50, 0)], 0)
    // Both tracks overlap the face at 45; the second is the nearer one, the first takes what is left.
    expect(ids(faces.update([face(45, 0), face(-20, 0)], 100))).toEqual([1, 2])
  })

  test.each([0.95, 0.6])('one face of score %d is never two tracks', (score) => {
    const faces = tracker()
    faces.update([face(0, 0), face(50, 0)], 0)
    expect(ids(faces.update([face(45, 0, score)], 100))).toEqual([2])
  })

  test('a box that shares exactly half with the expected one is surely the same face', () => {
    const faces = tracker()
    faces.update([face(0, 0, 0.95, 90)], 0)
    expect(faces.update([face(30, 0, 0.95, 90)], 100).seen).toMatchObject([{ id: 1, jumped: false }])
  })

  test('all tracks given up are told once, those that ended before included', () => {
    const faces = tracker()
    faces.update([face(0, 0), face(400, 0)], 0)
    faces.end(1)
    expect(faces.endAll()).toEqual([1, 2])
    expect(faces.endAll()).toEqual([])
    expect(faces.update([face(0, 0)], 100)).toMatchObject({ seen: [{ id: 3 }], ended: [] })
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

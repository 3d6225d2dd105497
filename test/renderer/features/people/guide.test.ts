import { describe, expect, test } from 'vitest'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import type { Quality } from '../../../../main/contract/quality.ts'
import {
  type Guide,
  guideProgress,
  observeGuide,
  type Step,
  startGuide,
} from '../../../../renderer/features/people/guide.ts'

type Reason = NonNullable<Quality['components'][number]['reason']>

function face(pose: { yaw?: number; pitch?: number }, score = 80, reason: Reason | null = null, track = 1): FrameFace {
  return {
    track,
    box: { x: 0, y: 0, width: 100, height: 100 },
    points: [],
    detection: 0.9,
    quality: { score, components: [{ name: 'sharpness', score: reason === null ? 90 : 30, reason }] },
    pose: { yaw: 0, pitch: 0, roll: 0, ...pose },
    liveness: null,
    eyesOpen: null,
    candidates: [],
    challenge: null,
    state: { kind: 'looking' },
    attendance: null,
    keepLook: null,
  }
}

function answerTo(guide: Guide, frames: readonly (readonly FrameFace[])[]) {
  let answer = { guide, keep: false, take: false }
  for (const faces of frames) answer = observeGuide(answer.guide, faces)
  return answer
}

const base = { yaw: 4, pitch: -8, roll: 0 }
const advice = (step: Step, pose: { yaw?: number; pitch?: number }) =>
  observeGuide(startGuide(step, base), [face(pose)]).guide.advice.kind

describe('guided enrolment', () => {
  test('takes the photo after eight good frames in a row and not before', () => {
    const frames = Array.from({ length: 8 }, () => [face({})])
    expect(answerTo(startGuide('front', null), frames.slice(1)).take).toBe(false)
    expect(guideProgress(answerTo(startGuide('front', null), frames.slice(4)).guide)).toBe(0.5)
    expect(answerTo(startGuide('front', null), frames).take).toBe(true)
  })

  test('keeps only the best of them', () => {
    const first = observeGuide(startGuide('front', null), [face({}, 70)])
    expect(first.keep).toBe(true)
    const worse = observeGuide(first.guide, [face({}, 60)])
    expect(worse.keep).toBe(false)
    expect(observeGuide(worse.guide, [face({}, 71)]).keep).toBe(true)
  })

  test('turning counts from the photo of the front, to the own left and right', () => {
    expect(advice('left', { yaw: 20, pitch: -8 })).toBe('hold')
    expect(advice('left', { yaw: -20, pitch: -8 })).toBe('ask')
    expect(advice('left', { yaw: 11, pitch: -8 })).toBe('ask')
    expect(advice('right', { yaw: -12, pitch: -8 })).toBe('hold')
    expect(advice('right', { yaw: -45, pitch: -8 })).toBe('back')
    expect(advice('up', { yaw: 4, pitch: 2 })).toBe('hold')
    expect(advice('up', { yaw: 4, pitch: -6 })).toBe('ask')
  })

  test('a frame that will not do costs two and is explained; an empty one begins anew', () => {
    const five = answerTo(
      startGuide('front', null),
      Array.from({ length: 5 }, () => [face({})]),
    ).guide
    const blurred = observeGuide(five, [face({}, 40, 'hold-still')])
    expect(blurred.guide.advice).toEqual({ kind: 'reason', reason: 'hold-still' })
    expect(blurred.guide.good).toBe(3)
    expect(observeGuide(five, []).guide).toMatchObject({ good: 0, advice: { kind: 'no-face' } })
  })

  test('another face does not finish what the first one began', () => {
    const seven = answerTo(
      startGuide('front', null),
      Array.from({ length: 7 }, () => [face({})]),
    ).guide
    const other = observeGuide(seven, [face({}, 50, null, 2)])
    expect(other).toMatchObject({ take: false, keep: true, guide: { good: 1, best: 50 } })
    expect(observeGuide(seven, [face({}), face({}, 80, null, 2)]).guide.advice.kind).toBe('several-faces')
  })
})

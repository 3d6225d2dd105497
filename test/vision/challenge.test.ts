import { describe, expect, test } from 'vitest'
import {
  type ChallengeFrame,
  type ChallengeState,
  observeChallenge,
  startChallenge,
} from '../../main/vision/challenge.ts'

/** One frame every 100 ms. */
function follow(state: ChallengeState, frames: readonly Omit<ChallengeFrame, 'at'>[], pause = 100): ChallengeState {
  return frames.reduce((now, frame, index) => observeChallenge(now, { ...frame, at: 5_000 + index * pause }), state)
}

const looking = { eyesOpen: 0.98, yaw: 2 }
const shut = { eyesOpen: 0.05, yaw: 2 }
const blink = [looking, looking, shut, shut, looking]

describe('blink', () => {
  test('as often as asked', () => {
    const twice = startChallenge('blink', () => 0.5)
    expect(twice).toMatchObject({ challenge: { kind: 'blink', times: 2 } })
    expect(follow(twice, blink).kind).toBe('pending')
    expect(follow(twice, [...blink, ...blink]).kind).toBe('passed')
    expect(
      follow(
        startChallenge('blink', () => 0),
        blink,
      ).kind,
    ).toBe('passed')
    expect(
      follow(
        startChallenge('blink', () => 0.99),
        [...blink, ...blink],
      ).kind,
    ).toBe('pending')
  })

  test('eyes that never open or never close do not pass, and it ends', () => {
    const once = startChallenge('blink', () => 0)
    expect(follow(once, Array(20).fill(looking)).kind).toBe('pending')
    expect(follow(once, Array(20).fill(shut)).kind).toBe('pending')
    expect(follow(once, Array(100).fill(looking))).toMatchObject({ kind: 'failed', why: 'too-late', at: 13_100 })
  })

  test('closing the eyes for long is no blink', () => {
    const once = startChallenge('blink', () => 0)
    expect(follow(once, [looking, ...Array(15).fill(shut), looking]).kind).toBe('pending')
  })

  test('frames that say nothing change nothing', () => {
    const once = startChallenge('blink', () => 0)
    const gaps = blink.flatMap((frame) => [frame, { eyesOpen: null, yaw: null }])
    expect(follow(once, gaps).kind).toBe('passed')
  })
})

describe('turn', () => {
  const left = startChallenge('turn', () => 0.2)
  const yaws = (...values: number[]) => values.map((yaw) => ({ eyesOpen: 0.9, yaw }))

  test('towards the side that was asked, which is the person’s own', () => {
    expect(left).toMatchObject({ challenge: { kind: 'turn', towards: 'left' } })
    expect(follow(left, yaws(0, 5, 12, 20, 26)).kind).toBe('passed')
    expect(follow(left, yaws(0, -5, -12, -20, -26))).toEqual({
      kind: 'failed',
      why: 'other-way',
      challenge: { kind: 'turn', towards: 'left' },
      at: 5_400,
    })
    const right = startChallenge('turn', () => 0.7)
    expect(follow(right, yaws(0, -5, -12, -20, -26)).kind).toBe('passed')
  })

  test('a face that was turned all along has not turned', () => {
    expect(follow(left, yaws(28, 29, 30, 28)).kind).toBe('pending')
    expect(follow(left, yaws(28, 15, 3, 15, 28)).kind).toBe('passed')
  })

  test('another picture in place of the first is no turn', () => {
    expect(follow(left, yaws(0, 1, 40))).toMatchObject({ kind: 'failed', why: 'jumped' })
  })

  test('a head may turn as far as heads do between the frames of a slow machine', () => {
    expect(follow(left, yaws(0, 1, 40), 250).kind).toBe('passed')
    expect(follow(left, yaws(0, 1, 60), 250)).toMatchObject({ kind: 'failed', why: 'jumped' })
  })

  test('eyes behind dark glasses, or that no model looks at, do not stand in the way', () => {
    for (const eyesOpen of [0.02, null]) {
      const frames = [0, 5, 12, 20, 26].map((yaw) => ({ eyesOpen, yaw }))
      expect(follow(left, frames).kind).toBe('passed')
    }
  })

  test('what is decided stays decided', () => {
    const passed = follow(left, yaws(0, 12, 26))
    expect(observeChallenge(passed, { eyesOpen: 0, yaw: -40, at: 99_000 })).toBe(passed)
  })
})

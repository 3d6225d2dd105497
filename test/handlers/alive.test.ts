import { expect, test } from 'vitest'
import { askedOf, checkAlive } from '../../main/handlers/alive.ts'
import type { ChallengeState } from '../../main/vision/challenge.ts'
import type { TrackedFace } from '../../main/vision/vision.ts'

const required = { liveness: 'required', challenge: true } as const

function face(real: number | null, watched: boolean, eyesOpen = 1, yaw = 0): TrackedFace {
  return {
    track: 1,
    sure: true,
    box: { x: 0, y: 0, width: 100, height: 120 },
    detection: 1,
    points: [],
    pose: { yaw, pitch: 0, roll: 0 },
    quality: null,
    eyesOpen,
    liveness: real === null ? null : { real, cues: { frozen: watched ? 0 : null, planar: null } },
    embedding: null,
    crop: null,
  }
}

test.each([
  ['off', 'off', face(0, true), 'pass'],
  ['only advised', 'advisory', face(0, true), 'pass'],
  ['required and alive', 'required', face(0.9, true), 'pass'],
  ['required and not watched for long', 'required', face(0.9, false), 'wait'],
  ['required and not alive', 'required', face(0.05, true), 'refuse'],
  ['required and the pack cannot tell', 'required', face(null, true), 'refuse'],
] as const)('liveness %s', (_, liveness, shown, kind) => {
  expect(checkAlive(null, shown, 0, { liveness, challenge: false }, () => 0).kind).toBe(kind)
})

test('who is doubted is asked, and passes by doing it', () => {
  // 0: a blink, once.
  let state: ChallengeState | null = null
  const answers: string[] = []
  for (const [index, eyes] of [1, 1, 0.1, 0.1, 1].entries()) {
    const answer = checkAlive(state, face(0.05, true, eyes), index * 200, required, () => 0)
    state = answer.challenge
    answers.push(answer.kind)
    if (index === 1) expect(askedOf(state)).toEqual({ kind: 'blink', times: 1, done: 0 })
  }
  expect(answers).toEqual(['wait', 'wait', 'wait', 'wait', 'pass'])
  expect(askedOf(state)).toBeNull()
})

test('a picture that does nothing is refused when the time is over, and stays refused', () => {
  let state: ChallengeState | null = null
  let last = ''
  for (let at = 0; at <= 12_000; at += 500) {
    const answer = checkAlive(state, face(0.05, true), at, required, () => 0.9)
    state = answer.challenge
    last = answer.kind
  }
  expect(last).toBe('refuse')
  expect(checkAlive(state, face(0.9, true, 0.1), 12_500, required, () => 0.9).kind).toBe('refuse')
})

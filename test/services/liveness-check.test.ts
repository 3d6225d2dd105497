import { expect, test } from 'vitest'
import { checkAlive, toAskedChallenge } from '../../main/services/liveness-check.ts'
import type { ChallengeState } from '../../main/vision/challenge.ts'
import type { TrackedFace } from '../../main/vision/vision.ts'

const required = { liveness: 'required', challenge: true } as const

function face(real: number | null, watched: boolean, eyesOpen: number | null = 1, yaw = 0, frozen = 0): TrackedFace {
  return {
    track: 1,
    sure: true,
    box: { x: 0, y: 0, width: 100, height: 120 },
    detection: 1,
    points: [],
    pose: { yaw, pitch: 0, roll: 0 },
    quality: null,
    eyesOpen,
    liveness: real === null ? null : { real, cues: { frozen: watched ? frozen : null, planar: null } },
    embedding: null,
    crop: null,
  }
}

test.each([
  ['off', 'off', face(0, true), 'pass'],
  ['off, at once', 'off', face(0.9, false), 'pass'],
  ['only advised', 'advisory', face(0, true), 'pass'],
  ['only advised, and not watched for a second yet', 'advisory', face(0.9, false), 'wait'],
  ['only advised, and the pack cannot tell', 'advisory', face(null, true), 'pass'],
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
    if (index === 1) expect(toAskedChallenge(state)).toEqual({ kind: 'blink', times: 1, done: 0 })
  }
  expect(answers).toEqual(['wait', 'wait', 'wait', 'wait', 'pass'])
  expect(toAskedChallenge(state)).toBeNull()
})

/** Shows the same face for a while. @returns what was asked and answered, each once in its turn */
function hold(shown: TrackedFace, seconds: number, random: () => number): string[] {
  let state: ChallengeState | null = null
  const said: string[] = []
  for (let at = 0; at <= 1_000 * seconds; at += 500) {
    const answer = checkAlive(state, shown, at, required, random)
    state = answer.challenge
    const word = toAskedChallenge(state)?.kind ?? answer.kind
    if (said.at(-1) !== word) said.push(word)
  }
  return said
}

test('a picture that does nothing is refused when the time is over, and asked for the other thing a little later', () => {
  expect(hold(face(0.05, true), 30, () => 0.9)).toEqual(['turn', 'refuse', 'blink', 'refuse', 'turn'])
})

test('once asked, only the answer counts', () => {
  const { challenge } = checkAlive(null, face(0.05, true), 0, required, () => 0.9)
  expect(checkAlive(challenge, face(0.9, true), 500, required, () => 0.9).kind).toBe('wait')
  const late = checkAlive(challenge, face(0.9, true), 1_000, required, () => 0.9).challenge
  expect(checkAlive(late, face(0.9, true), 9_500, required, () => 0.9)).toMatchObject({
    kind: 'refuse',
    why: 'challenge',
  })
})

test.each([0.1, null])('nobody whose eyes look %s open is asked to blink', (eyesOpen) => {
  expect(hold(face(0.05, true, eyesOpen), 30, () => 0)).toEqual(['turn', 'refuse', 'turn', 'refuse', 'turn'])
})

test('who only stands still is told so, is asked for nothing, and passes by moving', () => {
  const still = checkAlive(null, face(0.9, true, 1, 0, 0.8), 1_000, required, () => 0)
  expect(still).toEqual({ kind: 'refuse', why: 'still', challenge: null })
  expect(checkAlive(still.challenge, face(0.9, true), 1_500, required, () => 0).kind).toBe('pass')
})

import { expect, test } from 'vitest'
import { checkAlive, toAskedChallenge, type Watched } from '../../main/services/liveness-check.ts'
import { addPassive, livenessOf, noLivenessEvidence } from '../../main/vision/liveness-track.ts'
import type { TrackedFace } from '../../main/vision/vision.ts'

const nothing: Watched = { challenge: null, aliveSince: null }
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
    liveness: real === null ? null : { real, cues: { frozen: watched ? frozen : null, planar: 0 } },
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
  expect(checkAlive(nothing, shown, 0, { liveness, challenge: false }, () => 0).kind).toBe(kind)
})

test('who is doubted is asked, and passes by doing it', () => {
  // 0: a blink, once.
  let state = nothing
  const answers: string[] = []
  for (const [index, eyes] of [1, 1, 0.1, 0.1, 1].entries()) {
    const answer = checkAlive(state, face(0.05, true, eyes), index * 200, required, () => 0)
    state = answer
    answers.push(answer.kind)
    if (index === 1) expect(toAskedChallenge(state.challenge)).toEqual({ kind: 'blink', times: 1, done: 0 })
  }
  expect(answers).toEqual(['wait', 'wait', 'wait', 'wait', 'pass'])
  expect(toAskedChallenge(state.challenge)).toBeNull()
})

/** Shows the same face for a while. @returns what was asked and answered, each once in its turn */
function hold(shown: TrackedFace, seconds: number, random: () => number): string[] {
  let state = nothing
  const said: string[] = []
  for (let at = 0; at <= 1_000 * seconds; at += 500) {
    const answer = checkAlive(state, shown, at, required, random)
    state = answer
    const word = toAskedChallenge(state.challenge)?.kind ?? answer.kind
    if (said.at(-1) !== word) said.push(word)
  }
  return said
}

test('a picture that does nothing is refused when the time is over, and asked for the other thing a little later', () => {
  expect(hold(face(0.05, true), 30, () => 0.9)).toEqual(['turn', 'refuse', 'blink', 'refuse', 'turn'])
})

test('once asked, only the answer counts', () => {
  const asked = checkAlive(nothing, face(0.05, true), 0, required, () => 0.9)
  expect(checkAlive(asked, face(0.9, true), 500, required, () => 0.9).kind).toBe('wait')
  const late = checkAlive(asked, face(0.9, true), 1_000, required, () => 0.9)
  expect(checkAlive(late, face(0.9, true), 9_500, required, () => 0.9)).toMatchObject({
    kind: 'refuse',
    why: 'challenge',
  })
})

test.each([0.1, null])('nobody whose eyes look %s open is asked to blink', (eyesOpen) => {
  expect(hold(face(0.05, true, eyesOpen), 30, () => 0)).toEqual(['turn', 'refuse', 'turn', 'refuse', 'turn'])
})

test('who only stands still is told so, is asked for nothing, and passes by moving', () => {
  const still = checkAlive(nothing, face(0.9, true, 1, 0, 0.8), 1_000, required, () => 0)
  expect(still).toEqual({ kind: 'refuse', why: 'still', ...nothing })
  expect(checkAlive(still, face(0.9, true), 1_500, required, () => 0).kind).toBe('pass')
})

test('a face that looks alive waits a moment for what its surroundings say, and no longer', () => {
  const silent = face(0.9, true)
  const moving = { ...silent, liveness: { real: 0.9, cues: { frozen: 0, planar: null } } }
  const first = checkAlive(nothing, moving, 1_500, required, () => 0)
  expect(first.kind).toBe('wait')
  expect(checkAlive(first, moving, 2_000, required, () => 0).kind).toBe('wait')
  expect(checkAlive(first, moving, 2_100, required, () => 0).kind).toBe('pass')
  expect(checkAlive(first, silent, 1_700, required, () => 0).kind).toBe('pass')
  const held = { ...silent, liveness: { real: 0.9, cues: { frozen: 0, planar: 0.98 } } }
  expect(checkAlive(first, held, 1_700, { ...required, challenge: false }, () => 0)).toMatchObject({ why: 'picture' })
})

test('a blink does not outvote a model that is sure of a picture, and does one that only doubts', () => {
  const passed: Watched = { challenge: { kind: 'passed' }, aliveSince: null }
  expect(checkAlive(passed, face(0.0002, true), 5_000, required, () => 0)).toMatchObject({
    kind: 'refuse',
    why: 'picture',
  })
  expect(checkAlive(passed, face(0.03, true), 5_000, required, () => 0).kind).toBe('pass')
  expect(checkAlive(passed, face(null, true), 5_000, required, () => 0).kind).toBe('pass')
})

test.each([
  ['the pack in use', [0.0002, 0.9]],
  ['the second opinion', [0.9, 0.0002]],
])('a blink does not outvote %s either, when that is sure of a picture', (_, reals) => {
  const passed: Watched = { challenge: { kind: 'passed' }, aliveSince: null }
  const said = (opinions: readonly number[]) => opinions.map((real, index) => ({ model: `model-${index}`, real }))
  const shown = face(0.9, true)
  const liveness = livenessOf(addPassive(noLivenessEvidence, said(reals), 80))
  expect(checkAlive(passed, { ...shown, liveness }, 5_000, required, () => 0)).toMatchObject({
    kind: 'refuse',
    why: 'picture',
  })
  const doubting = livenessOf(addPassive(noLivenessEvidence, said([0.9, 0.03]), 80))
  expect(checkAlive(passed, { ...shown, liveness: doubting }, 5_000, required, () => 0).kind).toBe('pass')
})

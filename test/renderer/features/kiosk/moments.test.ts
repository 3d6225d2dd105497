import { describe, expect, test } from 'vitest'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { findShownPerson, freshMoments, type Moment, nextMoments } from '../../../../renderer/features/kiosk/moments.ts'

const box = { x: 0, y: 0, width: 1, height: 1 }

function face(track: number, part: Partial<FrameFace>): FrameFace {
  const state = { kind: 'looking' } as const
  return {
    track,
    box,
    points: [],
    detection: 1,
    quality: null,
    pose: null,
    liveness: null,
    state,
    attendance: null,
    keepLook: null,
    eyesOpen: null,
    candidates: [],
    challenge: null,
    ...part,
  }
}

function known(track: number, id: number, attendance: FrameFace['attendance']): FrameFace {
  const decision = {
    kind: 'known',
    person: { id, name: `Person ${id}` },
    similarity: 0.7,
    runnerUp: null,
    threshold: 0.45,
  } as FrameFace['state'] extends { decision: infer D } ? D : never
  return face(track, { state: { kind: 'decided', decision } as FrameFace['state'], attendance })
}

const recorded = (event: number) => ({ kind: 'recorded', event, direction: 'in', at: 1000 }) as FrameFace['attendance']
const cooldown = { kind: 'cooldown', direction: 'in', at: 1000 } as FrameFace['attendance']
const unknown = (track: number) =>
  face(track, { state: { kind: 'decided', decision: { kind: 'unknown', similarity: 0.1, threshold: 0.45 } } })
const none = new Set<never>()
const kinds = (moments: readonly Moment[]) => moments.map((moment) => moment.kind)

describe('what the kiosk says', () => {
  test('a challenge before anything else, and the greeting once it was answered', () => {
    const challenge = { kind: 'turn', towards: 'left' } as const
    const asked = nextMoments([], [{ ...known(1, 7, null), challenge }], 0, none)
    expect(asked).toMatchObject([{ kind: 'challenge', challenge }])
    const answered = nextMoments(asked, [known(1, 7, recorded(3))], 100, none)
    expect(kinds(answered)).toEqual(['greeting'])
  })

  test('since when somebody works here, or until when, for as long as they look', () => {
    const coming = { kind: 'coming', from: '2026-06-01' } as FrameFace['attendance']
    const told = nextMoments([], [known(1, 7, coming)], 0, none)
    expect(told).toMatchObject([
      { kind: 'outside', person: { id: 7 }, outside: { kind: 'coming', from: '2026-06-01' } },
    ])
    const left = { kind: 'left', on: '2026-05-31' } as FrameFace['attendance']
    expect(nextMoments(told, [known(1, 7, left)], 100, none)).toMatchObject([{ outside: { kind: 'left' } }])
    expect(nextMoments(told, [], 2000, none)).toEqual([])
  })

  test('why a face did not pass, for as long as that is the reason', () => {
    const still = nextMoments([], [known(1, 7, { kind: 'not-live', why: 'still' })], 0, none)
    expect(still).toMatchObject([{ kind: 'not-live', why: 'still' }])
    const picture = nextMoments(still, [known(1, 7, { kind: 'not-live', why: 'picture' })], 100, none)
    expect(picture).toMatchObject([{ kind: 'not-live', why: 'picture' }])
    expect(kinds(nextMoments(picture, [known(1, 7, recorded(3))], 200, none))).toEqual(['greeting'])
  })

  test('nothing while it is still looking', () => {
    expect(nextMoments([], [face(1, {})], 0, none)).toEqual([])
  })

  test('a greeting stays five seconds after the person has walked on, and no longer', () => {
    const greeted = nextMoments([], [known(1, 1, recorded(5))], 0, none)
    expect(kinds(nextMoments(greeted, [], 4900, none))).toEqual(['greeting'])
    expect(nextMoments(greeted, [], 5000, none)).toEqual([])
  })

  test('somebody who stands there is greeted once, also when the face is found anew', () => {
    const greeted = nextMoments([], [known(1, 1, recorded(5))], 0, none)
    const later = nextMoments(greeted, [known(2, 1, cooldown)], 4900, none)
    expect(kinds(later)).toEqual(['greeting'])
    expect(freshMoments(greeted, later)).toEqual([])
    expect(kinds(nextMoments(later, [], 5500, none))).toEqual(['greeting'])
  })

  test('who comes back within the pause is told so', () => {
    expect(kinds(nextMoments([], [known(1, 1, cooldown)], 0, none))).toEqual(['cooldown'])
  })

  test('several strangers are told once', () => {
    expect(kinds(nextMoments([], [unknown(1), unknown(2), known(3, 1, recorded(5))], 0, none))).toEqual([
      'unknown',
      'greeting',
    ])
  })

  test('advice goes with the face', () => {
    const told = nextMoments([], [unknown(1)], 0, none)
    expect(kinds(nextMoments(told, [], 1100, none))).toEqual(['unknown'])
    expect(nextMoments(told, [], 1300, none)).toEqual([])
  })

  test('an event that was taken back is not spoken of any more', () => {
    const greeted = nextMoments([], [known(1, 1, recorded(5))], 0, none)
    expect(nextMoments(greeted, [known(1, 1, recorded(5))], 100, new Set([5 as never]))).toEqual([])
  })
})

test('a face is named once it may pass, and a photo of somebody never is', () => {
  const person = { id: 7, name: 'Person 7' }
  expect(findShownPerson(known(1, 7, recorded(3)))).toEqual(person)
  expect(findShownPerson(known(1, 7, cooldown))).toEqual(person)
  expect(findShownPerson(known(1, 7, { kind: 'ask', direction: 'in', early: false }))).toEqual(person)
  expect(findShownPerson(known(1, 7, null))).toBeNull()
  expect(findShownPerson(known(1, 7, { kind: 'not-live', why: 'picture' }))).toBeNull()
  expect(findShownPerson(unknown(1))).toBeNull()
})

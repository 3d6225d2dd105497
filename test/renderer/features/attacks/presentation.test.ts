import { describe, expect, test } from 'vitest'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { minReal } from '../../../../main/contract/liveness.ts'
import {
  adviceOf,
  type Judged,
  observePresentation,
  type Presentation,
  tallyOf,
  wanted,
} from '../../../../renderer/features/attacks/presentation.ts'
import { exactRate } from '../../../../renderer/features/attacks/rate.ts'

describe('the exact interval', () => {
  // Two-sided 95 % limits by Clopper and Pearson, as in every table of them.
  test.each([
    [0, 20, 0, 0.1684],
    [1, 20, 0.0013, 0.2487],
    [10, 20, 0.272, 0.728],
    [20, 20, 0.8316, 1],
  ])('of %i in %i is %f to %f', (errors, total, low, high) => {
    const rate = exactRate(errors, total)
    expect(rate.low).toBeCloseTo(low, 3)
    expect(rate.high).toBeCloseTo(high, 3)
  })
})

const face = (track: number, real: number, frozen: number | null = 0) =>
  ({ track, liveness: { real, cues: { frozen, planar: null } } }) as FrameFace
const watching: Presentation = { kind: 'watching', track: 3, since: 0 }

test('attacks are counted kind by kind, and the kinds that were not tried are named', () => {
  const attacks = [
    { verdict: 'not-live', instrument: 'print' },
    { verdict: 'live', instrument: 'screen' },
    { verdict: 'live', instrument: 'print' },
    { verdict: 'not-live', instrument: 'print' },
  ] as const
  expect(tallyOf(attacks)).toEqual({
    tried: [
      { instrument: 'print', passed: 1, total: 3 },
      { instrument: 'screen', passed: 1, total: 1 },
    ],
    missing: ['phone', 'other'],
  })
  expect(tallyOf([]).tried).toEqual([])
})

test('the advice follows from what went wrong, and says when too few were shown', () => {
  const people = (refused: number, total = wanted): Judged[] =>
    Array.from({ length: total }, (_, index) => ({ verdict: index < refused ? 'not-live' : 'live', instrument: null }))
  const attacks = (passed: number, total = wanted): Judged[] =>
    Array.from({ length: total }, (_, index) => ({
      verdict: index < passed ? 'live' : 'not-live',
      instrument: 'print',
    }))
  expect(adviceOf(people(0), attacks(0))).toEqual(['good'])
  expect(adviceOf(people(1), attacks(2))).toEqual(['attacks-passed', 'people-refused'])
  expect(adviceOf(people(0), attacks(0, wanted - 1))).toEqual(['few'])
  expect(adviceOf(people(2), [])).toEqual(['people-refused', 'few'])
})

describe('a presentation', () => {
  test('begins with a face and is judged after three seconds', () => {
    expect(observePresentation({ kind: 'waiting' }, [face(3, 0.9)], 0).presentation).toEqual(watching)
    expect(observePresentation(watching, [face(3, 0.9)], 2999).verdict).toBeNull()
    expect(observePresentation(watching, [face(3, 0.9)], 3000)).toEqual({
      presentation: { kind: 'leaving', track: 3 },
      verdict: 'live',
    })
    expect(observePresentation(watching, [face(3, minReal - 0.01)], 3000).verdict).toBe('not-live')
    expect(observePresentation(watching, [face(3, 0.4, 0.5)], 3000).verdict).toBe('not-live')
  })

  test('is watched for longer while nothing can be said', () => {
    expect(observePresentation(watching, [face(3, 0.9, null)], 9000)).toEqual({ presentation: watching, verdict: null })
  })

  test('does not count when the face goes before, and the next one waits until it has gone', () => {
    expect(observePresentation(watching, [], 1000)).toEqual({ presentation: { kind: 'waiting' }, verdict: null })
    const leaving: Presentation = { kind: 'leaving', track: 3 }
    expect(observePresentation(leaving, [face(3, 0.9)], 5000).presentation).toEqual(leaving)
    expect(observePresentation(leaving, [], 5000).presentation).toEqual({ kind: 'waiting' })
  })
})

import { expect, test } from 'vitest'
import { driftOf } from '../../main/matching/calibrate/drift.ts'

const scores = (low: number, high: number) => [...new Array(low).fill(0.5), ...new Array(high).fill(0.7)]

test('too few recognitions say nothing', () => {
  expect(driftOf(scores(39, 0), 0.6)).toEqual({ looked: 39, low: null, alarm: false })
})

test.each([
  [0, 100, false],
  [10, 90, false],
  // Wilson's lower bound at 99 % is above 0.2 from 31 of 100 on, from 15 of 40 and from 233 of 1,000.
  [30, 70, false],
  [31, 69, true],
  [14, 26, false],
  [15, 25, true],
  [232, 768, false],
  [233, 767, true],
])('%i low of %i high: alarm %s', (low, high, alarm) => {
  const drift = driftOf(scores(low, high), 0.6)
  expect(drift.low).toBeCloseTo(low / (low + high))
  expect(drift).toMatchObject({ looked: low + high, alarm })
})

test('a score is low below what a tenth was expected to stay below, and not at it', () => {
  const drift = driftOf([...new Array(30).fill(0.6), ...new Array(10).fill(0.599)], 0.6)
  expect(drift.low).toBe(0.25)
})

import { expect, test } from 'vitest'
import { driftOf } from '../../main/matching/calibrate/drift.ts'

const scores = (low: number, high: number) => [...new Array(low).fill(0.5), ...new Array(high).fill(0.7)]

test('too few recognitions say nothing', () => {
  expect(driftOf(scores(39, 0), 0.6)).toEqual({ looked: 39, low: null, alarm: false })
})

test.each([
  [0, 100, false],
  [10, 90, false],
  [30, 70, false],
  // Wilson's lower bound of 32 of 100 at 99 % is 0.213.
  [32, 68, true],
  [20, 20, true],
])('%i low of %i high: alarm %s', (low, high, alarm) => {
  const drift = driftOf(scores(low, high), 0.6)
  expect(drift.low).toBeCloseTo(low / (low + high))
  expect(drift.alarm).toBe(alarm)
})

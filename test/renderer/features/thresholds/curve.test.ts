import { expect, test } from 'vitest'
import { attemptsOf, ratesAt, sharesOf } from '../../../../renderer/features/thresholds/curve.ts'

const curve = [
  { threshold: 0.3, fmr: 0.02, fpir: 0.4, fnir: 0.01 },
  { threshold: 0.4, fmr: 0.01, fpir: 0.2, fnir: 0.03 },
  { threshold: 0.5, fmr: 0, fpir: 0, fnir: null },
]

test('rates between two points lie between theirs', () => {
  const rates = ratesAt(curve, 0.325)
  expect(rates?.fpir).toBeCloseTo(0.35)
  expect(rates?.fnir).toBeCloseTo(0.015)
  expect(ratesAt(curve, 0.45)?.fnir).toBeNull()
})

test('outside of the curve its ends hold, and an empty curve says nothing', () => {
  expect(ratesAt(curve, 0.1)?.fpir).toBe(0.4)
  expect(ratesAt(curve, 0.9)?.fpir).toBe(0)
  expect(ratesAt([], 0.4)).toBeNull()
})

test('counts become shares, rates become attempts', () => {
  expect(sharesOf([1, 3, 0])).toEqual([0.25, 0.75, 0])
  expect(sharesOf([0, 0])).toEqual([])
  expect(attemptsOf(1 / 300)).toBe(300)
})

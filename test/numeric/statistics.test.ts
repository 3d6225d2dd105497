import { expect, test } from 'vitest'
import { mean, median, quantile, standardDeviation, wilsonInterval } from '../../main/numeric/statistics.ts'

test('mean and deviation', () => {
  expect(mean([2, 4, 9])).toBe(5)
  expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2)
  expect(mean([])).toBeNaN()
})

test('the median is the upper of two in the middle', () => {
  expect([median([9, 1, 5]), median([4, 3, 2, 1]), median([])]).toEqual([5, 3, Number.NaN])
})

test('quantiles lie straight between the values', () => {
  const sorted = [10, 20, 40]
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share))).toEqual([10, 15, 20, 30, 40])
  expect(quantile([], 0.5)).toBeNaN()
})

test('a Wilson interval is that of its paper: none of ten, five of ten', () => {
  const [none, half] = [wilsonInterval(0, 10), wilsonInterval(0.5, 10)]
  expect(none[0]).toBeCloseTo(0, 12)
  expect(none[1]).toBeCloseTo(0.2775, 4)
  expect(half[0]).toBeCloseTo(0.2366, 4)
  expect(half[1]).toBeCloseTo(0.7634, 4)
})

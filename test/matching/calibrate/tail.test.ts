import { expect, test } from 'vitest'
import {
  binOf,
  emptyCounts,
  fitNormal,
  fitPareto,
  histogramOf,
  momentsOf,
  normalExceedance,
  upperQuantile,
} from '../../../main/matching/calibrate/tail.ts'
import { randomOf } from '../people-like.ts'

/** Draws with mean 0.01 and spread 0.1: normal ones, or with an exponential tail beyond 0.1. */
function drawn(tail: 'normal' | 'exponential', count = 400_000) {
  const random = randomOf(11)
  const counts = emptyCounts()
  for (let index = 0; index < count; index++) {
    const z = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const value = tail === 'exponential' && z > 1 ? 0.1 - 0.04 * Math.log(1 - random()) : z / 10
    counts[binOf(0.01 + value)]! += 1
  }
  return histogramOf(counts)
}

test('the normal tail is the one of the tables', () => {
  expect(normalExceedance(0)).toBeCloseTo(0.5, 6)
  expect(normalExceedance(1.959964)).toBeCloseTo(0.025, 6)
  expect(normalExceedance(-1)).toBeCloseTo(0.841345, 5)
  expect(normalExceedance(5) / 2.8665e-7).toBeCloseTo(1, 3)
})

test('moments and quantiles come back', () => {
  const histogram = drawn('normal')
  const { mean, deviation } = momentsOf(histogram)
  expect(mean).toBeCloseTo(0.01, 3)
  expect(deviation).toBeCloseTo(0.1, 3)
  expect(upperQuantile(histogram, 0.025)).toBeCloseTo(0.01 + 0.196, 2)
})

test('normal data are described by both fits, down to one in ten thousand', () => {
  const histogram = drawn('normal')
  // The rarest exceedance that is looked at has ten to thirty observations: a third off by chance.
  expect(fitNormal(histogram).worstRatio).toBeLessThan(1.5)
  const pareto = fitPareto(histogram)
  expect(Math.abs(Math.log(pareto.exceedance(0.01 + 0.309) / 1e-3))).toBeLessThan(Math.log(1.15))
  expect(Math.abs(Math.log(pareto.exceedance(0.01 + 0.3719) / 1e-4))).toBeLessThan(Math.log(1.4))
})

test('a heavier tail is seen by the Pareto fit only, and extrapolated rightly', () => {
  const histogram = drawn('exponential')
  const pareto = fitPareto(histogram)
  expect(pareto.parameters.shape).toBeGreaterThan(-0.1)
  expect(pareto.parameters.scale).toBeCloseTo(0.04, 2)
  expect(fitNormal(histogram).worstRatio).toBeGreaterThan(5)
  const truth = (similarity: number) => normalExceedance(1) * Math.exp(-(similarity - 0.11) / 0.04)
  expect(pareto.exceedance(0.4) / truth(0.4)).toBeGreaterThan(0.6)
  expect(pareto.exceedance(0.4) / truth(0.4)).toBeLessThan(1.6)
})

test('exceedance falls and never rises', () => {
  const { exceedance } = fitPareto(drawn('normal', 5000))
  for (let similarity = -1; similarity < 1; similarity += 0.01) {
    expect(exceedance(similarity + 0.01)).toBeLessThanOrEqual(exceedance(similarity) + 1e-12)
  }
})

/** Similarities of which 4 % lie in a Pareto tail of known shape, so that the highest 2 % lie well within it. */
function withParetoTail(shape: number, start: number, seed: number, count = 200_000): number[] {
  const random = randomOf(seed)
  const scale = 0.06
  return Array.from({ length: count }, () => {
    if (random() >= 0.04) return start - 0.5 * random()
    return start + (scale / shape) * ((1 - random()) ** -shape - 1)
  })
}

/** Shape by probability-weighted moments of the raw values (Hosking & Wallis 1987), without bins. */
function shapeOfRaw(values: readonly number[], share = 0.02): number {
  const sorted = values.toSorted((a, b) => b - a)
  const above = Math.floor(share * sorted.length)
  const start = sorted[above]!
  let a0 = 0
  let a1 = 0
  for (let rank = 0; rank < above; rank++) {
    const excess = sorted[rank]! - start
    a0 += excess / above
    a1 += (excess * (rank + 0.5)) / above ** 2
  }
  return 2 - a0 / (a0 - 2 * a1)
}

test.each([-0.25, -0.15, -0.05])(
  'the shape %d of a tail does not depend on where its start falls in a bin',
  (shape) => {
    for (const [seed, start] of [0.2, 0.20031, 0.20052, 0.20093].entries()) {
      const values = withParetoTail(shape, start, seed + 1)
      const counts = emptyCounts()
      for (const value of values) counts[binOf(value)]! += 1
      const fitted = fitPareto(histogramOf(counts)).parameters.shape!
      expect(Math.abs(fitted - shapeOfRaw(values))).toBeLessThan(0.01)
    }
  },
)

import { expect, test } from 'vitest'
import {
  binOf,
  empiricalExceedance,
  emptyCounts,
  fitNormal,
  fitPareto,
  fitTailScale,
  type Histogram,
  histogramOf,
  momentsOf,
  normalExceedance,
  similarityOf,
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

/** Similarities with their weights. */
function weights(...pairs: readonly (readonly [similarity: number, weight: number])[]): Histogram {
  const counts = emptyCounts()
  for (const [similarity, weight] of pairs) counts[binOf(similarity)]! += weight
  return histogramOf(counts)
}

/** The same weight in each thousandth from 0.5 to 0.6. */
const even = weights(...Array.from({ length: 100 }, (_, bin) => [0.5 + (bin + 0.5) / 1000, 10] as const))

test('bins are thousandths, from -1 to 1; what is beyond is in the first or last', () => {
  expect(emptyCounts()).toHaveLength(2001)
  expect([-3, -1, -0.0005, 0, 0.0005, 1, 3].map(binOf)).toEqual([0, 0, 999, 1000, 1000, 2000, 2000])
  expect(similarityOf(1000)).toBeCloseTo(0.0005, 12)
  expect(similarityOf(0)).toBeCloseTo(-0.9995, 12)
})

test('moments are those of the middles of the bins, by weight', () => {
  const { mean, deviation } = momentsOf(weights([0.1005, 3], [0.3005, 1]))
  expect(mean).toBeCloseTo(0.1505, 10)
  expect(deviation).toBeCloseTo(Math.sqrt(0.0075), 10)
  expect(momentsOf(weights([0.1005, 7])).deviation).toBeCloseTo(0, 6)
})

test('the share above a similarity falls within a bin by how far into it one is', () => {
  const above = empiricalExceedance(weights([0.2005, 3], [0.5005, 1]))
  const shares = [-2, 0, 0.2, 0.20025, 0.2005, 0.201, 0.3, 0.5005, 0.501, 2].map(above)
  expect(shares).toEqual([1, 1, 1, 0.8125, 0.625, 0.25, 0.25, 0.125, 0, 0].map((share) => expect.closeTo(share, 6)))
})

test('the similarity that a share exceeds is found within its bin', () => {
  const histogram = weights([0.2005, 3], [0.5005, 1])
  expect(upperQuantile(histogram, 0.125)).toBeCloseTo(0.5005, 10)
  expect(upperQuantile(histogram, 0.25)).toBeCloseTo(0.5, 10)
  expect(upperQuantile(histogram, 0.5)).toBeCloseTo(0.2 + 2 / 3000, 10)
  expect(upperQuantile(histogram, 1)).toBeCloseTo(0.2, 10)
  expect(upperQuantile(histogram, 1.1)).toBe(-1)
})

test('the scale of a tail of known shape is its mean excess, of its first bin only what lies above the start', () => {
  expect(fitTailScale(even, 0.5, 0)).toBeCloseTo(0.05, 10)
  expect(fitTailScale(even, 0.5, -1)).toBeCloseTo(0.1, 10)
  expect(fitTailScale(even, 0.55, 0)).toBeCloseTo(0.025, 10)
  expect(fitTailScale(even, 0.5505, 0)).toBeCloseTo(0.02475, 10)
})

test('a tail that ends, or that is too heavy, has the outermost shape that is believed', () => {
  const { start, shape, scale } = fitPareto(even, 0.5).parameters
  expect([start, shape]).toEqual([expect.closeTo(0.55, 10), -0.4])
  expect(scale).toBeCloseTo(0.025 * 1.4, 10)
  const heavy = fitPareto(weights([0.0005, 96], [0.1005, 1], [0.2005, 1], [0.3005, 1], [0.9005, 1]), 0.04)
  expect(heavy.parameters.shape).toBeLessThanOrEqual(0.05)
  const heavier = weights([0.0005, 9500], [0.0205, 480], [0.5005, 10], [0.9995, 10])
  expect(fitPareto(heavier, 0.05).parameters.shape).toBe(0.05)
})

test('below its start a fit is the data themselves, above it the tail, without a step', () => {
  const { exceedance, parameters } = fitPareto(even, 0.5)
  expect(exceedance(0.52)).toBeCloseTo(0.8, 10)
  expect(exceedance(0.55)).toBeCloseTo(0.5, 10)
  const scale = parameters.scale!
  expect(exceedance(0.56)).toBeCloseTo(0.5 * (1 - (0.4 * 0.01) / scale) ** 2.5, 10)
  expect(exceedance(0.55 + scale / 0.4 + 0.001)).toBe(0)
})

test('the worst ratio of a fit is looked for down to ten observations, either way', () => {
  // Normal by its moments, and then nothing above: the fit says more than there is, or ever less.
  const narrow = fitNormal(even)
  expect(narrow.name).toBe('normal')
  expect(narrow.parameters.mean).toBeCloseTo(0.55, 10)
  expect(narrow.parameters.deviation).toBeCloseTo(0.1 / Math.sqrt(12), 4)
  const shareAt = (z: number) => normalExceedance(z)
  const ratio = shareAt((0.599 - 0.55) / narrow.parameters.deviation!) / 0.01
  expect(narrow.worstRatio).toBeCloseTo(ratio, 6)
  // With five observations in all there is nothing to look at.
  expect(fitNormal(weights([0.1, 3], [0.2, 2])).worstRatio).toBe(1)
  const outlier = weights([0.1005, 500], [0.1015, 489], [0.9005, 11])
  expect(fitNormal(outlier).worstRatio).toBeGreaterThan(1e3)
})

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
function withParetoTail(shape: number, start: number, seed: number, count = 150_000): number[] {
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

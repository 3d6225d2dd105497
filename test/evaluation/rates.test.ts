import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  equalErrorRate,
  errorPoints,
  reweigh,
  shareAtOrAbove,
  sortScores,
  thresholdAtRate,
} from '../../main/evaluation/rates.ts'

const similarity = fc.integer({ min: -1000, max: 1000 }).map((thousandths) => thousandths / 1000)

describe('thresholdAtRate', () => {
  const scores = sortScores([0.1, 0.4, 0.2, 0.3])

  test('lies just above the first score that is too many', () => {
    expect(thresholdAtRate(scores, 0.25)).toBeCloseTo(0.3, 12)
    expect(shareAtOrAbove(scores, thresholdAtRate(scores, 0.25))).toBe(0.25)
  })

  test('lets nothing through at a rate below one in the set', () => {
    expect(shareAtOrAbove(scores, thresholdAtRate(scores, 0.24))).toBe(0)
  })

  test('takes tied scores all or none', () => {
    const tied = sortScores([0.5, 0.5, 0.5, 0.1])
    expect(shareAtOrAbove(tied, thresholdAtRate(tied, 0.5))).toBe(0)
    expect(shareAtOrAbove(tied, thresholdAtRate(tied, 0.75))).toBe(0.75)
  })

  test('never lets more through than asked, and no lower threshold would do', () => {
    fc.assert(
      fc.property(
        fc.array(similarity, { minLength: 1 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (list, rate) => {
          const sorted = sortScores(list)
          const threshold = thresholdAtRate(sorted, rate)
          expect(shareAtOrAbove(sorted, threshold)).toBeLessThanOrEqual(rate + 1e-9)
          const below = list.filter((value) => value < threshold)
          if (below.length > 0) expect(shareAtOrAbove(sorted, Math.max(...below))).toBeGreaterThan(rate)
        },
      ),
    )
  })

  test('a weight of two counts like the score twice', () => {
    const weighted = reweigh(scores, (index) => (index === 1 ? 2 : 1))
    const twice = sortScores([0.1, 0.4, 0.4, 0.2, 0.3])
    for (const rate of [0.1, 0.2, 0.4, 0.6]) expect(thresholdAtRate(weighted, rate)).toBe(thresholdAtRate(twice, rate))
  })
})

describe('equalErrorRate', () => {
  test('is 0 for sets that a threshold parts, and 1 for sets the wrong way round', () => {
    expect(equalErrorRate(sortScores([0.8, 0.9]), sortScores([0.1, 0.2]))).toBe(0)
    expect(equalErrorRate(sortScores([0.1, 0.2]), sortScores([0.8, 0.9]))).toBe(1)
  })

  test('by hand: one of four on each side', () => {
    expect(equalErrorRate(sortScores([0.9, 0.8, 0.7, 0.2]), sortScores([0.3, 0.1, 0.05, 0]))).toBeCloseTo(0.25, 12)
  })

  test('is a half for two equal sets', () => {
    expect(equalErrorRate(sortScores([0.1, 0.2, 0.3, 0.4]), sortScores([0.1, 0.2, 0.3, 0.4]))).toBeCloseTo(0.5, 12)
  })
})

test('a DET curve runs from all accepted to none', () => {
  const points = errorPoints(sortScores([0.5, 0.7]), sortScores([0.1, 0.6]))
  expect(points[0]).toMatchObject({ falseMatch: 0.5, falseNonMatch: 0 })
  expect(points.at(-1)).toMatchObject({ falseMatch: 0, falseNonMatch: 1 })
})

test('a similarity that is no number is refused', () => {
  expect(() => sortScores([0.1, Number.NaN])).toThrow(expect.objectContaining({ code: 'embeddings-unreadable' }))
})

test('nothing is measured on scores without weight', () => {
  const scores = sortScores([0.1, 0.5])
  const none = reweigh(scores, () => 0)
  expect(equalErrorRate(none, scores)).toBeNaN()
  expect(equalErrorRate(scores, none)).toBeNaN()
  expect(thresholdAtRate(none, 0.01)).toBeNaN()
  expect(shareAtOrAbove(scores, thresholdAtRate(none, 0.01))).toBeNaN()
})

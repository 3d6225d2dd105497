import { describe, expect, test } from 'vitest'
import { rateLabel } from '../../main/evaluation/report.ts'
import { bestThreshold, judgePairs, type ScoredPair } from '../../main/evaluation/verification.ts'
import { createRandom } from '../../main/numeric/random.ts'

const pair = (same: boolean, similarity: number, fold = 0, people: [string, string] = ['a', 'b']): ScoredPair => ({
  people,
  same,
  similarity,
  fold,
  quality: similarity * 100,
})

describe('bestThreshold', () => {
  test('lies half-way between the two scores around it', () => {
    expect(bestThreshold([pair(true, 0.8), pair(true, 0.6), pair(false, 0.2)])).toBeCloseTo(0.4, 12)
  })

  test('gives up the fewest pairs when the sets overlap', () => {
    const threshold = bestThreshold([pair(true, 0.9), pair(true, 0.3), pair(false, 0.5), pair(false, 0.1)])
    // 0.2 gets (0.9, 0.3, 0.1) right and 0.7 gets (0.9, 0.5, 0.1) right; the lower of equal ones is taken.
    expect(threshold).toBeCloseTo(0.2, 12)
  })
})

describe('judgePairs', () => {
  test("each fold is judged by the other fold's threshold", () => {
    // Fold 0 parts at 0.5, fold 1 at 0.2: judged by 0.5, fold 1 misses its genuine pair at 0.3.
    const pairs = [pair(true, 0.9, 0), pair(false, 0.1, 0), pair(true, 0.3, 1), pair(false, 0.1, 1)]
    const result = judgePairs(pairs, createRandom(1).next, 10)
    expect(result.accuracy).toBeCloseTo(0.75, 12)
    expect(result.accuracyStd).toBeCloseTo(0.25, 12)
    expect(result.threshold).toBeCloseTo(0.35, 12)
    expect(result.eer).toBe(0)
    expect(result.tarAtFar).toEqual({ '0.01': 1, '0.001': 1 })
  })

  test('counts misses by the quality of the worse photo', () => {
    const pairs = [0.1, 0.8, 0.85, 0.9].map((value) => pair(true, value)).concat(pair(false, 0.2))
    const { byQuality } = judgePairs(pairs, createRandom(1).next, 10)
    expect(byQuality.map(({ missed }) => missed)).toEqual([1, 0, 0, 0])
    expect(byQuality[0]).toEqual({ quality: [10, 10], attempts: 1, missed: 1, rate: 1 })
  })

  test('intervals hold the measured value, widen with fewer people and repeat with the same seed', () => {
    const make = (people: number) =>
      Array.from({ length: people }, (_, person) => [
        pair(true, 0.2 + 0.8 * ((person * 7919) % 101) * 0.01, 0, [`p${person}`, `p${person}`]),
        pair(false, 0.5 * ((person * 104_729) % 101) * 0.01, 0, [`p${person}`, `p${(person + 1) % people}`]),
      ]).flat()
    const [few, many] = [40, 640].map((people) => judgePairs(make(people), createRandom(7).next, 300))
    for (const result of [few!, many!]) {
      expect(result.intervals.eer[0]).toBeLessThanOrEqual(result.eer)
      expect(result.intervals.eer[1]).toBeGreaterThanOrEqual(result.eer)
    }
    const width = ([low, high]: readonly [number, number]) => high - low
    expect(width(few!.intervals.eer)).toBeGreaterThan(2 * width(many!.intervals.eer))
    expect(judgePairs(make(40), createRandom(7).next, 300).intervals).toEqual(few!.intervals)
  })

  test('says when there is nothing to judge', () => {
    expect(() => judgePairs([pair(true, 0.9)], createRandom(1).next)).toThrow(
      expect.objectContaining({ code: 'too-little-data' }),
    )
  })
})

test('a rate below one in what was measured is said to be that of no error', () => {
  expect(rateLabel('FNIR at FPIR 0.1 %', 0.001, 423, 'strangers')).toBe('FNIR at FPIR 0.1 % (none of 423 strangers)')
  expect(rateLabel('FNIR at FPIR 0.1 %', 0.001, 1000, 'strangers')).toBe('FNIR at FPIR 0.1 %')
})

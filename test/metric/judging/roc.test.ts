import { describe, expect, test } from 'vitest'
import { fnirAt, rankOne, type Search } from '../../../main/metric/judging/identification.ts'
import { bestThreshold, rankPairs, rocCurve, scoresOf, summariseRoc } from '../../../main/metric/judging/roc.ts'

/** Genuine 0.9, 0.8, 0.4; impostors 0.6, 0.4, 0.2, 0.1: with people 0..2 for the genuine ones. */
const scores = Float64Array.of(0.4, 0.9, 0.6, 0.2, 0.8, 0.4, 0.1)
const first = Int32Array.of(2, 0, 0, 0, 1, 1, 1)
const second = Int32Array.of(2, 0, 1, 2, 1, 2, 2)
const ranked = rankPairs(scores, first, second)
const even = Float64Array.of(1, 1, 1)

describe('ROC by hand', () => {
  test('pairs are ranked from the most similar down', () => {
    expect([...ranked.scores]).toEqual([0.9, 0.8, 0.6, 0.4, 0.4, 0.2, 0.1])
    expect([...scoresOf(ranked, 'genuine')]).toEqual([0.9, 0.8, 0.4])
    expect([...scoresOf(ranked, 'impostor')]).toEqual([0.6, 0.4, 0.2, 0.1])
  })

  test('equal scores make one point of the curve', () => {
    expect(rocCurve(ranked)).toEqual([
      { threshold: 0.9, far: 0, tar: 1 / 3 },
      { threshold: 0.8, far: 0, tar: 2 / 3 },
      { threshold: 0.6, far: 0.25, tar: 2 / 3 },
      { threshold: 0.4, far: 0.5, tar: 1 },
      { threshold: 0.2, far: 0.75, tar: 1 },
      { threshold: 0.1, far: 1, tar: 1 },
    ])
  })

  test('TAR at FAR, EER, AUC and accuracy', () => {
    const { tar, eer, auc, accuracy } = summariseRoc(ranked, even, [0, 0.25, 0.5], 0.5)
    expect(tar).toEqual([2 / 3, 2 / 3, 1])
    // between (0.25, miss 1/3) and (0.5, miss 0): the lines cross where far = miss
    expect(eer).toBeCloseTo(0.25 + (1 / 12 / (1 / 12 + 0.5)) * 0.25, 12)
    // of 12 genuine-impostor pairs 10 are in order, one is tied (a half), one is not
    expect(auc).toBeCloseTo(10.5 / 12, 12)
    expect(accuracy).toBeCloseTo((2 / 3 + 0.75) / 2, 12)
  })

  test('weights of people count pairs as often as both people were drawn', () => {
    // person 2 not drawn, person 1 twice: genuine 0.9 once and 0.8 twice, impostor 0.6 twice
    const { tar, auc } = summariseRoc(ranked, Float64Array.of(1, 2, 0), [0], 0)
    expect(tar).toEqual([1])
    expect(auc).toBe(1)
  })

  test('nothing can be said without impostors', () => {
    expect(summariseRoc(ranked, Float64Array.of(1, 0, 0), [0.01], 0).eer).toBeNaN()
  })

  test('the best threshold is the strictest with the highest mean of TAR and 1 - FAR', () => {
    expect(bestThreshold(ranked)).toBe(0.8)
  })
})

describe('identification by hand', () => {
  const searches: Search[] = [
    { person: 3, own: null, other: 0.5 },
    { person: 0, own: 0.9, other: 0.45 },
    { person: 1, own: 0.3, other: 0.4 },
    { person: 2, own: 0.45, other: 0.2 },
    { person: 4, own: null, other: 0.1 },
  ]
  const all = Float64Array.of(1, 1, 1, 1, 1)

  test('rank-1 counts known probes only', () => {
    expect(rankOne(searches, all)).toBeCloseTo(2 / 3, 12)
    expect(rankOne(searches, Float64Array.of(1, 2, 1, 1, 1))).toBeCloseTo(2 / 4, 12)
  })

  test('FNIR at FPIR: the threshold lets the allowed share of strangers through', () => {
    // none allowed: the threshold is 0.5, persons 1 and 2 are missed
    expect(fnirAt(searches, all, 0)).toBeCloseTo(2 / 3, 12)
    // one of two allowed: the threshold is 0.1, person 1 is still named wrongly
    expect(fnirAt(searches, all, 0.5)).toBeCloseTo(1 / 3, 12)
    expect(fnirAt(searches.slice(1, 4), all, 0.5)).toBeNaN()
  })
})

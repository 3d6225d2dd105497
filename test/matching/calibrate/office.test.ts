import { expect, test } from 'vitest'
import { describeOffice, drawOffice, officeErrors, updateBelief } from '../../../main/matching/calibrate/office.ts'
import { shareAbove, tailShape } from '../../../main/matching/calibrate/reference.ts'
import { binOf, emptyCounts, histogramOf } from '../../../main/matching/calibrate/tail.ts'

const belief = {
  mean: [0.04, -2.2, -0.8],
  covariance: [
    [4e-4, 1e-3, -1e-3],
    [1e-3, 1e-2, -4e-3],
    [-1e-3, -4e-3, 1e-2],
  ],
} as const

test('an office is described by its mean, spread and tail', () => {
  const counts = emptyCounts()
  counts[binOf(-0.1)] = 500
  counts[binOf(0.1)] = 500
  const [mean, logDeviation] = describeOffice(histogramOf(counts), tailShape)
  expect(mean).toBeCloseTo(0.0005, 6)
  expect(Math.exp(logDeviation!)).toBeCloseTo(0.1, 6)
})

test('the scale of an exponential tail is found', () => {
  const counts = emptyCounts()
  for (let pair = 0; pair < 200_000; pair++) {
    counts[binOf(-0.05 * Math.log((pair + 0.5) / 200_000))]! += 1
  }
  const [, logDeviation, logTailScale] = describeOffice(histogramOf(counts), 0)
  expect(Math.exp(logDeviation!)).toBeCloseTo(0.05, 3)
  expect(Math.exp(logTailScale!)).toBeCloseTo(1, 1)
})

test('so few pairs tell nothing of the tail, and one nothing of the spread', () => {
  const counts = emptyCounts()
  expect(describeOffice(histogramOf(counts), tailShape)).toEqual([null, null, null])
  counts[binOf(0.2)] = 1
  expect(describeOffice(histogramOf(counts), tailShape)).toMatchObject([expect.closeTo(0.2, 2), null, null])
  counts[binOf(0.1)] = 44
  expect(describeOffice(histogramOf(counts), tailShape)[2]).toBeNull()
})

test('what is seen moves the belief as far as it is trusted, and what varies with it', () => {
  const people = 20
  const learnt = updateBelief(belief, [0.1, null, null], people)
  const trust = 4e-4 / (4e-4 + (officeErrors[0] / people) ** 2)
  expect(learnt.mean[0]).toBeCloseTo(0.04 + trust * 0.06, 10)
  expect(learnt.mean[1]).toBeCloseTo(-2.2 + (1e-3 / 4e-4) * trust * 0.06, 10)
  expect(learnt.covariance[0][0]).toBeCloseTo(4e-4 * (1 - trust), 12)
  expect(learnt.covariance[1][1]).toBeCloseTo(1e-2 - 1e-3 ** 2 / (4e-4 + (officeErrors[0] / people) ** 2), 12)
  expect(updateBelief(belief, [null, null, null], 0)).toEqual(belief)
})

test('offices are drawn with the covariance that is believed', () => {
  expect(drawOffice(belief, [0, 0, 0])).toEqual(belief.mean)
  const [mean, logDeviation, logTailScale] = drawOffice(belief, [1, 0, 0])
  expect(mean).toBeCloseTo(0.06, 10)
  expect(logDeviation).toBeCloseTo(-2.2 + 0.05, 10)
  expect(logTailScale).toBeCloseTo(-0.8 - 0.05, 10)
  const certain = {
    mean: belief.mean,
    covariance: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  } as unknown as typeof belief
  expect(drawOffice(certain, [1, 2, 3])).toEqual(belief.mean)
})

test('the share above a similarity falls through the body into the tail without a step', () => {
  const reference = {
    basis: '',
    people: 0,
    offices: belief,
    body: [
      [0.5, 0],
      [0.02, 2.1],
    ] as const,
    genuine: [],
  }
  const office = [0.05, Math.log(0.1), Math.log(0.45)] as const
  expect(shareAbove(reference, office, 0.05)).toBeCloseTo(0.5, 10)
  expect(shareAbove(reference, office, 0.26)).toBeCloseTo(0.02, 10)
  // One scale further: (1 - 0.105) to the power of 1 / 0.105.
  expect(shareAbove(reference, office, 0.305)).toBeCloseTo(0.02 * (1 + tailShape) ** (-1 / tailShape), 10)
  expect(shareAbove(reference, office, 0.9)).toBe(0)
})

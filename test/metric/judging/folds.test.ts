import { expect, test } from 'vitest'
import { createEmbeddingSet, roles } from '../../../main/metric/embedding-set.ts'
import { comparePaired, forLooks, resample } from '../../../main/metric/judging/bootstrap.ts'
import { splitPeople } from '../../../main/metric/judging/folds.ts'
import { type FoldScores, measureNames, scoreFold } from '../../../main/metric/judging/measure.ts'
import { planPairs } from '../../../main/metric/judging/pairs.ts'
import { rankPairs } from '../../../main/metric/judging/roc.ts'
import { judgeGain, recalibrate } from '../../../main/metric/judging/verdict.ts'
import { identity, type Matrix } from '../../../main/metric/linear-algebra/matrix.ts'
import { madeUpPeople } from '../people.ts'

const set = madeUpPeople()

test('every person is tested once, and nobody is on two sides of a fold', () => {
  const splits = splitPeople(set, 5, 1)
  expect(splits.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual(set.people.map((_, i) => i))
  for (const { train, heldOut, test } of splits) {
    expect(new Set([...train, ...heldOut, ...test]).size).toBe(set.people.length)
    expect(train.length + heldOut.length + test.length).toBe(set.people.length)
    expect(heldOut.length).toBeGreaterThan(0)
  }
  expect(splitPeople(set, 5, 2)).not.toEqual(splits)
})

test('too few people for the folds is said in words', () => {
  expect(() => splitPeople(madeUpPeople({ people: 6 }), 5, 1)).toThrow(/5 folds need 10 people .* there are 6/)
  expect(() => splitPeople(set, 1, 1)).toThrow(/at least two folds/)
})

test('a clean and a degraded copy of one photo are never compared, nor two probes', () => {
  const one = [1, 0]
  const two = [0, 1]
  const small = createEmbeddingSet({
    model: 'm',
    dimensions: 2,
    vectors: Float32Array.from([one, one, one, one, two, two, two].flat()),
    labels: ['a', 'a', 'a', 'a', 'b', 'b', 'b'],
    photos: ['1', '1', '2', '2', '3', '3', '4'],
    roles: Uint8Array.of(
      roles.gallery,
      roles.probe,
      roles.gallery,
      roles.probe,
      roles.gallery,
      roles.probe,
      roles.gallery,
    ),
  })
  const { first, second, rows } = planPairs(small, [0, 1], 1)
  const pairs = [...first].map((i, k) => [rows[i], rows[second[k]!]])
  expect(pairs).toEqual([
    [0, 3],
    [0, 5],
    [1, 2],
    [1, 4],
    [1, 6],
    [2, 5],
    [3, 4],
    [3, 6],
    [5, 6],
  ])
})

/** A map that plays the noisy first dimensions down, or up. */
function weighted(factor: number): Matrix {
  const map = identity(24)
  for (let i = 0; i < 6; i++) map.data[i * 25] = factor
  return map
}

function compareWith(factor: number) {
  const splits = splitPeople(set, 4, 1)
  const measured = (map: Matrix | null) =>
    resample(
      splits.map((split) => scoreFold(set, split, map, 1)),
      { seed: 1, replicates: 300 },
    )
  return comparePaired(measured(null), measured(weighted(factor)))
}

test('a truly better metric has a gain above 0 and may be adopted; a worse one may not; the same one proves nothing', () => {
  const better = compareWith(0.1)
  expect(better.gain['tar-1e-2'].low).toBeGreaterThan(0)
  expect(better.gain.eer.value).toBeCloseTo(better.before.eer.value - better.after.eer.value, 12)
  expect(judgeGain(better, true)).toMatchObject({ kind: 'better', adoptable: true })
  const worse = compareWith(10)
  expect(judgeGain(worse, true)).toMatchObject({ kind: 'worse', adoptable: false })
  const same = compareWith(1)
  expect(same.gain['tar-1e-2']).toEqual({ value: 0, low: 0, high: 0 })
  expect(judgeGain(same, true)).toMatchObject({ kind: 'unproved', adoptable: false })
  expect(judgeGain(same, false).message).toMatch(/standard metric stays/)
})

test('intervals hold their value', () => {
  const { after, peopleNeeded } = compareWith(0.5)
  for (const name of measureNames) {
    if (name in peopleNeeded) continue
    const { value, low, high } = after[name]
    expect(low).toBeLessThanOrEqual(value)
    expect(high).toBeGreaterThanOrEqual(value)
  }
})

/** Folds with the given numbers of impostor pairs; the genuine pairs of `people` people are all far above them. */
function faultlessFolds(impostorPairs: readonly number[], people: number): FoldScores[] {
  return impostorPairs.map((count, fold) => {
    const genuine = Array.from({ length: people }, (_, person) => [person, person, 0.9] as const)
    const impostor = Array.from({ length: count }, (_, i) => [i % people, (i + 1) % people, (i % 100) / 1000] as const)
    const pairs = [...genuine, ...impostor]
    return {
      people: Int32Array.from({ length: people }, (_, person) => fold * people + person),
      pairs: rankPairs(
        Float64Array.from(pairs, ([, , score]) => score),
        Int32Array.from(pairs, ([first]) => first),
        Int32Array.from(pairs, ([, second]) => second),
      ),
      searches: [],
      votes: [],
      threshold: 0.5,
    }
  })
}

test('a rate that a fold is too small for is not measured, and how many people it takes is said', () => {
  const folds = faultlessFolds([2000, 500], 10)
  const resampled = resample(folds, { seed: 1, replicates: 20 })
  const { before, peopleNeeded } = comparePaired(resampled, resampled)
  // 5,000 impostor pairs are needed in each fold: ten times those of the smaller one, or 3.2 times the 20 people.
  expect(peopleNeeded).toEqual({ 'tar-1e-3': 64 })
  expect(before['tar-1e-3'].value).toBeNaN()
  expect(before['tar-1e-2'].value).toBe(1)
})

test('no error among few people is no proof of perfection', () => {
  const resampled = resample(faultlessFolds([600, 600], 10), { seed: 1, replicates: 20 })
  const { before, gain } = comparePaired(resampled, resampled)
  expect(before['tar-1e-2']).toEqual({ value: 1, low: 1 - 3 / 20, high: 1 })
  expect(before.eer).toEqual({ value: 0, low: 0, high: 3 / 20 })
  expect(gain['tar-1e-2']).toEqual({ value: 0, low: 0, high: 0 })
})

test('where the deciding rate cannot be measured, nothing may be adopted, and the verdict says why', () => {
  const resampled = resample(faultlessFolds([100], 10), { seed: 1, replicates: 20 })
  const verdict = judgeGain(comparePaired(resampled, resampled), true)
  expect(verdict.adoptable).toBe(false)
  expect(verdict.message).toBe(
    'The standard metric stays: TAR at FAR 1 % cannot be measured on so few people. About 23 would do.',
  )
})

test('the verification threshold does not depend on the people who are judged', () => {
  const [split] = splitPeople(set, 4, 1)
  const { threshold } = scoreFold(set, split!, null, 1)
  expect(scoreFold(set, { ...split!, test: split!.test.slice(0, 4) }, null, 1).threshold).toBe(threshold)
})

test('the threshold moves along with the impostors', () => {
  const pairs = [
    { fmr: 0.1, before: 0.2, after: 0.1 },
    { fmr: 0.01, before: 0.3, after: 0.3 },
    { fmr: 0.001, before: 0.4, after: 0.4 },
  ]
  expect(recalibrate(0.25, pairs)).toBeCloseTo(0.2, 12)
  expect(recalibrate(0.4, pairs)).toBeCloseTo(0.4, 12)
  expect(recalibrate(0.45, pairs)).toBeCloseTo(0.45, 12)
  expect(recalibrate(0.1, pairs)).toBeCloseTo(-0.1, 12)
  expect(recalibrate(0.45, [])).toBe(0.45)
})

test('an interval for several looks is stretched to the Bonferroni level, the verdict goes by it', () => {
  const gain = { value: 0.5, low: 0.1, high: 0.8 }
  expect(forLooks(gain, 1)).toEqual(gain)
  // normal quantiles: 1.95996 for one look, 2.91352 for fourteen
  const { value, low, high } = forLooks(gain, 14)
  expect(value).toBe(0.5)
  expect(low).toBeCloseTo(0.5 - (0.4 * 2.91352) / 1.95996, 3)
  expect(high).toBeCloseTo(0.5 + (0.3 * 2.91352) / 1.95996, 3)

  const better = compareWith(0.1)
  const looked = { ...better, gain: { ...better.gain, 'tar-1e-2': gain } }
  expect(judgeGain(looked, true, 1)).toMatchObject({ kind: 'better', adoptable: true, looks: 1, gain })
  const many = judgeGain(looked, true, 14)
  expect(many).toMatchObject({ kind: 'unproved', adoptable: false, looks: 14, gain: { value: 0.5, low, high } })
  expect(many.message).toMatch(/for 14 metrics at once/)
})

test('a person tested in several deals of the folds is drawn for all of them at once', () => {
  const [split] = splitPeople(set, 4, 1)
  const scores = scoreFold(set, split!, null, 1)
  const options = { seed: 1, replicates: 50 }
  expect(resample([scores, scores], options)).toEqual(resample([scores], options))
})

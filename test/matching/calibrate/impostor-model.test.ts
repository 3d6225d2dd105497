import { describe, expect, test } from 'vitest'
import {
  averageModels,
  countChances,
  countImpostors,
  findSamePersonSimilarity,
  possibleModels,
} from '../../../main/matching/calibrate/impostor-model.ts'
import type { GalleryScores } from '../../../main/matching/calibrate/scores.ts'
import { scoreGallery } from '../../../main/matching/calibrate/scores.ts'
import { binOf, fitPareto, upperQuantile } from '../../../main/matching/calibrate/tail.ts'
import { clustered, randomOf } from '../people-like.ts'

test('several templates of a person are fewer chances than those of as many people', () => {
  expect(countChances([])).toBe(0)
  expect(countChances([1, 1, 1])).toBe(3)
  expect(countChances([2])).toBeCloseTo(1.866, 3)
  expect(countChances([1, 4])).toBeCloseTo(1 + 3.482, 3)
})

test('pairs are counted but for those that are too alike, each as often as both people are drawn', () => {
  const impostor = {
    similarity: Float32Array.of(0.1, 0.5, 0.6, 0.1),
    first: Uint32Array.of(0, 0, 1, 1),
    second: Uint32Array.of(1, 2, 2, 3),
  }
  const scores = { impostor } as unknown as GalleryScores
  const all = countImpostors(scores, null)
  const [low, high] = [binOf(Math.fround(0.1)), binOf(0.5)]
  expect([all.total, all.counts[low], all.counts[high]]).toEqual([3, 2, 1])
  const drawn = countImpostors(scores, Uint16Array.of(2, 3, 0, 1))
  expect([drawn.total, drawn.counts[low], drawn.counts[high]]).toEqual([9, 9, 0])
})

test('by a model to which everybody is alike, two people must be more alike to count as one', () => {
  const { entries } = clustered(60, 1, 64)
  const alike = entries.map((entry) => ({
    ...entry,
    vector: Float32Array.of(...[...entry.vector].map((value) => value / 2), Math.sqrt(0.75)),
  }))
  // Three quarters of every similarity are shared, and what is left is spread a quarter as widely.
  const [own, other] = [scoreGallery(entries, randomOf(1)), scoreGallery(alike, randomOf(1))]
  const [all, counted] = [other.impostor.similarity.length, countImpostors(other, null).total]
  expect(counted).toBeLessThan(all / 10)
  const limit = findSamePersonSimilarity(other)
  expect(countImpostors(other, null, limit).total).toBe(all)
  expect(limit).toBeLessThan(1)
  expect(findSamePersonSimilarity(own)).toBeGreaterThanOrEqual(0.6)
  const few = scoreGallery(alike.slice(0, 20), randomOf(1))
  expect(findSamePersonSimilarity(few)).toBe(0.6)
})

test('what is expected is the worst that is possible while nobody can be compared, and in the end the mean of all', () => {
  const possible = [() => 0.1, (similarity: number) => similarity, () => 0.3, () => 0.2]
  expect(averageModels(possible, 1)(0.5)).toBeCloseTo(0.5, 12)
  expect(averageModels(possible, 10)(0.5)).toBeCloseTo(0.4, 12)
  expect(averageModels(possible, 30)(0.5)).toBeCloseTo(1 / 3, 12)
  expect(averageModels(possible, 1000)(0.5)).toBeCloseTo(0.275, 12)
  expect(averageModels(possible, 1000)(0.25)).toBeCloseTo(0.2125, 12)
})

describe('without a reference', () => {
  test('it is the gallery’s own tail, as uncertain as its people are few, and more so the rarer it is', () => {
    const people = 100
    const scores = scoreGallery(clustered(people, 1, 64).entries, randomOf(1))
    const own = countImpostors(scores, null)
    const { exceedance } = fitPareto(own)
    // Everybody is drawn once in each of fifty samples; then chance says 0.5 each time.
    let drawn = 0
    const random = () => (drawn < 50 * people ? ((drawn++ % people) + 0.5) / people : 0.5)
    const models = possibleModels(scores, own, null, random)
    expect(models).toHaveLength(200)
    const noise = -Math.sqrt(2 * Math.log(2))
    for (const similarity of [-0.1, 0, 0.2, 0.3, 0.4]) {
      const share = exceedance(similarity)
      const depth = Math.max(0, Math.log(0.02 / share))
      const error = Math.min(1.5, Math.hypot(0.06, 0.007 * depth ** 2) * Math.sqrt(745 / people))
      expect(models[0]!(similarity) / share).toBeCloseTo(Math.exp(noise * error), 10)
      expect(models[199]!(similarity)).toBe(models[0]!(similarity))
    }
    // From one in a hundred to one in a hundred thousand.
    expect([0.3, 0.4].map(exceedance)).toEqual([expect.closeTo(0.01, 2), expect.closeTo(0.000_1, 3)])
  })

  test('it varies with the people who are drawn, by a tenth or two of what two in a hundred pairs exceed', () => {
    const scores = scoreGallery(clustered(100, 1, 64).entries, randomOf(1))
    const own = countImpostors(scores, null)
    const models = possibleModels(scores, own, null, randomOf(7))
    const logs = models.map((model) => Math.log(model(upperQuantile(own, 0.02)) / 0.02))
    const deviation = Math.sqrt(logs.reduce((sum, log) => sum + log ** 2, 0) / logs.length)
    expect(deviation).toBeGreaterThan(0.16)
    expect(deviation).toBeLessThan(0.3)
  })

  test('too few pairs show no tail: then anything is possible', () => {
    const scores = scoreGallery(clustered(3, 1, 8).entries, randomOf(1))
    const own = countImpostors(scores, null)
    // Chance says 0.5 each time: a normal number of minus the root of 2 ln 2.
    const models = possibleModels(scores, own, null, () => 0.5)
    const error = 0.06 * Math.sqrt(745 / 3)
    expect(models[0]!(0.3)).toBeCloseTo(Math.exp(-Math.sqrt(2 * Math.log(2)) * error), 10)
    expect(models[199]!(0.9)).toBe(models[0]!(0.3))
    const nobody = scoreGallery([], randomOf(1))
    expect(possibleModels(nobody, countImpostors(nobody, null), null, () => 0.5)[0]!(0.3)).toBe(1)
  })
})

import { expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../../main/contract/entities.ts'
import { carryThreshold } from '../../../main/matching/calibrate/carry-threshold.ts'
import type { GalleryEntry } from '../../../main/matching/match.ts'
import { normalFrom, uniformFrom } from '../../../main/numeric/random.ts'

const dimensions = 64

/** Two photos each of people who resemble each other by chance. The last direction is free. */
function gallery(people: number): GalleryEntry[] {
  const random = uniformFrom(people)
  return Array.from({ length: people }, (_, person) => {
    const own = Array.from({ length: dimensions - 1 }, () => normalFrom(random))
    return [0, 1].map((photo) => {
      const vector = [...own.map((value) => value + 0.4 * normalFrom(random)), 0]
      const length = Math.hypot(...vector)
      return {
        templateId: (2 * person + photo + 1) as TemplateId,
        personId: (person + 1) as PersonId,
        vector: Float32Array.from(vector, (value) => value / length),
      }
    })
  }).flat()
}

/** By a model to which everybody looks a little alike: a similarity of c becomes (c + k) / (1 + k), with k = share². */
const withShare = (entries: readonly GalleryEntry[], share: number) =>
  entries.map((entry) => ({
    ...entry,
    vector: Float32Array.from(entry.vector, (value, at) =>
      at === dimensions - 1 ? share / Math.hypot(1, share) : value / Math.hypot(1, share),
    ),
  }))

const random = () => uniformFrom(3)

test('a threshold goes where it is as far above two different people, whatever a model makes of similarity', () => {
  const before = gallery(40)
  for (const share of [0, 0.3, 0.8]) {
    for (const threshold of [0.3, 0.46]) {
      const carried = carryThreshold(threshold, before, withShare(before, share), random)
      expect(carried).toEqual({ threshold: expect.closeTo((threshold + share ** 2) / (1 + share ** 2), 4), people: 40 })
      // And back again.
      const back = carryThreshold(carried!.threshold, withShare(before, share), before, random)
      expect(back!.threshold).toBeCloseTo(threshold, 4)
    }
  }
})

test('it is carried by what both models have, and not at all by fewer than ten people', () => {
  const before = gallery(40)
  const unlike = before.map((entry) => ({ ...entry, vector: new Float32Array(dimensions).fill(1 / 8) }))
  const own = withShare(before, 0.5)
  // What the other model alone has says nothing of both.
  const more = [...own.slice(0, 40), ...unlike.slice(40).map((each) => ({ ...each, templateId: 9e6 as TemplateId }))]
  const known = carryThreshold(0.46, before, more, random)!
  expect(known.people).toBe(20)
  expect(known.threshold).toBeCloseTo((0.46 + 0.25) / 1.25, 4)
  expect(carryThreshold(0.46, before, own.slice(0, 18), random)).toBeNull()
  expect(carryThreshold(0.46, before, own.slice(0, 20), random)).toMatchObject({ people: 10 })
  expect(carryThreshold(0.46, unlike, unlike, random), 'where all are the same').toBeNull()
})

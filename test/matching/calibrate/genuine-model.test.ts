import { expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../../main/contract/entities.ts'
import { estimateMisses } from '../../../main/matching/calibrate/genuine-model.ts'
import type { Reference } from '../../../main/matching/calibrate/reference.ts'
import { scoreGallery } from '../../../main/matching/calibrate/scores.ts'
import { randomOf } from '../people-like.ts'

/** Somebody by the angles of the photos, in degrees. */
function gallery(...people: readonly (readonly number[])[]) {
  const entries = people.flatMap((photos, person) =>
    photos.map((degrees, photo) => ({
      templateId: (10 * person + photo) as TemplateId,
      personId: person as PersonId,
      vector: Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)),
    })),
  )
  return scoreGallery(entries, randomOf(1))
}

/** One template misses a share as large as the threshold, two miss half of that, three and more a quarter. */
const reference: Reference = {
  basis: '',
  people: 0,
  offices: {
    mean: [0, 0, 0],
    covariance: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  },
  body: [],
  genuine: [1, 0.5, 0.25].map((share) => [
    [0, 0.000_001],
    [share, 0.999_999],
  ]),
}

test('without a reference it is what the gallery’s own templates miss, each person counted as often as drawn', () => {
  // Cosines of 60 and of 30 degrees: 0.5 and 0.87; two templates each, so two probes each.
  const scores = gallery([0, 60], [100, 130], [200])
  expect(estimateMisses(scores, null, 0.4)).toBe(0)
  expect(estimateMisses(scores, null, 0.6)).toBe(0.5)
  expect(estimateMisses(scores, null, 0.9)).toBe(1)
  expect(estimateMisses(scores, null, 0.6, Uint16Array.of(3, 1, 9))).toBe(0.75)
  expect(estimateMisses(scores, null, 0.6, Uint16Array.of(0, 1, 9))).toBe(0)
  expect(estimateMisses(gallery([0], [90]), null, 0.5)).toBeNaN()
})

test('where people have one template each it is what the reference misses', () => {
  expect(estimateMisses(gallery([0], [90], [180]), reference, 0.4)).toBeCloseTo(0.4, 5)
  expect(estimateMisses(gallery(), reference, 0.4)).toBe(0)
})

test('own misses beyond those of the reference raise it, by as much as five misses do not outweigh', () => {
  // Of four probes, which have one other template each, 0.6 of each are missed on the reference and two here.
  const scores = gallery([0, 60], [100, 130])
  const factor = (2 + 5) / (4 * 0.6 + 5)
  expect(estimateMisses(scores, reference, 0.6)).toBeCloseTo(factor * 0.3, 5)
  // The person with three has probes with two others each.
  const three = gallery([0, 60, 120], [200], [300])
  const perPerson = (0.15 + 0.6 + 0.6) / 3
  expect(estimateMisses(three, reference, 0.6)).toBeCloseTo(((3 + 5) / (3 * 0.3 + 5)) * perPerson, 5)
})

test('it is never more than all, and four templates are as good as three', () => {
  const scattered = gallery([0, 90, 180, 270], [45, 135, 225, 315])
  expect(estimateMisses(scattered, reference, 0.8)).toBeCloseTo(((8 + 5) / (8 * 0.2 + 5)) * 0.2, 5)
  const lone = {
    ...reference,
    genuine: [
      [
        [0, 0.000_001],
        [1, 0.1],
      ],
    ],
  } as Reference
  expect(estimateMisses(gallery([0, 90], [45]), lone, 0.9)).toBe(1)
})

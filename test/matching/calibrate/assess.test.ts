import { expect, test } from 'vitest'
import type { ModelId, PersonId, TemplateId } from '../../../main/contract/entities.ts'
import { assess } from '../../../main/matching/calibrate/assess.ts'
import { fpir } from '../../../main/matching/calibrate/calibrate.ts'
import { countChances } from '../../../main/matching/calibrate/impostor-model.ts'
import { clustered, randomOf } from '../people-like.ts'

const model = 'no-such-model' as ModelId

/** Templates of two numbers, by their angles in degrees. */
function person(id: number, ...photos: readonly number[]) {
  return photos.map((degrees, photo) => ({
    templateId: (10 * id + photo) as TemplateId,
    personId: id as PersonId,
    vector: Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)),
  }))
}

/** The bins that count something, by where they begin. */
const counted = ({ from, step, counts }: { from: number; step: number; counts: readonly number[] }) =>
  Object.fromEntries(counts.flatMap((count, bin) => (count === 0 ? [] : [[(from + bin * step).toFixed(2), count]])))

test('similarities are counted in bins of 0.02; what is beyond -0.4 and 1 is in the first and last', () => {
  const entries = [...person(1, 0, 60), ...person(2, 90), ...person(3, 180), ...person(4, 3)]
  const { people, templates, genuine, impostor } = assess(entries, model, null, randomOf(1))
  expect([people, templates]).toEqual([4, 5])
  expect([genuine.counts.length, impostor.counts.length]).toEqual([70, 70])
  // Twice the cosine of 60 degrees, a hair below 0.5 in single precision or in it.
  expect(Object.values(counted(genuine))).toEqual([2])
  expect(Object.keys(counted(genuine))[0]).toMatch(/^0\.(48|50)$/)
  expect(counted(impostor)).toMatchObject({ '-0.40': 3, '0.86': 1, '0.98': 1 })
  expect(impostor.counts.reduce((sum, count) => sum + count, 0)).toBe(9)
})

test('the curve goes from 0.1 to 0.75 by hundredths, with all three rates', () => {
  const { entries } = clustered(30, 2, 64)
  const { curve, calibration, reference, fits } = assess(entries, model, null, randomOf(1))
  expect(curve.map(({ threshold }) => Math.round(100 * threshold))).toEqual(
    Array.from({ length: 66 }, (_, at) => 10 + at),
  )
  for (const { fmr, fpir: named } of curve)
    expect(named).toBeCloseTo(fpir(fmr, countChances(new Array(30).fill(2))), 12)
  for (const rate of ['fmr', 'fpir'] as const) expect(curve[0]![rate]).toBeGreaterThan(curve[65]![rate])
  expect(curve[0]!.fnir).toBe(0)
  expect(curve[65]!.fnir).toBeGreaterThan(0.3)
  expect([calibration, reference, fits.length]).toEqual([null, null, 2])
})

test('who has one template each says nothing of misses; a promise is weighed where one is asked for', () => {
  const { entries } = clustered(30, 1, 64)
  const { curve, calibration, hardest } = assess(entries, model, { kind: 'fpir', rate: 0.1 }, randomOf(1))
  expect(new Set(curve.map(({ fnir }) => fnir))).toEqual(new Set([null]))
  expect(calibration).toMatchObject({ people: 30 })
  expect(hardest).toEqual([])
})

import { expect, test } from 'vitest'
import type { ModelId } from '../../main/contract/entities.ts'
import { toCompared } from '../../main/evaluation/compared.ts'
import { balanceFor } from '../../main/matching/balance.ts'
import { randomOf, randomUnit } from '../matching/people-like.ts'

test('evaluation judges embeddings as the app compares them, and those of an unknown model as they are', () => {
  const vector = randomUnit(512, randomOf(1))
  const photos = new Map([['a.jpg', { vector, quality: 80 }]])
  const model = 'fr_feature-87aacdfe5751'
  expect(toCompared(photos, model).get('a.jpg')).toEqual({ vector: balanceFor(model as ModelId)!(vector), quality: 80 })
  expect(toCompared(photos, model).get('a.jpg')!.vector).not.toEqual(vector)
  expect(toCompared(photos, 'another')).toBe(photos)
})

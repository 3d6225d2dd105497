import { expect, test } from 'vitest'
import { legendColumns } from '../../../../../renderer/features/metric/plots/legend.ts'

test('the longest name decides how many stand beside each other', () => {
  expect(legendColumns(['ArcFace', 'CosFace'], 362)).toBe(3)
  expect(legendColumns(['ArcFace', 'Contrastive (Hadsell)'], 362)).toBe(2)
  expect(legendColumns(['ArcFace', 'SphereFace, normalised features'], 362)).toBe(1)
  expect(legendColumns(['SphereFace（特徴を正規化）'], 362)).toBe(1)
  expect(legendColumns([], 362)).toBe(3)
})

import { expect, test } from 'vitest'
import { createScale, linearTicks } from '../../../renderer/components/plot/scale.ts'

const format = String

test('linear ticks are round numbers within the axis', () => {
  expect(linearTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  expect(linearTicks(-0.2, 1, 6)).toEqual([-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1])
  expect(linearTicks(0, 0.093, 5)).toEqual([0, 0.02, 0.04, 0.06, 0.08])
})

test('a logarithmic axis gives every power of ten the same room', () => {
  const scale = createScale({ label: '', scale: 'logarithmic', from: 1e-4, to: 1, format }, 0, 400)
  expect(scale.ticks.map((tick) => Math.log10(tick))).toEqual([-4, -3, -2, -1, 0])
  expect(scale.at(1e-3)).toBeCloseTo(100)
  expect(scale.at(0.1)).toBeCloseTo(300)
})

test('what lies outside is drawn at the edge, also nothing at all on a logarithmic axis', () => {
  const across = createScale({ label: '', scale: 'logarithmic', from: 1e-4, to: 1, format }, 0, 400)
  expect(across.at(0)).toBe(0)
  expect(across.at(2)).toBe(400)
  const up = createScale({ label: '', scale: 'linear', from: 0, to: 10, format }, 100, 0)
  expect(up.at(2.5)).toBe(75)
  expect(up.at(-1)).toBe(100)
})

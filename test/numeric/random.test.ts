import { expect, test } from 'vitest'
import { createRandom, normalFrom } from '../../main/numeric/random.ts'

test('a seed gives the same numbers on every machine', () => {
  const words = (seed: number) => {
    const { next } = createRandom(seed)
    return Array.from({ length: 3 }, () => next() * 2 ** 32)
  }
  expect(words(1)).toEqual(words(1))
  expect(words(1)).not.toEqual(words(2))
  expect(words(1).every(Number.isInteger)).toBe(true)
})

test('goes on where its state was taken', () => {
  const random = createRandom(7)
  random.normal()
  const again = createRandom(random.state())
  expect(again.next()).toBe(random.next())
})

test('normal numbers have mean 0 and variance 1', () => {
  const { next, normal } = createRandom(3)
  const values = Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? normal() : normalFrom(next)))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(Math.abs(variance - 1)).toBeLessThan(0.05)
})

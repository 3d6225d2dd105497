import { expect, test } from 'vitest'
import { createDotKernel, floatBytes, plainDots, rowAlignment } from '../../main/matching/dot-kernel.ts'
import { pageBytes } from '../../main/wasm/module.ts'
import { randomOf, randomUnit } from './people-like.ts'

test.each([
  [16, 1],
  [32, 3],
  [512, 300],
  [2048, 2],
])('rows of %i numbers, %i of them, have the products that adding one by one gives', (length, count) => {
  const random = randomOf(length)
  const probe = randomUnit(length, random)
  const rows = Array.from({ length: count }, () => randomUnit(length, random))
  const { memory, dots } = createDotKernel()
  memory.grow(Math.ceil(((count + 1) * length * floatBytes) / pageBytes))
  const stride = length * floatBytes
  expect(stride % rowAlignment).toBe(0)
  const numbers = new Float32Array(memory.buffer)
  for (const [index, row] of [probe, ...rows].entries()) numbers.set(row, index * length)
  const out = (count + 1) * stride
  const behind = numbers[out / floatBytes + count]
  dots({ at: stride, count, stride, products: out })
  for (const [index, row] of rows.entries()) {
    const expected = row.reduce((sum, value, at) => sum + value * probe[at]!, 0)
    expect(numbers[out / floatBytes + index]).toBeCloseTo(expected, 6)
  }
  expect(numbers[out / floatBytes + count]).toBe(behind)
  const written = numbers.slice(out / floatBytes, out / floatBytes + count)
  plainDots(memory, { at: stride, count, stride, products: out })
  expect(numbers.slice(out / floatBytes, out / floatBytes + count)).toEqual(written)
})

import { expect, test } from 'vitest'
import { fuzz } from '../bench/fuzz/run.ts'
import { targets } from '../bench/fuzz/targets.ts'

/** About a minute of what `npm run fuzz` does; the whole table is in docs/security.md. */
test.each(targets)('mutated input: $name', { timeout: 180_000 }, async ({ name, short }) => {
  const result = await fuzz(name, short, 1)
  if (result.kind === 'crashed') throw new Error(result.how)
  const { taken, refused, growth, ...rest } = result.fuzzed
  expect(rest).toMatchObject({ cases: short, hangs: 0, faults: [], faultCount: 0 })
  expect(taken + refused).toBe(short)
  expect(growth).toBeLessThanOrEqual(2)
})

import { expect, test } from 'vitest'
import { experiments } from '../bench/faults/experiments.ts'
import { createRandom } from '../main/numeric/random.ts'
import { scratchFolder } from './helpers/app.ts'

/** A few rounds of what `npm run faults` does; the whole table is in docs/reliability.md. */
for (const { name, whyNot, rounds, run } of experiments) {
  const missing = whyNot()
  test.skipIf(missing !== null)(
    `${name}${missing === null ? '' : `: not run, ${missing}`}`,
    { timeout: 180_000 },
    async () => {
      const outcome = await run(scratchFolder(), rounds.short, createRandom(1).next)
      expect(outcome).toMatchObject({ lost: 0, doubled: 0, unopened: 0, wrongWords: [], faults: [] })
      expect(outcome.rounds).toBeGreaterThan(0)
    },
  )
}

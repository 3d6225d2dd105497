import { matchesGlob, relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = new URL('..', import.meta.url).pathname
const patterns = process.env.MUTATION_TESTS?.split(' ') ?? []

/** Files in the order in which a part names them: what is noticed by a fast test need not wait for a slow one. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId }: TestSpecification) =>
      patterns.findIndex((pattern) => matchesGlob(relative(root, moduleId), pattern))
    return files.toSorted((one, other) => place(one) - place(other))
  }
}

/** The tests that `npm run mutate` holds against its mutants, one file after another; see scripts/mutate.ts. */
export default defineConfig({
  root,
  test: {
    include: patterns,
    testTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 1,
    // One thread for all files of a mutant: starting and importing takes longer than most tests.
    isolate: false,
    sequence: { sequencer: AsNamed },
  },
})

import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { integrationFiles } from './integration-files.ts'

const root = new URL('..', import.meta.url).pathname
const integration = integrationFiles(root)
/** An Electron takes both cores, and what is watched for half a minute is to get something done in it. */
const alone = ['test/e2e/electron*.test.ts', 'test/e2e/nothing-leaves.test.ts']
const wholeProduct = {
  testTimeout: 180_000,
  hookTimeout: 240_000,
  // A browser on a busy machine misses a moment now and then; the summary names what needed its second try.
  retry: 1,
  pool: 'forks' as const,
  globalSetup: new URL('build-window.ts', import.meta.url).pathname,
}

/**
 * Unit tests first, two files at a time; then those that start programs or look at pictures; then those that drive the
 * product in a browser; in the end, one file at a time, those in Electron.
 */
export default defineConfig({
  root,
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A machine that does other things too takes its time.
    expect: { poll: { timeout: 30_000 } },
    globalSetup: new URL('build-command-line.ts', import.meta.url).pathname,
    // V8 loses track of compiled pages when many threads with WebAssembly come and go, and ends the process:
    // "jit_page.has_value()". It was seen where a page was freed that a call out of WebAssembly had outgrown, which
    // happens after a thousand calls unless that is put off. Node's own stripping of types makes such calls.
    execArgv: ['--no-memory-protection-keys', '--wasm-wrapper-tiering-budget=1000000000'],
    reporters: ['default', new URL('../scripts/test-summary.ts', import.meta.url).pathname],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', ...integration],
          pool: 'forks',
          // Imports take longer than most of these tests: files that follow each other in a process share them.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // React looks for a document when it is imported, and each of these files has one of its own.
        test: { name: 'unit-components', include: ['test/**/*.test.tsx'], pool: 'forks', sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: integration,
          pool: 'forks',
          // Programs that tests start in their sources start in a third of the time.
          env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/test-sources') },
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: alone,
          sequence: { groupOrder: 2 },
          ...wholeProduct,
        },
      },
      {
        extends: true,
        test: { name: 'e2e-alone', include: alone, sequence: { groupOrder: 3 }, ...wholeProduct, maxWorkers: 1 },
      },
    ],
  },
})

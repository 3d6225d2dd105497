import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/**
 * A reporter of vitest that ends the output with the plain line `N passed, N failed`, followed by `, N skipped` where
 * tests were skipped. A file that could not be loaded and an error outside of any test count as failed.
 * With TEST_SUMMARY set, the line is also written into that file.
 */
export default class TestSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const line = summarise(
      tests.map((test) => test.result().state),
      modules.reduce((sum, module) => sum + module.errors().length, unhandled.length),
    )
    const file = process.env.TEST_SUMMARY
    if (file) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${line}\n`)
    }
    const flaky = tests.filter((test) => test.diagnostic()?.flaky).map(secondTry)
    // After everything that other reporters still have to say.
    process.once('exit', () => process.stdout.write([...flaky, line, ''].join('\n')))
  }
}

function secondTry(test: TestCase): string {
  const why = test.result().errors?.[0]?.message ?? 'no message'
  return `passed on the second try: ${test.module.relativeModuleId} > ${test.fullName} (${why})`
}

/** @param outside failures that belong to no test */
export function summarise(states: readonly string[], outside: number): string {
  const count = (state: string) => states.filter((candidate) => candidate === state).length
  const skipped = count('skipped')
  // A test that never came to an end did not pass.
  const failed = count('failed') + count('pending') + outside
  return `${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

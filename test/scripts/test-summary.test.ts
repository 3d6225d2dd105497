import { expect, test } from 'vitest'
import { summarise } from '../../scripts/test-summary.ts'

test('skipped tests are named only when there are any', () => {
  expect(summarise(['passed', 'passed'], 0)).toBe('2 passed, 0 failed')
  expect(summarise(['passed', 'skipped', 'failed'], 0)).toBe('1 passed, 1 failed, 1 skipped')
})

test('what fails outside of a test, or never ends, is no success', () => {
  expect(summarise(['passed', 'pending'], 2)).toBe('1 passed, 3 failed')
})

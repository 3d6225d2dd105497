import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Instant } from '../../main/contract/entities.ts'
import { openApp, stoppedClock } from '../helpers/app.ts'

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

test('a file of entries is named by the days that it covers', async () => {
  const clock = stoppedClock(Date.UTC(2026, 6, 24, 22, 30))
  const app = await openApp({ now: clock.now })
  const nameOf = async (from: number | null, to: number | null) =>
    (await app.call('events.export', { from: from as Instant | null, to: to as Instant | null })).fileName
  const midnight = (day: number) => new Date(2026, 6, day).getTime()
  // Half past midnight of the 25th in Berlin.
  expect(await nameOf(midnight(25), null)).toBe('rollcall-events-2026-07-25.csv')
  expect(await nameOf(midnight(24), midnight(25))).toBe('rollcall-events-2026-07-24.csv')
  expect(await nameOf(midnight(1), null)).toBe('rollcall-events-2026-07-01-2026-07-25.csv')
  expect(await nameOf(null, midnight(2))).toBe('rollcall-events-until-2026-07-01.csv')
  expect(await nameOf(null, null)).toBe('rollcall-events-all.csv')
})

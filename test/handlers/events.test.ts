import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Instant } from '../../main/contract/entities.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { check } from '../store/scratch.ts'

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

test('a file of entries is named by the days that it covers', async () => {
  const clock = stoppedClock(Date.UTC(2026, 6, 24, 22, 30))
  const app = await openApp({ now: clock.now })
  const nameOf = async (from: number | null, to: number | null) => {
    const written = await app.call('events.export', { from: from as Instant | null, to: to as Instant | null })
    return written.kind === 'written' && written.fileName.replace(/ \(\d+\)/, '')
  }
  const midnight = (day: number) => new Date(2026, 6, day).getTime()
  // Half past midnight of the 25th in Berlin.
  expect(await nameOf(midnight(25), null)).toBe('rollcall-events-2026-07-25.csv')
  expect(await nameOf(midnight(24), midnight(25))).toBe('rollcall-events-2026-07-24.csv')
  expect(await nameOf(midnight(1), null)).toBe('rollcall-events-2026-07-01-2026-07-25.csv')
  expect(await nameOf(null, midnight(2))).toBe('rollcall-events-until-2026-07-01.csv')
  expect(await nameOf(null, null)).toBe('rollcall-events-all.csv')
})

test('a file of entries is written piece by piece, in numbers that stay numbers', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const person = await app.call('people.create', { name: '=Ada', employeeNumber: '0012' })
  await app.close()
  const store = openStore({
    file: join(dataFolder, 'rollcall.db'),
    vault: openVault({ kind: 'file', path: join(dataFolder, 'key') }),
    now: () => 0,
  })
  for (let minute = 0; minute < 3000; minute += 1) {
    const at = (Date.UTC(2026, 4, 4, 7) + minute * 60_000) as Instant
    store.events.record({ ...check(person, at), employeeNumber: '0012', similarity: -0.05123, runnerUp: null })
  }
  store.close()
  const again = await openApp({ dataFolder })
  const shares: number[] = []
  again.subscribe((topic, message) => {
    if (topic === 'progress') shares.push((message as { done: number }).done)
  })
  const written = await again.call('events.export', { bom: true })
  expect(written).toMatchObject({ kind: 'written', events: 3000 })
  const text = readFileSync(join(dataFolder, 'exports', (written as { fileName: string }).fileName), 'utf8')
  const lines = text.split('\r\n')
  expect(lines).toHaveLength(3002)
  expect(lines[0]).toMatch(/^\uFEFFid,kind,name,employee_number,direction,time_utc,time_local/)
  expect(lines[1]).toContain(",'=Ada,0012,")
  expect(lines[1]).toContain(',-0.0512,')
  expect(shares.at(-1)).toBe(1000)
  await expect(again.call('events.export', { file: join(dataFolder, 'elsewhere.csv') })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

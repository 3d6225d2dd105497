import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'

const day = 86_400_000

/** Files of so many days ago in the folder of exports. */
function put(dataFolder: string, now: number, ages: Readonly<Record<string, number>>): string {
  const folder = join(dataFolder, 'exports')
  mkdirSync(folder, { recursive: true })
  for (const [name, days] of Object.entries(ages)) {
    writeFileSync(join(folder, name), 'Ada,07:00')
    const seconds = (now - days * day) / 1000
    utimesSync(join(folder, name), seconds, seconds)
  }
  return folder
}

const own = {
  'rollcall-days-2026-04-01-2026-04-30.csv': 31,
  'rollcall-events-2026-04-01.json.part': 40,
  'rollcall-person-12-2026-04-01.zip': 31,
  'rollcall-totals-2026-05-01-2026-05-04 (2).xlsx': 29,
}
const others = { 'payroll.csv': 400, 'rollcall-notes.txt': 400 }

test('exports go by their age when the settings say so, and nothing else goes', async () => {
  const dataFolder = scratchFolder()
  const clock = stoppedClock()
  const folder = put(dataFolder, clock.now(), { ...own, ...others })
  mkdirSync(join(folder, 'rollcall-folder.csv'))
  symlinkSync(join(folder, 'payroll.csv'), join(folder, 'rollcall-link.csv'))
  const all = readdirSync(folder).sort()
  const first = await openApp({ dataFolder, ...clock })
  expect(readdirSync(folder).sort()).toEqual(all)
  await first.call('settings.set', { exportDays: 30 })
  await first.close()
  await (await openApp({ dataFolder, ...clock })).close()
  const gone = new Set(Object.keys(own).slice(0, 3))
  expect(readdirSync(folder).sort()).toEqual(all.filter((name) => !gone.has(name)))
})

test('none goes while the clock is in doubt', async () => {
  const dataFolder = scratchFolder()
  const clock = stoppedClock()
  const first = await openApp({ dataFolder, ...clock })
  await first.call('settings.set', { exportDays: 30 })
  await first.close()
  const folder = put(dataFolder, clock.now(), own)
  clock.set(2 * 365 * day)
  await (await openApp({ dataFolder, ...clock })).close()
  expect(readdirSync(folder)).toHaveLength(4)
})

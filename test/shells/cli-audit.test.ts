import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'

test('audit prints who changed what, also of somebody who is gone', async () => {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  const ada = await app.call('people.create', { name: 'Ada' }, { actor: 'grace', via: 'window', role: 'owner' })
  await app.call('people.create', { name: 'Mary' }, { actor: 'payroll', via: 'api', role: 'hr' })
  await app.call('people.erase', { id: ada.id }, { actor: 'Gate', via: 'kiosk', role: 'owner' })
  await app.close()

  const all = await runRollcall(data, 'audit')
  expect(all.code).toBe(0)
  const lines = all.out.trimEnd().split('\n')
  expect(lines[0]).toMatch(/^id +time +who +by +action +what +details$/)
  expect(lines[1]).toMatch(/^3 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +Gate +kiosk +person\.erase +person 1$/)
  expect(lines.at(-1)).toBe('3 entries')

  const { out } = await runRollcall(data, '--json', 'audit', '--person', '#1')
  const { entries, more } = JSON.parse(out) as { entries: { id: number }[]; more: boolean }
  expect(entries.map(({ id }) => id)).toEqual([3, 1])
  expect(more).toBe(false)

  expect((await runRollcall(data, 'audit', '--actor', 'payroll')).out).toContain('person 2')
  expect((await runRollcall(data, 'audit', '--limit', '1')).out).toMatch(/1 entry, and older ones\n$/)
  expect((await runRollcall(data, 'audit', '--to', '2001-01-01')).out).toMatch(/\n0 entries\n$/)
  expect(await runRollcall(data, 'audit', '--person', 'Nobody')).toMatchObject({ code: 1, out: '' })
})

test('audit --export writes all that match, and that it did is in the log', async () => {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  for (const name of ['Ada', 'Mary', 'Grace']) await app.call('people.create', { name })
  await app.call('people.update', { id: 2 as never, name: 'Mary L.' })
  await app.call('settings.set', { margin: 0.07 })
  await app.close()
  const folder = scratchFolder()
  const csv = join(folder, 'log.csv')
  const json = join(folder, 'log.json')

  const written = await runRollcall(data, 'audit', '--family', 'people', '--person', '#2', '--export', csv)
  expect(written).toMatchObject({ code: 0, out: `2 entries written to ${csv}\n` })
  const lines = readFileSync(csv, 'utf8').trimEnd().split('\r\n')
  expect(lines[0]).toBe('id,time_utc,actor,via,action,subject,details')
  expect(lines.slice(1).map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'T'))).toEqual([
    '2,T,tester,command,person.create,person 2,{}',
    '4,T,tester,command,person.update,person 2,"{""fields"":[""name""]}"',
  ])

  const { out } = await runRollcall(data, '--json', 'audit', '--export', json, '--actor', 'tester')
  expect(JSON.parse(out)).toEqual({ file: json, entries: 5 })
  const entries = JSON.parse(readFileSync(json, 'utf8')) as { id: number; action: string }[]
  expect(entries.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5])

  const exports = JSON.parse((await runRollcall(data, '--json', 'audit', '--family', 'exports')).out) as {
    entries: { action: string; via: string; details: unknown }[]
  }
  expect(exports.entries.map(({ action, via, details }) => [action, via, details])).toEqual([
    ['audit.export', 'command', { format: 'json', entries: 5 }],
    ['audit.export', 'command', { format: 'csv', entries: 2 }],
  ])
  expect((await runRollcall(data, 'audit', '--family', 'nonsense')).code).not.toBe(0)
})

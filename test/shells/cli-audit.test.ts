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

import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Caller } from '../../main/contract/caller.ts'
import { webOffice } from '../helpers/web-office.ts'

const grace: Caller = { actor: 'Grace', via: 'window', role: 'owner' }

const { openPage } = webOffice(async (app) => {
  for (let number = 1; number <= 120; number++) await app.call('people.create', { name: `Person ${number}` })
  await app.call('people.update', { id: 7 as never, name: 'Bo' }, grace)
  await app.call('events.export', {}, grace)
})

test('the log is narrowed to one person’s exports, saved, and the saving is in it', async () => {
  const page = await openPage('settings')
  await page.getByRole('link', { name: /^Audit log/ }).click()
  await page.getByText('Grace changed Bo').waitFor()
  const rows = page.getByRole('list', { name: 'Audit log entries' }).getByRole('listitem')
  expect(await rows.count()).toBe(100)
  await page.getByRole('button', { name: 'Load more' }).click()
  await page.getByText('佐藤 decided who may use Rollcall').waitFor()
  expect(await rows.filter({ hasText: /added/ }).count()).toBe(120)
  expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0)

  await page.getByRole('button', { name: /Who/ }).click()
  await page.getByRole('option', { name: 'Grace' }).click()
  await page.getByRole('button', { name: /What$/ }).click()
  await page.getByRole('option', { name: 'Exports' }).click()
  await page.getByText('Grace changed Bo').waitFor({ state: 'detached' })
  expect(await rows.count()).toBe(1)

  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(csv.suggestedFilename()).toBe('rollcall-audit-all.csv')
  const lines = (await readFile(await csv.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toBe('\uFEFFid,time_utc,actor,via,action,subject,details')
  expect(lines[1]).toMatch(
    /^\d+,\d{4}-\d\d-\d\dT[\d:.]+Z,Grace,window,events\.export,events,"\{""format"":""csv"",""events"":0\}"$/,
  )

  await page.getByRole('button', { name: /Who/ }).click()
  await page.getByRole('option', { name: 'Anybody' }).click()
  const saved = page.getByText(/exported the audit log$/)
  await saved.click()
  await page.getByText('audit.export').waitFor()
})

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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

test('all records are exported with a proof that holds without Rollcall', async () => {
  const page = await openPage('settings')
  await page.getByRole('link', { name: /^Proof for an auditor/ }).click()
  const folder = page.getByRole('textbox', { name: /Keep a proof every day in/ })
  await folder.fill('/nowhere at all')
  await folder.press('Enter')
  await page.getByText('Nothing can be written to this folder.').waitFor()
  const [records] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export all records with their proof' }).click(),
  ])
  const [proof] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save a proof' }).click(),
  ])
  expect(proof.suggestedFilename()).toMatch(/^rollcall-head-\d{4}-\d\d-\d\d\.json$/)
  expect(JSON.parse(await readFile(await proof.path(), 'utf8'))).toMatchObject({
    rollcall: 'head',
    entries: { rows: 0 },
  })
  const script = fileURLToPath(new URL('../../scripts/rollcall-verify.mjs', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script, await records.path()])
  expect(stdout).toMatch(/ok {3}12\d lines of the audit log, as the head says/)
})

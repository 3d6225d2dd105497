import { join } from 'node:path'
import { expect, test } from 'vitest'
import { webOffice } from '../helpers/web-office.ts'

let backup = ''

const { openPage } = webOffice(async (app) => {
  await app.call('people.create', { name: 'Ada Lovelace' })
  backup = (await app.call('system.backup', {})).file
  await app.call('people.create', { name: 'Grace Hopper' })
})

test('a backup is restored from its list, and another file from anywhere', { timeout: 120_000 }, async () => {
  const page = await openPage('settings/backups')
  await page.getByRole('button', { name: 'Restore…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' })
  await dialog.getByText('Not in the backup, will be removed').waitFor()
  await expect.poll(() => dialog.getByText('1 person, 0 entries').count()).toBe(2)
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Restore…' }).click()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await page.getByText('The backup is restored.').waitFor()
  await page.getByRole('heading', { name: 'Replaced by a restore' }).waitFor()
  await page.evaluate("location.hash = '#/people'")
  await page.getByText('Ada Lovelace').first().waitFor()
  expect(await page.getByText('Grace Hopper').count()).toBe(0)

  await page.evaluate("location.hash = '#/settings/backups'")
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await (await chooser).setFiles(join(import.meta.dirname, '../../package.json'))
  await dialog.getByText('This file isn’t a Rollcall backup. Choose another one.').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  const again = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await (await again).setFiles(backup)
  await dialog.getByText('Nothing. Everything here is in the backup too.').waitFor()
})

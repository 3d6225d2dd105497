import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { violations } from '../helpers/axe.ts'
import { webOffice } from '../helpers/web-office.ts'

let backups = ''
const { openPage } = webOffice(async (app, dataFolder) => {
  backups = join(dataFolder, 'backups')
  await app.call('people.create', { name: 'Ada' })
})

test('backups are made, listed and deleted, and the key is shown', { timeout: 120_000 }, async () => {
  const page = await openPage('settings')
  await page.getByRole('link', { name: /^Backups/ }).click()
  await page.getByText('No backups yet').waitFor()

  await page.getByRole('button', { name: 'Back up now' }).click()
  const row = page.locator('[data-part=backup]')
  await row.getByText(/Today · Manual · \d+ kB/).waitFor()
  expect(readdirSync(backups)).toHaveLength(1)
  expect(await violations(page)).toEqual([])

  await row.getByRole('button', { name: /^Delete the backup of/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No backups yet').waitFor()
  expect(readdirSync(backups)).toEqual([])

  await page.getByRole('button', { name: 'Show recovery key' }).click()
  const key = page.getByRole('dialog', { name: 'Recovery key' })
  await expect.poll(() => key.locator('code').allTextContents()).toHaveLength(4)
  for (const text of await key.locator('code').allTextContents()) expect(text).toMatch(/^([0-9A-Z]{4} ?){4}$/)
  await key.getByRole('button', { name: 'Done' }).click()
  await key.waitFor({ state: 'detached' })
})

test('the daily backup is switched on, moved to another time, and stays after a reload', {
  timeout: 120_000,
}, async () => {
  const page = await openPage('settings/backups')
  await page.locator('label', { hasText: 'Back up every day' }).click()
  const time = page.getByLabel('Time', { exact: true })
  expect(await time.inputValue()).toBe('02:00')
  await time.fill('04:30')
  await page.getByText('The first backup will be made within a minute.').waitFor()
  await page.getByText(/^Next backup: .* at 04:30\.$/).waitFor()
  await page.reload()
  await time.waitFor()
  expect(await time.inputValue()).toBe('04:30')
})

test('a folder that is not there is refused, in words, and the one before stays', { timeout: 120_000 }, async () => {
  const page = await openPage('settings/backups')
  const folder = page.getByLabel('Folder')
  await folder.fill('/nowhere/at/all')
  await folder.press('Enter')
  await page.locator('.notice', { hasText: 'Nothing can be written to this folder' }).waitFor()
  await expect.poll(() => folder.inputValue()).toBe(backups)

  const elsewhere = join(dirname(dirname(backups)), 'elsewhere')
  mkdirSync(elsewhere)
  await folder.fill(elsewhere)
  await folder.press('Enter')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.locator('[data-part=backup]', { hasText: elsewhere }).waitFor()
  expect(readdirSync(elsewhere)).toHaveLength(1)
  await page.getByRole('button', { name: 'Use data folder' }).click()
  await expect.poll(() => folder.inputValue(), { timeout: 5000 }).toBe(backups)
})

test('an owner changes what keeps the key, and makes a new one', { timeout: 240_000 }, async () => {
  const page = await openPage('settings/backups')
  const part = page.getByRole('region', { name: 'What keeps the key' })
  await part.getByText(/^The key file /).waitFor()
  await part.getByText('anyone who copies the folder').waitFor()
  const dialog = page.getByRole('dialog', { name: 'Change what keeps the key' })
  await part.getByRole('button', { name: 'Change…' }).click()
  await dialog.getByLabel('New passphrase').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await part.getByRole('button', { name: 'New key…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make new key' }).click()
  await page.locator('.notice', { hasText: 'a new key, number 2' }).waitFor({ timeout: 60_000 })
  await part.getByText(/^This is key number 2, in use since/).waitFor()
  await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0)

  await part.getByRole('button', { name: 'Change…' }).click()
  expect(await dialog.getByRole('radio').allTextContents()).toEqual(['Key file', 'Passphrase'])
  await dialog.getByLabel('New passphrase').fill('four words by chance')
  await dialog.getByLabel('Passphrase again').fill('four words by chanse')
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await dialog.getByText('The two passphrases are not the same.').waitFor()
  await dialog.getByLabel('Passphrase again').fill('four words by chance')
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await page.locator('.notice', { hasText: 'no longer opens this data' }).waitFor({ timeout: 60_000 })
  await part.getByText('Your passphrase').waitFor()
  expect(existsSync(join(dirname(backups), 'key'))).toBe(false)
})

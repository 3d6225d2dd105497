import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { webOffice } from '../helpers/web-office.ts'

/** Changing groups in the window says from which day on, and keeps the groups of before in sight. */
const { openPage } = webOffice(async (app: App) => {
  await app.call('people.create', { name: 'Ada Lindqvist', employeeNumber: '1001', groups: ['Late'] })
  await app.call('people.create', { name: 'Grace Oyelaran', employeeNumber: '1002', groups: ['Late'] })
})

const today = () => {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

test('a person who changes groups is asked from which day on, and the former ones stay in sight', async () => {
  const page = await openPage('people/1')
  await page.getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog')
  const from = dialog.getByLabel('In these groups from')
  expect(await from.count()).toBe(0)
  await dialog.getByLabel('Groups').fill('Early, Research')
  expect(await from.inputValue()).toBe(today())
  await from.fill('2999-01-01')
  await dialog.getByText('Choose today or an earlier day.').waitFor()
  await from.fill('2026-01-05')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Until 4 Jan 2026: Late').waitFor()
  // Without a day they hold for all days, and nothing was before.
  await page.getByRole('button', { name: 'Edit' }).click()
  await dialog.getByLabel('Groups').fill('Early')
  await from.fill('')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Until 4 Jan 2026: Late').waitFor({ state: 'detached' })
})

test('several people change groups from today on', async () => {
  const page = await openPage('people/2')
  await page.getByRole('button', { name: 'Select', exact: true }).click()
  await page.getByRole('button', { name: 'Select all' }).click()
  await page.getByRole('button', { name: 'Groups…' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByLabel('In these groups from').inputValue()).toBe(today())
  await dialog.getByLabel('New group').fill('Night')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/^Until .*: Late$/).waitFor()
})

import { expect, test } from 'vitest'
import { webOffice } from '../helpers/web-office.ts'

const { openPage } = webOffice(async (app) => {
  for (const name of ['Ada Lovelace', '佐藤 花子']) await app.call('people.create', { name })
})

test('an office makes consent its basis, writes one down, gives a code for a kiosk, and withdraws it again', async () => {
  const page = await openPage('settings')
  await page.getByRole('link', { name: /^Consent/ }).click()
  await page.getByRole('radio', { name: 'Consent', exact: true }).click()
  await page.getByRole('textbox', { name: 'Responsible for the data' }).fill('Lovelace & Co')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('0 of 2 people.').waitFor()
  await page.getByRole('link', { name: '佐藤 花子' }).waitFor()

  await page.getByRole('link', { name: 'Ada Lovelace' }).click()
  const photos = page.getByRole('region', { name: 'Photos for recognition' })
  await photos.getByText('Ask before you add photos.').waitFor()
  expect(await photos.getByRole('button', { name: 'Use camera' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Record…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Consent of Ada Lovelace' })
  await dialog.getByText('If you agree, Lovelace & Co makes').waitFor()
  await dialog.getByRole('radio', { name: 'On paper' }).click()
  await dialog.getByLabel('Date on the paper').fill('2026-05-04')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const card = page.getByRole('region', { name: 'Consent', exact: true })
  await card.getByText(/signed by Ada Lovelace .* on paper, 2026-05-04/).waitFor()
  await photos.getByRole('button', { name: 'Use camera' }).waitFor()

  await card.getByRole('button', { name: 'Sign at a kiosk' }).click()
  await page
    .getByRole('dialog')
    .getByText(/^\d{6}$/)
    .waitFor()
  await page.getByRole('button', { name: 'Done' }).click()

  await card.getByRole('button', { name: 'Withdraw…' }).click()
  await page.getByRole('button', { name: 'Withdraw and erase' }).click()
  await page.getByText('Erased: 0 photos with their face data.').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await card.getByText('Face data was erased.').waitFor()
  await photos.getByRole('button', { name: 'Use camera' }).waitFor({ state: 'detached' })
})

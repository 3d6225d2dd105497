import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { violations } from '../helpers/axe.ts'
import { cutTexts } from '../helpers/reflow.ts'
import { webOffice } from '../helpers/web-office.ts'

const { openPage } = webOffice((app) => app.call('settings.set', { visitorDays: 7 }))

/** What a page asks the browser to print. */
const printedText = (page: Page) =>
  page
    .locator('#print-page')
    .evaluate(
      (frame: unknown) =>
        (frame as { contentDocument: { body: { innerText: string } } }).contentDocument.body.innerText,
    )

test('an office says who is responsible, prints the notice in a language, and the kiosk shows it', async () => {
  const page = await openPage('settings')
  await page.getByRole('link', { name: /^Consent/ }).click()
  await page.getByRole('textbox', { name: 'Responsible for the data' }).fill('Lovelace & Co')
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('1 Analytical Way\nLondon')
  await page.getByRole('textbox', { name: 'Data protection contact' }).fill('privacy@lovelace.example')
  const url = page.getByRole('textbox', { name: 'Address of the full notice' })
  await url.fill('lovelace')
  await page.getByText('Enter an address that begins with https://').waitFor()
  await url.fill('https://lovelace.example/faces')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()

  await page.getByRole('link', { name: 'Settings' }).last().click()
  await page.getByRole('link', { name: /^Privacy/ }).click()
  await page.evaluate('window.print = () => undefined')
  await page.getByRole('button', { name: /Language of the page/ }).click()
  await page.getByRole('option', { name: '中文' }).click()
  await page.getByRole('button', { name: 'Privacy notice: Print' }).click()
  await page.locator('#print-page').waitFor({ state: 'attached' })
  await expect.poll(() => printedText(page)).toContain('人脸签到隐私告知')
  expect(await printedText(page)).toContain('1 Analytical Way')

  const kiosk = await openPage('kiosk', { hasTouch: true, viewport: { width: 1080, height: 1920 } })
  const bar = kiosk.locator('[data-part=privacy-notice]')
  await bar.getByText('Strangers’ faces are kept for 7 days. Responsible: Lovelace & Co.').waitFor()
  await bar.getByRole('button', { name: /^Code of the full notice/ }).tap()
  const dialog = kiosk.getByRole('dialog', { name: 'Privacy notice' })
  await dialog.getByText('privacy@lovelace.example', { exact: true }).waitFor()
  expect(await violations(kiosk)).toEqual([])
  expect(await cutTexts(kiosk)).toEqual([])
})

test('a country’s changes are shown before they are made, and its rules after', async () => {
  const page = await openPage('settings/privacy')
  const part = page.getByRole('region', { name: 'Country' })
  await part.getByRole('button', { name: /Country/ }).click()
  await page.getByRole('option', { name: 'China' }).click()
  const row = part.getByRole('row', { name: /^Keep unknown visitors/ })
  expect(await row.getByRole('cell').allInnerTexts()).toEqual(['For 7 days', 'No', 'Do not keep faces of strangers'])
  expect(await violations(page)).toEqual([])
  await part.getByRole('button', { name: 'China: change 2 settings' }).click()
  await page.getByText('Saved.').waitFor()
  await part.getByRole('listitem').filter({ hasText: 'Register from 100,000 people on' }).getByText('Kept').waitFor()
  expect(await part.getByRole('table').count()).toBe(0)
})

import { expect, test } from 'vitest'
import { webOffice } from '../helpers/web-office.ts'

/** What is refused says why, in the window's language. */
const { openPage } = webOffice(async (app) => {
  await app.call('kiosks.set', { kiosks: [{ name: 'Back door' }], version: 0 })
})

test.each([
  ['en-GB', 'Another kiosk already has this name. Choose a different one.'],
  ['de-DE', 'Ein anderes Terminal heißt bereits so. Wählen Sie einen anderen Namen.'],
])('a second kiosk of the same name is refused in %s with what is wrong', async (locale, words) => {
  const page = await openPage('settings/kiosks', { locale })
  await page.getByRole('textbox').fill('back DOOR')
  await page.getByRole('textbox').press('Enter')
  await page.getByText(words).waitFor()
  expect(await page.getByText(/isn’t valid|ungültig/).count()).toBe(0)
})

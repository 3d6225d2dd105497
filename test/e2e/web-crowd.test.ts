import { expect, test } from 'vitest'
import { complaintsOf } from '../helpers/browser.ts'
import { crowdOffice } from '../helpers/crowded-office.ts'
import { go, webOffice } from '../helpers/web-office.ts'

/** Screens with as many people as a large office has, on screens of any size. */
const people = 360

const { openPage } = webOffice((app, dataFolder) => crowdOffice(app, dataFolder, people))

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
]

test.each(sizes)('Today at %o has everybody with a face and without a complaint', async (viewport) => {
  const page = await openPage('kiosk', { viewport })
  const complaints = complaintsOf(page)
  for (let time = 0; time < 3; time++) {
    await go(page, 'today')
    await page.locator('.today-person img').first().waitFor()
    const board = page.getByRole('region', { name: 'People' })
    for (let turn = 0; turn < 12; turn++) {
      await board.hover()
      await page.mouse.wheel(0, 900)
      await page.waitForTimeout(60)
    }
    await page.waitForFunction("document.querySelector('.today-person .portrait > span') === null")
    await page.reload()
  }
  expect(complaints).toEqual([])
})

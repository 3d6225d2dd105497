import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { go, webOffice } from '../helpers/web-office.ts'

/** Two entries of one person: what is asked before they are merged, and the way back. */
const { openPage } = webOffice(async (app: App) => {
  const kept = await app.call('people.create', { name: 'Ada Lindqvist' })
  const gone = await app.call('people.create', { name: 'A. Lindqvist' })
  await app.call('enrol.photo', { personId: kept.id, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: gone.id, photo: await jpeg(adaAgain), allowDuplicate: true })
  // Merged by mistake, and enrolled anew since.
  const other = await app.call('people.create', { name: 'Mia' })
  const grace = await app.call('people.create', { name: 'Grace' })
  const allowDuplicate = true
  await app.call('enrol.photo', { personId: other.id, photo: await jpeg(stranger) })
  await app.call('enrol.photo', { personId: grace.id, photo: await jpeg(ada), allowDuplicate })
  await app.call('people.merge', { kept: other.id, gone: grace.id })
  await app.call('enrol.photo', { personId: other.id, photo: await jpeg(adaAgain), allowDuplicate })
})

test('a merge shows both people and how alike they are, can be cancelled, and undone from its notice', async () => {
  const page = await openPage('people/2')
  const merge = page
    .locator('[data-part=look-alikes] [data-part=merge]', { hasText: 'Ada Lindqvist' })
    .getByRole('button')
  const question = page.getByRole('alertdialog', { name: 'Merge A. Lindqvist into Ada Lindqvist?' })
  await merge.click()
  await question.getByText(/^Similarity of their photos: 0\.\d\d$/).waitFor()
  await expect.poll(() => question.locator('.portrait img').count()).toBe(2)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await page.locator('[data-part=person-row]').count()).toBe(3)

  await merge.click()
  await question.getByRole('button', { name: 'Merge' }).click()
  const notice = page.locator('.notice', { hasText: 'A. Lindqvist was merged into Ada Lindqvist.' })
  await notice.waitFor()
  await expect.poll(() => page.locator('[data-part=person-row]').count()).toBe(2)
  expect(page.url()).toContain('people/1')
  await notice.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('A. Lindqvist is a separate person again.').waitFor()
  await expect.poll(() => page.locator('[data-part=person-row]').count()).toBe(3)
  await page.goto(`${page.url().split('#')[0]}#/people/2`)
  await page.getByRole('heading', { name: 'A. Lindqvist' }).first().waitFor()
})

test('undoing a merge asks about photos added since that look like whoever returns', async () => {
  const page = await openPage('people/3')
  await page.getByRole('button', { name: 'Undo merge' }).click()
  const question = page.getByRole('dialog', { name: 'Move 1 photo to Grace as well?' })
  await question.getByRole('button', { name: 'Undo merge and move' }).click()
  await page.getByText('Grace is a separate person again.').waitFor()
  await go(page, 'people/4')
  await page.getByRole('heading', { name: 'Grace' }).first().waitFor()
  await expect.poll(() => page.locator('[data-part=template]').count()).toBe(2)
})

test('the line of the threshold stays where it was applied', async () => {
  const page = await openPage('settings/thresholds')
  const line = page.getByRole('slider', { name: 'Threshold' })
  await line.focus()
  await page.keyboard.press('ArrowRight')
  const value = await line.inputValue()
  expect(Number(value)).toBeGreaterThan(0.36)
  const use = page.getByRole('button', { name: /^Use 0\.\d\d$/ })
  await use.click()
  await page.getByText(/^The threshold is now 0\.\d\d\.$/).waitFor()
  await expect.poll(() => use.isDisabled()).toBe(true)
  expect(await line.inputValue()).toBe(value)
  // And where another window sets it, it goes there.
  const other = await openPage('settings/thresholds')
  await other.getByRole('slider', { name: 'Threshold' }).focus()
  await other.keyboard.press('ArrowRight')
  await other.getByRole('button', { name: /^Use 0\.\d\d$/ }).click()
  await expect.poll(() => line.inputValue()).not.toBe(value)
})

test('a date under a photo is not broken in two', async () => {
  for (const locale of ['en-US', 'zh-CN', 'ja-JP']) {
    const page = await openPage('people/1', { locale })
    await page.locator('[data-part=template] .unbroken').first().waitFor()
    expect(
      await page.evaluate("document.querySelector('[data-part=template] .unbroken').getClientRects().length"),
    ).toBe(1)
  }
})

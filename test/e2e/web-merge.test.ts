import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { webOffice } from '../helpers/web-office.ts'

/** Two entries of one person: what is asked before they are merged, and the way back. */
const { openPage } = webOffice(async (app: App) => {
  const kept = await app.call('people.create', { name: 'Ada Lindqvist' })
  const gone = await app.call('people.create', { name: 'A. Lindqvist' })
  await app.call('enrol.photo', { personId: kept.id, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: gone.id, photo: await jpeg(adaAgain), allowDuplicate: true })
})

test('a merge shows both people and how alike they are, can be cancelled, and undone from its notice', async () => {
  const page = await openPage('people/2')
  const merge = page.locator('.look-alikes').getByRole('button')
  const question = page.getByRole('alertdialog', { name: 'Merge A. Lindqvist into Ada Lindqvist?' })
  await merge.click()
  await question.getByText(/^Similarity of their photos: 0\.\d\d$/).waitFor()
  await expect.poll(() => question.locator('.portrait img').count()).toBe(2)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await page.locator('.person-row').count()).toBe(2)

  await merge.click()
  await question.getByRole('button', { name: 'Merge' }).click()
  const notice = page.locator('.notice', { hasText: 'A. Lindqvist was merged into Ada Lindqvist.' })
  await notice.waitFor()
  await expect.poll(() => page.locator('.person-row').count()).toBe(1)
  expect(page.url()).toContain('people/1')
  await notice.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('A. Lindqvist is an entry of their own again.').waitFor()
  await expect.poll(() => page.locator('.person-row').count()).toBe(2)
  await page.goto(`${page.url().split('#')[0]}#/people/2`)
  await page.getByRole('heading', { name: 'A. Lindqvist' }).first().waitFor()
})

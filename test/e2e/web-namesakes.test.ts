import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../main/app.ts'
import { modelsFolder } from '../helpers/app.ts'
import { type Camera, openBrowser, startWebShell, type WebShell } from '../helpers/browser.ts'
import { writeFilm } from '../helpers/browser-film.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { tester } from '../helpers/tester.ts'
import { go } from '../helpers/web-office.ts'
import { check } from '../store/scratch.ts'

/** Two people of one name, told apart by number; a third without one; and somebody whose name is their own. */
let folder: string
let shell: WebShell

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-namesakes-'))
  const dataFolder = join(folder, 'data')
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const app = await createApp({
    dataFolder,
    modelsFolder,
    key,
    shell: 'test',
    caller: tester,
  })
  await app.call('accounts.begin', { mode: 'machine' })
  await app.call('settings.set', { liveness: 'off' })
  const wei = await app.call('people.create', { name: 'Li Wei', employeeNumber: '007' })
  const other = await app.call('people.create', { name: 'li wei', employeeNumber: '0012' })
  await app.call('people.create', { name: 'Li Wei', groups: ['Lab'] })
  const bea = await app.call('people.create', { name: 'Bea Okafor', employeeNumber: '9' })
  await app.call('enrol.photo', { personId: wei.id, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: other.id, photo: await jpeg(stranger) })
  await app.close()
  withStore(dataFolder, (store) => {
    const at = Date.now() - 10
    for (const [index, person] of [other, bea].entries()) store.events.record(check(person, at + index, 'in'))
  })
  await writeFilm(join(folder, 'door.mjpeg'), [{ part: adaAgain, seconds: 5 }])
  shell = await startWebShell(dataFolder)
})
afterAll(async () => {
  await shell.stop()
  await rm(folder, { recursive: true, force: true })
})

async function open(camera: Camera): Promise<Page> {
  const browser = await openBrowser(camera)
  onTestFinished(() => browser.close())
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
  await page.goto(await shell.makeUrl())
  return page
}

/** What stands beside names on the screen, in the order of the screen. */
const distinctions = (page: Page) => page.locator('.distinction').allTextContents()

test('the kiosk says which of two namesakes it greets and lists', async () => {
  const page = await open({ film: join(folder, 'door.mjpeg') })
  await page.locator('[data-part=speech-title]', { hasText: 'Li Wei' }).waitFor()
  await expect.poll(() => page.locator('[data-part=speech-title]').innerText()).toBe('Li Wei 007')
  await expect.poll(() => page.locator('[data-part=today-name]').allInnerTexts()).toContain('li wei\n0012')
  expect(await page.locator('[data-part=today-name]').allInnerTexts()).toContain('Bea Okafor')
})

test('log, today, timesheet, people and search name namesakes with their number', async () => {
  const page = await open('none')
  await go(page, 'log')
  await page.locator('[data-part=log-name]').first().waitFor()
  expect(await distinctions(page)).toContain('0012')
  expect(await page.locator('[data-part=log-name]', { hasText: 'Bea' }).locator('.distinction').count()).toBe(0)

  await go(page, 'today')
  await page.locator('[data-part=today-person]').first().waitFor()
  expect((await distinctions(page)).toSorted()).toEqual(['0012', '007', 'Lab'])

  await go(page, 'timesheet')
  await page.locator('[data-part=sums-person]').first().waitFor()
  expect((await page.locator('[data-part=sums-person] .small').allTextContents()).toSorted()).toEqual([
    '0012',
    '007',
    '9',
    'Lab',
  ])
  await page.locator('[data-part=sums-person]', { hasText: 'Lab' }).getByRole('link').click()
  await page.getByRole('heading', { name: 'Li Wei Lab' }).waitFor()

  await go(page, 'search')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await jpeg(adaAgain)) })
  await page.getByRole('heading', { name: 'This is Li Wei (007)' }).waitFor()
  expect(await page.locator('[data-part=candidate-name]').allInnerTexts()).toEqual(['Li Wei\n007', 'li wei\n0012'])
})

test('whoever is picked from a list is named with their number', async () => {
  const page = await open('none')
  await go(page, 'corrections')
  await page.getByRole('button', { name: 'Add entry' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox').fill('li wei')
  await page.getByRole('option').first().waitFor()
  expect((await page.getByRole('option').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')).toSorted()).toEqual([
    'Li Wei 007',
    'Li Wei Lab',
    'li wei 0012',
  ])
  await page.getByRole('option', { name: 'Lab' }).click()
  await expect.poll(() => form.getByRole('combobox').inputValue()).toBe('Li Wei (Lab)')
})

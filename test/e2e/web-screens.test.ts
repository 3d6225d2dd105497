import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../helpers/axe.ts'
import { openBrowser, startWebShell, type WebShell } from '../helpers/browser.ts'
import { settled } from '../helpers/settled.ts'
import { demoWithWeeks } from '../helpers/worked-weeks.ts'

/**
 * Every screen of the demo with some weeks of entries, as it is for everybody: read by axe-core in light and dark, and
 * taken as a picture. With SCREENSHOTS=docs/screenshots the pictures of the README are written anew.
 */
const target = process.env.SCREENSHOTS
const largestPicture = 200_000

let folder: string
let shell: WebShell
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-screens-'))
  // Head and shoulders of one of the people, as the film shows them.
  await sharp(join(import.meta.dirname, '../../models/samples/sample1.jpg'))
    .extract({ left: 1230, top: 60, width: 660, height: 440 })
    .toFile(join(folder, 'portrait.jpg'))
  await demoWithWeeks(join(folder, 'data'), Date.now())
  shell = await startWebShell(join(folder, 'data'), '--demo')
  browser = await openBrowser('none')
})
afterAll(async () => {
  await browser.close()
  await shell.stop()
  await rm(folder, { recursive: true, force: true })
})

async function openPage(colorScheme: 'light' | 'dark', width = 1366, height = 768): Promise<Page> {
  const context = await browser.newContext({ colorScheme, locale: 'en-GB', viewport: { width, height } })
  const page = await context.newPage()
  await page.goto(await shell.makeUrl())
  return page
}

/** Leads to each screen in a state worth looking at. */
const screens: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  async kiosk(page) {
    await page.goto(new URL('#/kiosk', page.url()).href)
    await page
      .getByRole('status')
      .getByText(/Ada Lindqvist|Grace Oyelaran/)
      .first()
      .waitFor({ timeout: 90_000 })
  },
  async people(page) {
    await page.goto(new URL('#/people', page.url()).href)
    await page.getByRole('link', { name: /Ada Lindqvist/ }).click()
    await page.getByAltText('Photo of Ada Lindqvist', { exact: true }).waitFor()
  },
  async search(page) {
    await page.goto(new URL('#/search', page.url()).href)
    await page.locator('input[type=file]').setInputFiles(join(folder, 'portrait.jpg'))
    await page.getByRole('heading', { name: /This is|Nobody/ }).waitFor()
    const faces = page.getByRole('button', { name: /^Face \d/ })
    for (let face = 0; face < (await faces.count()); face++) {
      await faces.nth(face).click()
      if (await page.getByRole('heading', { name: 'This is Ada Lindqvist' }).isVisible()) return
    }
  },
  async log(page) {
    await page.goto(new URL('#/log', page.url()).href)
    await page
      .getByRole('button', { name: /Lindqvist|Oyelaran|佐藤|Fernández/ })
      .first()
      .click()
    await page.getByRole('article', { name: 'Entry' }).waitFor()
  },
  async today(page) {
    await page.goto(new URL('#/today', page.url()).href)
    await page
      // Whoever the film shows again after the cooldown has left.
      .getByText(/^(since|left at) /)
      .first()
      .waitFor()
  },
  async timesheet(page) {
    await page.goto(new URL('#/timesheet', page.url()).href)
    // A month that has just begun has nothing to show yet.
    if (new Date().getDate() < 10) await page.getByRole('button', { name: 'Previous' }).click()
    await page
      .getByRole('row', { name: /Ada Lindqvist/ })
      .getByText(/^\d{2,3}:\d\d$/)
      .first()
      .waitFor()
  },
  async metric(page) {
    await page.goto(new URL('#/metric/losses', page.url()).href)
    await page.getByText('Logit of the true class over the angle').first().waitFor()
  },
  async settings(page) {
    await page.goto(new URL('#/settings', page.url()).href)
    await page.getByText('Finds faces').waitFor()
  },
  async thresholds(page) {
    await page.goto(new URL('#/settings/thresholds', page.url()).href)
    await page.getByRole('img', { name: 'Similarities in your gallery' }).waitFor({ timeout: 60_000 })
    await page.getByRole('slider', { name: 'Threshold' }).waitFor()
    await page.getByText(/Use this threshold|Not enough data/).waitFor({ timeout: 60_000 })
  },
  async visitors(page) {
    await page.goto(new URL('#/people/visitors', page.url()).href)
    await page.getByText('Unknown visitors aren’t kept').waitFor()
  },
  async 'liveness-test'(page) {
    await page.goto(new URL('#/settings/liveness', page.url()).href)
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('region', { name: 'Live people' }).waitFor()
  },
}

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  test.each(Object.keys(screens))('%s has nothing that axe-core objects to', async (name) => {
    const page = await openPage(scheme)
    await screens[name]?.(page)
    if (scheme === 'light') {
      if (name === 'kiosk' && target !== undefined) await waitForAda(page)
      await keepPicture(page, name)
    }
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })
})

test.each([
  [1080, 1920],
  [1366, 768],
  [1920, 1080],
])('no screen is wider than a window of %i x %i', async (width, height) => {
  const page = await openPage('light', width, height)
  for (const lead of Object.values(screens)) {
    await lead(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  }
  await page.context().close()
})

test('the inspector and a long dialog keep their corners, and it stands in the place of the last entries', async () => {
  const page = await openPage('light', 1366, 768)
  /** A bar that is thin on a clear ground stays within a rounded corner. */
  const bar = (part: Locator) =>
    part.evaluate((element) => {
      const page = globalThis as unknown as { getComputedStyle(part: unknown): Record<string, string> }
      const { scrollbarWidth, scrollbarColor, overflowY, borderTopRightRadius } = page.getComputedStyle(element)
      const ground = scrollbarColor?.replace(/^.*\) /, '')
      return { scrollbarWidth, ground, overflowY, round: borderTopRightRadius !== '0px' }
    })
  const kept = { scrollbarWidth: 'thin', ground: 'rgba(0, 0, 0, 0)', overflowY: 'auto', round: true }
  await page.getByRole('region', { name: 'Today' }).waitFor()
  await page.keyboard.press('i')
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await inspector.getByText('Time per stage').waitFor()
  expect(await bar(inspector)).toEqual(kept)
  const entries = page.getByRole('region', { name: 'Today' })
  expect(await entries.count()).toBe(0)
  await page.keyboard.press('i')
  await entries.waitFor()
  await page.evaluate("location.hash = '#/schedules/schedules'")
  await page.getByRole('button', { name: 'Add schedule' }).first().click()
  expect(await bar(page.getByRole('dialog').locator('..'))).toEqual(kept)
  await page.context().close()
})

test('what opens over a screen has nothing that axe-core objects to either', async () => {
  const page = await openPage('light')
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('dialog', { name: 'Menu' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  await page.getByRole('region', { name: 'Inspector' }).getByText('Time per stage').waitFor()
  expect(await violations(page)).toEqual([])

  await screens.people?.(page)
  await page.getByRole('button', { name: 'Use camera' }).first().click()
  await page.getByRole('button', { name: 'Take photo' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Erase person' }).click()
  await page.getByRole('alertdialog').waitFor()
  expect(await violations(page)).toEqual([])
  await page.context().close()
})

test('English apostrophes are narrow, also where the only font is one of Chinese characters', async () => {
  const page = await openPage('light')
  const [apostrophes, letters] = (await page.evaluate(`(() => {
    const span = document.body.appendChild(document.createElement('span'))
    return ['’’’’', 'nnnn'].map((text) => ((span.textContent = text), span.getBoundingClientRect().width))
  })()`)) as [number, number]
  expect(apostrophes).toBeLessThan(letters)
  await page.context().close()
})

/** She is in the film in another photo than the one she was enrolled from. */
async function waitForAda(page: Page): Promise<void> {
  const greeting = page.locator('[data-part=speech-line]', { hasText: 'Ada Lindqvist' })
  await greeting.getByText('Good').waitFor({ timeout: 90_000 })
  await settled(page)
}

/** A picture small enough to be kept: the kiosk as a photo, the other screens in few colours. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const picture = sharp(await page.screenshot())
  const [bytes, type] =
    name === 'kiosk'
      ? [await picture.jpeg({ quality: 82, mozjpeg: true }).toBuffer(), 'jpg']
      : [await picture.png({ palette: true, colours: 128, dither: 0.4, effort: 9 }).toBuffer(), 'png']
  expect(bytes.length).toBeLessThanOrEqual(largestPicture)
  if (target === undefined) return
  await mkdir(target, { recursive: true })
  await writeFile(join(target, `${name}.${type}`), bytes)
}

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openToMachine } from '../helpers/app.ts'
import { type Camera, complaintsOf, openBrowser, startWebShell, type WebShell } from '../helpers/browser.ts'
import { writeFilm } from '../helpers/browser-film.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'

let folder: string
let shell: WebShell

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-web-'))
  await openToMachine(join(folder, 'data'))
  shell = await startWebShell(join(folder, 'data'))
})
afterAll(async () => {
  await shell.stop()
  await rm(folder, { recursive: true, force: true })
})

async function open(camera: Camera): Promise<{ browser: Browser; page: Page; complaints: string[] }> {
  const browser = await openBrowser(camera)
  onTestFinished(() => browser.close())
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
  const complaints = complaintsOf(page)
  await page.goto(await shell.makeUrl())
  return { browser, page, complaints }
}

describe('the loop in a real browser', () => {
  test('enrolled, recognised by the camera, in the log, exported; a stranger stays unknown', async () => {
    const film = join(folder, 'door.mjpeg')
    await writeFilm(film, [
      { part: adaAgain, seconds: 5 },
      { part: null, seconds: 2 },
      { part: stranger, seconds: 5 },
      { part: null, seconds: 2 },
    ])
    const { page, complaints } = await open({ film })
    const speech = page.getByRole('status')

    await speech.getByText('We haven’t met yet').waitFor()
    expect(new URL(page.url()).search).toBe('')

    await page.getByRole('button', { name: 'Menu' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'People' }).click()
    await page.getByText('Nobody is enrolled yet').waitFor()
    await page.getByRole('button', { name: 'Add person' }).last().click()
    const form = page.getByRole('dialog', { name: 'Add person' })
    await form.getByLabel('Name').fill('Ada Lovelace')
    await form.getByLabel('Employee number').fill('E-1815')
    await form.getByLabel('Groups').fill('Engines, Notes')
    await page.keyboard.press('Enter')
    await page.getByText('Ada Lovelace can’t be recognised yet').waitFor()
    const photo = { name: 'ada.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await jpeg(ada)) }
    await page.locator('input[type=file]').setInputFiles(photo)
    await page.getByText('1 photo added').waitFor()
    await page.getByAltText('Photo of Ada Lovelace', { exact: true }).waitFor()
    await page.locator('input[type=file]').setInputFiles(photo)
    await page.getByText('This photo is already enrolled.').waitFor()

    await page.getByRole('link', { name: 'Kiosk', exact: true }).click()
    await speech.getByText('Ada Lovelace').waitFor()
    await speech.getByText(/Checked in at \d\d:\d\d/).waitFor()
    await page.getByRole('region', { name: 'Today' }).getByText('Ada Lovelace').waitFor()
    await speech.getByText('Ada Lovelace').waitFor({ state: 'detached' })
    await speech.getByText('We haven’t met yet').waitFor()

    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Log' }).click()
    await page.getByText('1 entry').waitFor()
    await page.getByRole('button', { name: /Ada Lovelace/ }).click()
    const evidence = page.getByRole('article', { name: 'Entry' })
    await evidence.getByText('E-1815').waitFor()
    const similarity = Number(await evidence.getByRole('meter', { name: 'Similarity' }).getAttribute('aria-valuenow'))
    expect(similarity).toBeGreaterThanOrEqual(0.36)

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ])
    const lines = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('Ada Lovelace')
    expect(lines[1]).toContain('E-1815')
    expect(complaints).toEqual([])
  })

  test('a photo is searched and two photos are compared', async () => {
    const { page, complaints } = await open('none')
    const file = async (part: typeof ada) => ({
      name: 'photo.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(await jpeg(part)),
    })
    await page.goto(`${page.url()}#/search`)
    await page.locator('input[type=file]').setInputFiles(await file(adaAgain))
    await page.getByRole('heading', { name: 'This is Ada Lovelace' }).waitFor()
    await page.locator('input[type=file]').setInputFiles(await file(stranger))
    await page.getByRole('heading', { name: 'Nobody we know' }).waitFor()

    await page.getByRole('radio', { name: 'Compare two' }).click()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await file(ada))
    await page.getByRole('button', { name: 'Remove photo' }).waitFor()
    await page.locator('input[type=file]').setInputFiles(await file(adaAgain))
    await page.getByRole('heading', { name: 'The same person' }).waitFor()
    await page.getByRole('button', { name: 'Remove photo' }).last().click()
    await page.locator('input[type=file]').setInputFiles(await file(stranger))
    await page.getByRole('heading', { name: 'Different people' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('"wrong person" takes the entry back and keeps it in the log; the office sees who was denied', async () => {
    const { page, complaints } = await open({ film: join(folder, 'door.mjpeg') })
    await page.goto(`${page.url()}#/settings`)
    await page.getByRole('button', { name: /Pause between entries/ }).click()
    await page.getByRole('option', { name: 'None', exact: true }).click()
    await page.getByRole('button', { name: /Ask before an early check-out/ }).click()
    await page.getByRole('option', { name: 'Never', exact: true }).click()
    await page.getByRole('link', { name: 'Kiosk', exact: true }).click()
    // Without a pause the greeting may be a new one before a slow machine has moved a pointer to its button.
    await page.getByRole('button', { name: 'Not right?' }).dispatchEvent('click')
    await page.getByText('What’s wrong?').waitFor()
    await page.getByRole('button', { name: 'Wrong person: I’m not Ada Lovelace' }).click()
    await page.getByText('Thank you. That entry has been undone').waitFor()
    await page.goto(page.url().replace('#/kiosk', '#/log'))
    await page.getByText('Voided').first().waitFor()
    await page.goto(page.url().replace('#/log', '#/corrections'))
    await page.getByRole('radio', { name: 'Wrong person' }).click()
    await page.getByText('“Wrong person” at Front door').waitFor()
    await page.getByRole('button', { name: 'It was them' }).click()
    await page.getByText('It was this person after all').waitFor()
    expect(complaints).toEqual([])
  })

  test('settings change the language and the theme at once and for the next time', async () => {
    const { browser, page } = await open('none')
    await page.goto(`${page.url()}#/settings`)
    await page.getByRole('button', { name: /Language/ }).click()
    await page.getByRole('option', { name: '日本語' }).click()
    await page.getByRole('heading', { name: '設定', exact: true }).waitFor()
    await page.getByRole('radio', { name: 'ダーク' }).click()
    await page.reload()
    await page.getByRole('heading', { name: '設定', exact: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ja-JP')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    // In a system that speaks English, no word of English is painted before the chosen language has been read.
    const painted = await browser.newPage({ locale: 'en-GB' })
    await painted.addInitScript(rememberPaintedText)
    const scripts: string[] = []
    painted.on('request', (request) => scripts.push(new URL(request.url()).pathname))
    await painted.goto(`${await shell.makeUrl()}#/settings`)
    await painted.getByRole('heading', { name: '設定', exact: true }).waitFor()
    const texts = await painted.evaluate<string[]>('paintedTexts')
    expect(texts.join('')).toContain('設定')
    expect(texts.filter((text) => /Settings|Kiosk|People/.test(text))).toEqual([])
    expect(scripts.filter((path) => /\/(zh|ja)-[\w-]+\.js$/.test(path))).toEqual([expect.stringMatching('/ja-')])
    await painted.close()
    await page.getByRole('button', { name: 'すべて点検' }).click()
    await page.getByText('すべて正常です。', { exact: true }).waitFor()
    await page.getByRole('button', { name: /言語/ }).click()
    await page.getByRole('option', { name: 'English' }).click()
    await page.getByRole('radio', { name: 'System' }).click()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
  })
})

describe('the camera', () => {
  test('that is not there is asked for in words', async () => {
    const { page } = await open('none')
    await page.getByRole('alert').getByText('No camera found. Plug one in and it starts on its own.').waitFor()
  })

  test('that may not be used is explained', async () => {
    const { page } = await open('refused')
    await page.getByRole('alert').getByText('Camera blocked').waitFor()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
  })
})

test('an engine that is away is said, and the kiosk goes on by itself', async () => {
  const film = join(folder, 'empty.mjpeg')
  await writeFilm(film, [{ part: null, seconds: 1 }])
  const { page } = await open({ film })
  await page.getByText('Look at the camera').waitFor()
  await page.route('**/api/frame', (route) => route.abort())
  await page.getByText('Recognition is restarting. No entries are lost.').waitFor()
  await page.unroute('**/api/frame')
  await page.getByText('Look at the camera').waitFor()
})

/** Runs in the page before its scripts: keeps what stands in it after each change. */
const rememberPaintedText = `
  globalThis.paintedTexts = []
  new MutationObserver(() => paintedTexts.push(document.body?.innerText ?? ''))
    .observe(document, { childList: true, subtree: true, characterData: true })`

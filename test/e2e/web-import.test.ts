import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openToMachine } from '../helpers/app.ts'
import { violations } from '../helpers/axe.ts'
import { complaintsOf, openBrowser, startWebShell, type WebShell } from '../helpers/browser.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'

let folder: string
let shell: WebShell
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-import-'))
  const put = async (name: string, photo: Uint8Array) => {
    await mkdir(join(folder, 'staff', name, '..'), { recursive: true })
    await writeFile(join(folder, 'staff', name), photo)
  }
  await put('Ada_Lovelace/1.jpg', await jpeg(ada))
  await put('Ada_Lovelace/broken.jpg', (await jpeg(ada)).subarray(0, 20_000))
  await put('Grace_Hopper/1.jpg', await jpeg(adaAgain))
  const right = Buffer.from(await jpeg(stranger))
  const pair = sharp(await jpeg(adaAgain))
    .extend({ right: 600 })
    .composite([{ input: right, left: 600, top: 0 }])
  await put('Max_Strange/pair.jpg', await pair.jpeg().toBuffer())
  await openToMachine(join(folder, 'data'))
  shell = await startWebShell(join(folder, 'data'))
  browser = await openBrowser('none')
})
afterAll(async () => {
  await browser.close()
  await shell.stop()
  await rm(folder, { recursive: true, force: true })
})

async function chooseStaff(page: Page): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(join(folder, 'staff'))
  await page.getByText('3 people, 4 photos').waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
}

test('a folder is imported across a closed window; what was refused is told, what is doubtful is decided', async () => {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
  const complaints = complaintsOf(page)
  await page.goto(await shell.makeUrl())
  await page.goto(`${page.url()}#/people/import`)

  // The window goes away when one photo has been handed over.
  let handed = 0
  await page.route('**/api/call/imports.hand', (route) => (handed++ === 0 ? route.continue() : route.abort()))
  await chooseStaff(page)
  const progress = page.getByRole('region', { name: 'Progress of the import' })
  await progress.getByText('1 added').waitFor()
  await page.unroute('**/api/call/imports.hand')
  complaints.length = 0
  await page.reload()
  await progress.getByText('3 photos couldn’t be read').waitFor()
  await chooseStaff(page)

  await progress.getByText('Finished · Added photos for 1 person').waitFor()
  await progress.getByText('2 to review').waitFor()
  await progress.getByText('Ada_Lovelace/broken.jpg').waitFor()
  await progress.getByText('The file is incomplete. Copy it again from its source.').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    progress.getByRole('button', { name: 'Save report' }).click(),
  ])
  const report = (await readFile(await download.path(), 'utf8')).split('\r\n').slice(0, -1)
  expect(report[0]).toBe('\ufeffFile,Name,Employee number,Outcome,Reason')
  expect(report.slice(1).map((line) => line.split(',').slice(0, 4).join())).toEqual([
    'Ada_Lovelace/1.jpg,Ada Lovelace,,Added',
    'Ada_Lovelace/broken.jpg,Ada Lovelace,,Rejected',
    'Grace_Hopper/1.jpg,Grace Hopper,,To review',
    'Max_Strange/pair.jpg,Max Strange,,To review',
  ])

  const queue = page.getByRole('region', { name: 'To review' })
  await queue.getByRole('heading', { name: 'Is Grace Hopper somebody else?' }).waitFor()
  await queue.getByText('The face looks like Ada Lovelace, who is already enrolled').waitFor()
  await queue.getByAltText('Photo filed under Grace Hopper').waitFor()
  expect(await violations(page)).toEqual([])
  await queue.getByRole('button', { name: 'Different people – add it to Grace Hopper' }).click()

  await queue.getByRole('heading', { name: 'Which face is Max Strange?' }).waitFor()
  await expect.poll(() => queue.getByRole('button', { name: /^Face \d/ }).count()).toBe(2)
  const faces = await queue.getByRole('button', { name: /^Face \d/ }).all()
  const lefts = await Promise.all(faces.map(async (face) => (await face.boundingBox())?.x ?? 0))
  expect(await queue.getByRole('button', { name: 'Use this face' }).isDisabled()).toBe(true)
  await faces[lefts.indexOf(Math.max(...lefts))]?.click()
  expect(await violations(page)).toEqual([])
  await queue.getByRole('button', { name: 'Use this face' }).click()
  await queue.waitFor({ state: 'detached' })

  const people = page.getByRole('list', { name: 'People' })
  for (const name of ['Ada Lovelace', 'Grace Hopper', 'Max Strange']) await people.getByText(name).waitFor()
  await page.getByText('3 people', { exact: true }).waitFor()
  expect(complaints).toEqual([])
  await page.close()
})

test('a gate is set by what it would refuse', async () => {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
  await page.goto(await shell.makeUrl())
  await page.goto(`${page.url()}#/settings`)
  await page.getByRole('link', { name: /Image quality/ }).click()
  const enrolment = page.getByRole('region', { name: 'For enrolment' })
  await enrolment.getByText('None of your photos is below it.').waitFor()
  const slider = enrolment.getByRole('slider', { name: 'For enrolment' })
  await slider.focus()
  await page.keyboard.press('End')
  await enrolment.getByText('70 of 100').waitFor()
  await enrolment.getByText('A minimum this high keeps many good photos out.').waitFor()
  expect(await violations(page)).toEqual([])
  await page.reload()
  await enrolment.getByText('70 of 100').waitFor()
  await enrolment.getByRole('button', { name: 'Reset to 20' }).click()
  await enrolment.getByText('20 of 100').waitFor()
  await page.close()
})

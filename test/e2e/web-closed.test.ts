import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type App, createApp } from '../../main/app.ts'
import { modelsFolder } from '../helpers/app.ts'
import { complaintsOf, openBrowser, startWebShell } from '../helpers/browser.ts'
import { tester } from '../helpers/tester.ts'

let folder: string
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-closed-'))
  browser = await openBrowser('none')
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Office {
  readonly data: string
  readonly backup: string
  readonly rows: readonly string[]
}

/** Ada with a backup; Grace came after it. */
async function office(name: string): Promise<Office> {
  const data = join(folder, name)
  const app: App = await createApp({
    ...{ dataFolder: data, modelsFolder, shell: 'test', caller: tester },
    key: { kind: 'file', path: join(data, 'key') },
  })
  await app.call('accounts.begin', { mode: 'machine' })
  await app.call('people.create', { name: `Ada of ${name}` })
  const { file } = await app.call('system.backup', {})
  const { rows } = await app.call('backups.recoveryKey', {})
  await app.call('people.create', { name: `Grace of ${name}` })
  await app.close()
  return { data, backup: file, rows }
}

async function openPage(data: string): Promise<Page> {
  const shell = await startWebShell(data)
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
  onTestFinished(async () => {
    await context.close()
    await shell.stop()
  })
  const page = await context.newPage()
  await page.goto(await shell.makeUrl())
  return page
}

async function sees(page: Page, name: string): Promise<void> {
  await page.evaluate("location.hash = '#/people'")
  await page.getByText(name).first().waitFor()
}

test('a browser whose database is gone shows the backups there are, restores one and goes on', async () => {
  const { data } = await office('first')
  rmSync(join(data, 'rollcall.db'))
  const page = await openPage(data)
  const complaints = complaintsOf(page)
  await page.getByRole('heading', { name: 'Rollcall’s data is missing' }).waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('It still doesn’t open.').waitFor()
  await page.getByRole('button', { name: 'Restore…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' })
  await dialog.getByText('1 person, 0 entries').waitFor()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await page.getByText('The backup is restored.').waitFor()
  await sees(page, 'Ada of first')
  expect(await page.getByText('Grace of first').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a browser whose database is damaged restores a file from elsewhere, made with another key', async () => {
  const [{ data }, other] = [await office('damaged'), await office('other')]
  const bytes = readFileSync(join(data, 'rollcall.db'))
  writeFileSync(join(data, 'rollcall.db'), bytes.subarray(0, bytes.length - 8192))
  const page = await openPage(data)
  await page.getByRole('heading', { name: 'Rollcall’s data is damaged' }).waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await (await chooser).setFiles(other.backup)
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' })
  const key = dialog.getByRole('textbox', { name: 'Recovery key' })
  await key.fill(other.rows.with(1, other.rows[0]!).join('\n'))
  await dialog.getByRole('button', { name: 'Open backup' }).click()
  await dialog.getByText('There’s a mistake in row 2.').waitFor()
  await key.fill(other.rows.join('\n'))
  await dialog.getByRole('button', { name: 'Open backup' }).click()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await page.getByText('The backup is restored.').waitFor()
  await sees(page, 'Ada of other')
  // What the recovery key opened has a key file of its own from now on.
  expect(readFileSync(join(data, 'key'))).toHaveLength(32)
})

test('a browser whose key is gone takes a copy of the key file, and everything is there', async () => {
  const { data } = await office('locked')
  const copy = join(folder, 'copy of key')
  copyFileSync(join(data, 'key'), copy)
  renameSync(join(data, 'key'), join(folder, 'lost'))
  const page = await openPage(data)
  await page.getByRole('heading', { name: 'Rollcall’s data is locked' }).waitFor()
  const unlock = page.getByRole('region', { name: 'Unlock the data' })
  await unlock.getByRole('radio', { name: 'Key file' }).click()
  const chooser = page.waitForEvent('filechooser')
  await unlock.getByRole('button', { name: 'Choose a file…' }).click()
  await (await chooser).setFiles(copy)
  await sees(page, 'Grace of locked')
  expect(readFileSync(join(data, 'key'))).toEqual(readFileSync(copy))
})

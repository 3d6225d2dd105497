import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser, startWebShell, type WebShell } from '../helpers/browser.ts'

const passphrase = 'copper lantern over seven'
let folder: string
let shell: WebShell
let browser: Browser
let recoveryKey: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-accounts-'))
  shell = await startWebShell(join(folder, 'data'))
  browser = await openBrowser('none')
})
afterAll(async () => {
  await browser.close()
  await shell.stop()
  await rm(folder, { recursive: true, force: true })
})

async function openPage(route: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(await shell.makeUrl())
  await page.goto(new URL(`#/${route}`, page.url()).href)
  return page
}

async function signIn(page: Page, name: string, secret = passphrase): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Passphrase').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What a call without any input is answered, as its bytes read. */
const call = (page: Page, method: string): Promise<string> =>
  page.evaluate(
    (name) =>
      fetch(`/api/call/${name}`, { method: 'POST', headers: { 'x-rollcall': '1' }, body: Uint8Array.of(0x80) }).then(
        (response) => response.text(),
      ),
    method,
  )

test('the first start asks who may use Rollcall, and the first account is an owner with a key to write down', async () => {
  const page = await openPage('people')
  await page.getByText('Who may use Rollcall?').waitFor()
  await page.getByRole('button', { name: 'People with an account' }).click()
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('New passphrase').fill('Ada Ada Ada Ada')
  await page.getByLabel('Passphrase again').fill('Ada Ada Ada')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('The two passphrases are not the same.').waitFor()
  await page.getByLabel('Passphrase again').fill('Ada Ada Ada Ada')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('too easy to guess').waitFor()
  await page.getByLabel('New passphrase').fill(passphrase)
  await page.getByLabel('Passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Your recovery key').waitFor()
  expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true)
  recoveryKey = (await page.getByLabel('Recovery key', { exact: true }).textContent())!
  await page.getByText('I have written it down').click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Nobody is enrolled yet').waitFor()
  await page.getByRole('button', { name: 'Your account: Ada, Owner' }).waitFor()
})

test('a reception account sees its screens, is refused the rest, and leaves nothing on screen when it signs out', async () => {
  const owner = await openPage('settings/accounts')
  await signIn(owner, 'ada')
  await owner.getByRole('button', { name: 'Add account' }).click()
  await owner.getByLabel('Name').fill('Bo')
  await owner.getByRole('button', { name: /Role/ }).click()
  await owner.getByRole('option', { name: 'Reception' }).click()
  await owner.getByLabel('New passphrase').fill('amber kettle under nine')
  await owner.getByLabel('Passphrase again').fill('amber kettle under nine')
  await owner.getByRole('button', { name: 'Create account' }).click()
  await owner.getByText('I have written it down').click()
  await owner.getByRole('button', { name: 'Continue' }).click()

  const page = await openPage('log')
  await signIn(page, 'Bo', 'amber kettle under nine')
  await page.getByText('Your account may not do this').waitFor()
  const links = await page.getByRole('navigation').getByRole('link').allTextContents()
  expect(links).toEqual(['Kiosk', 'Today', 'People', 'Settings'])
  expect(await call(page, 'people.list')).not.toContain('not-allowed')
  expect(await call(page, 'audit.list')).toContain('role-forbids')
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await call(page, 'people.list')).toContain('sign-in-needed')

  // Whose account goes is out at the next call.
  await signIn(page, 'Bo', 'amber kettle under nine')
  await page.getByRole('link', { name: 'People' }).click()
  await owner.getByRole('button', { name: 'Remove: Bo' }).click()
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('a window that nobody uses is signed out, says why, and goes on where it was', async () => {
  const page = await openPage('settings/accounts')
  await signIn(page, 'Ada')
  await page.getByRole('button', { name: /Sign out when unused/ }).click()
  await page.getByRole('option', { name: 'After 1 minute' }).click()
  await page.getByText('After 1 minute').first().waitFor()
  await page.clock.install()
  await page.reload()
  await page.getByRole('button', { name: /Sign out when unused/ }).waitFor()
  await page.clock.fastForward(61_000)
  await page.getByText('because nobody used this window').waitFor()
  expect(await call(page, 'people.list')).toContain('sign-in-needed')
  await signIn(page, 'Ada')
  await page.getByRole('button', { name: 'Remove: Ada' }).waitFor()
})

test('Ctrl+Shift+L signs out on any screen, over an open window, and signing in leads back', async () => {
  const page = await openPage('settings/accounts')
  await signIn(page, 'Ada')
  await page.getByRole('button', { name: 'Change: Ada' }).click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Control+Shift+KeyL')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await call(page, 'people.list')).toContain('sign-in-needed')
  await signIn(page, 'Ada')
  await page.getByRole('button', { name: 'Remove: Ada' }).waitFor()
  // Also where a kiosk is shown in a window that is signed in.
  await page.goto(new URL('#/kiosk', page.url()).href)
  await page.keyboard.press('Control+Shift+KeyL')
  await expect.poll(() => call(page, 'people.list')).toContain('sign-in-needed')
})

test('wrong passphrases are said, and the fifth locks; the recovery key sets a new one', async () => {
  const page = await openPage('people')
  await page.getByRole('button', { name: 'Lost your passphrase?' }).click()
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('Recovery key').fill(recoveryKey.toLowerCase())
  await page.getByLabel('New passphrase').fill('violet engine beneath two')
  await page.getByLabel('Passphrase again').fill('violet engine beneath two')
  await page.getByRole('button', { name: 'Set passphrase' }).click()
  await page.getByText('Your recovery key').waitFor()
  const next = await page.getByLabel('Recovery key', { exact: true }).textContent()
  expect(next).not.toBe(recoveryKey)
  const other = await openPage('people')
  for (let attempt = 0; attempt < 5; attempt++) {
    await signIn(other, 'Ada', `wrong ${attempt}`)
    await other.getByText('don’t go together').waitFor()
    await expect.poll(() => other.getByRole('button', { name: 'Sign in' }).isEnabled()).toBe(true)
  }
  await signIn(other, 'Ada', 'violet engine beneath two')
  await other.getByText('Too many wrong attempts').waitFor()
})

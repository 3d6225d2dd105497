import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { violations } from '../helpers/axe.ts'
import { openBrowser, startWebShell, type WebShell } from '../helpers/browser.ts'
import { client, startIdentityProvider, type TestIdentityProvider } from '../helpers/identity-provider.ts'

const passphrase = 'copper lantern over seven'
let folder: string
let shell: WebShell
let browser: Browser
let provider: TestIdentityProvider

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-provider-'))
  provider = await startIdentityProvider()
  shell = await startWebShell(join(folder, 'data'))
  browser = await openBrowser('none')
})
afterAll(async () => {
  await browser.close()
  await shell.stop()
  await provider.stop()
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

/** Leaves for the provider, and says there who one is, as everybody does who signs in for the first time. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with Acme' }).click()
  await page.waitForURL(`${provider.issuer}/**`)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  const consent = page.getByRole('button', { name: 'Continue' })
  if (await consent.isVisible()) await consent.click()
  await page.waitForURL(/^http:\/\/rollcall-/)
}

test('an owner sets the provider up, and learns of a wrong address', async () => {
  const page = await openPage('settings/accounts')
  await page.getByRole('button', { name: 'People with an account' }).click()
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('New passphrase').fill(passphrase)
  await page.getByLabel('Passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('I have written it down').click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Set up identity provider' }).click()
  await page.getByLabel('Name on the button').fill('Acme')
  await page.getByLabel('Address (issuer)').fill('http://intranet.example')
  await page.getByLabel('Client ID').fill(client.id)
  await page.getByLabel('Client secret').fill(client.secret)
  await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/signed-in$/).waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Please enter the provider’s address').waitFor()
  await page.getByLabel('Address (issuer)').fill(`${provider.issuer}/nothing`)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('no identity provider at this address').waitFor()
  await page.getByLabel('Address (issuer)').fill(provider.issuer)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(`${provider.issuer} · ${client.id} · with a secret`).waitFor()

  await page.getByRole('button', { name: 'Add account' }).click()
  await page.getByLabel('Name').fill('Bo')
  await page.getByRole('button', { name: /Signs in/ }).click()
  await page.getByRole('option', { name: 'At the identity provider' }).click()
  await page.getByRole('textbox', { name: 'Email address' }).fill('bo@example.org')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('at the provider as bo@example.org · without a passphrase').waitFor()
})

test('somebody goes there and comes back to the screen they left', async () => {
  const page = await openPage('people')
  await signInThere(page, 'bo')
  await page.getByRole('button', { name: 'Your account: Bo, HR' }).waitFor()
  const { pathname, search, hash } = new URL(page.url())
  expect([pathname, search, hash]).toEqual(['/', '', '#/people'])
  await page.getByText('Nobody is enrolled yet').waitFor()
  // Whoever was signed out here is asked again there, by the provider that remembers them.
  await page.keyboard.press('Control+Shift+KeyL')
  await page.getByRole('button', { name: 'Sign in with Acme' }).click()
  await page.locator('input[name=password]').waitFor()
})

test('who has no account is told what to give an owner, and the owner adds it', async () => {
  const page = await openPage('people')
  await signInThere(page, 'cy')
  await page.getByText('you have no account here').waitFor()
  expect(await page.getByRole('definition').allTextContents()).toEqual(['cy@example.org', 'cy'])
  expect(new URL(page.url()).search).toBe('')
  expect(await violations(page)).toEqual([])

  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('Passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.goto(new URL('#/settings/accounts', page.url()).href)
  await page.getByRole('button', { name: 'Provider sign-in: Ada' }).click()
  await page.getByRole('button', { name: 'Not possible' }).click()
  await page.getByRole('option', { name: 'By subject' }).click()
  await page.getByRole('textbox', { name: 'Subject' }).fill('cy')
  await page.getByText('Remove the passphrase').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This is the last owner').waitFor()
  await page.getByText('Remove the passphrase').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('at the provider as cy').waitFor()

  const other = await openPage('settings')
  await signInThere(other, 'cy')
  await other.getByRole('button', { name: 'Your account: Ada, Owner' }).waitFor()

  await other.goto(new URL('#/settings/accounts', other.url()).href)
  await other.reload()
  for (const window of ['Change identity provider', 'Provider sign-in: Ada']) {
    await other.getByRole('button', { name: window }).click()
    await other.getByRole('dialog').waitFor()
    expect(await violations(other), window).toEqual([])
    await other.getByRole('button', { name: 'Cancel' }).click()
  }
})

test('while the provider is away, the passphrase goes on', async () => {
  const page = await openPage('people')
  await page.getByRole('button', { name: 'Sign in with Acme' }).waitFor()
  await provider.stop()
  onTestFinished(() => provider.start())
  await page.getByRole('button', { name: 'Sign in with Acme' }).click()
  await page.getByText('The provider isn’t answering').waitFor()
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('Passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('Nobody is enrolled yet').waitFor()
})

import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Instant } from '../../main/contract/entities.ts'
import { violations } from '../helpers/axe.ts'
import { cutTexts } from '../helpers/reflow.ts'
import { settled } from '../helpers/settled.ts'
import { addEntry, go, screens, webOffice } from '../helpers/web-office.ts'

/** The connections to other programs, and every screen of an office at twice the size of text. */
const { openPage } = webOffice(fillOffice, '--api', '0')

/** Long names, an entry that a receiver does not take, and a token that has ended. */
async function fillOffice(app: App): Promise<void> {
  const names = ['Maria del Carmen Fernández-Villanueva de la Santísima Trinidad', '佐藤 美咲', '欧阳娜娜']
  for (const name of names) await app.call('people.create', { name, groups: ['Front office and reception'] })
  const { people } = await app.call('people.list', {})
  await app.call('webhooks.add', { url: 'http://127.0.0.1:2/a-rather-long-path/that-nobody/listens-on?site=hannover' })
  for (const { id } of people) {
    await addEntry(app, id, new Date().setHours(0, 1, 0, 0), { reason: 'x' })
  }
  const scopes = ['people:read', 'people:write', 'people:enrol', 'events:read'] as const
  await app.call('rest.createToken', { name: 'Badges', scopes: [...scopes], expiresAt: 1 as Instant })
}

/** A receiver that answers every message with a status. */
async function receiver(status: number): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`
}

test('axe-core objects to nothing about the connections, nor to what opens over them', async () => {
  for (const colorScheme of ['dark', undefined] as const) {
    const page = await openPage('settings/connections', colorScheme === undefined ? {} : { colorScheme })
    await page.getByText('No program answers at this address').waitFor()
    await page.getByText('Expired on').waitFor()
    expect(await violations(page)).toEqual([])
    for (const name of ['Add webhook', 'Create token', 'Show waiting entries', 'Revoke']) {
      await page.getByRole('button', { name, exact: true }).click()
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor()
      expect(await violations(page), name).toEqual([])
      await page.keyboard.press('Escape')
    }
  }
})

test('a webhook is added by keyboard, tested, switched off and deleted; its secret is shown once', async () => {
  const url = await receiver(200)
  const page = await openPage('settings/connections')
  await page.getByRole('button', { name: 'Add webhook' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('not an address')
  await page.keyboard.press('Enter')
  await page.getByText('This isn’t a web address').waitFor()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(url)
  await page.keyboard.press('Enter')
  const secret = page.getByRole('textbox', { name: 'Signing secret' })
  expect(await secret.inputValue()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  // What is shown once is not lost by a slip.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Done' }).press('Enter')
  await secret.waitFor({ state: 'detached' })

  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: url }) })
  await card.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('Test delivered.').waitFor()
  await card.getByText('Send', { exact: true }).click()
  await card.getByText('New entries wait until you turn this on').waitFor()
  await card.getByRole('button', { name: `Delete ${url}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await card.waitFor({ state: 'detached' })
})

test('a webhook that is switched on again asks what becomes of what gathered', async () => {
  const page = await openPage('settings/connections')
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /a-rather-long-path/ }) })
  await card.getByText('3 entries waiting.').waitFor()
  await card.getByText('Send', { exact: true }).click()
  await card.getByText('New entries wait until you turn this on').waitFor()
  await card.getByText('Send', { exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('3 entries are waiting from before').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await card.getByText('entries waiting').waitFor({ state: 'detached' })
  expect(await card.getByRole('switch', { name: 'Send' }).isChecked()).toBe(true)
})

test('a token made on screen opens the interface that the screen names, until it is revoked', async () => {
  const page = await openPage('settings/connections')
  const document = (await page.getByRole('link', { name: /openapi\.json$/ }).getAttribute('href')) ?? ''
  await page.getByRole('button', { name: 'Create token' }).click()
  await page.keyboard.type('Payroll')
  await page.keyboard.press('Enter')
  const secret = await page.getByRole('textbox', { name: 'Token' }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  const ask = () => fetch(new URL('people', document), { headers: { authorization: `Bearer ${secret}` } })
  expect((await ask()).status).toBe(200)
  expect((await fetch(document)).status).toBe(200)
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Payroll' }) })
  await card.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await card.waitFor({ state: 'detached' })
  expect((await ask()).status).toBe(401)
})

/** A laptop's window at 200 %, and the narrowest that WCAG 2.2 asks for (1.4.4, 1.4.10). */
test.each([
  { locale: 'en-GB', width: 683, height: 384 },
  { locale: 'zh-CN', width: 683, height: 384 },
  { locale: 'ja-JP', width: 683, height: 384 },
  { locale: 'de-DE', width: 683, height: 384 },
  { locale: 'es-ES', width: 683, height: 384 },
  { locale: 'en-GB', width: 320, height: 640 },
])('no screen scrolls sideways or cuts text in $locale at $width x $height', async ({ locale, width, height }) => {
  const page = await openPage('today', { locale, viewport: { width, height } })
  for (const screen of screens) {
    await go(page, screen)
    await settled(page)
    // The table of a group may be moved sideways in a very narrow window, as WCAG has it for tables.
    const cuts = (await cutTexts(page)).filter(({ by }) => width > 640 || !by.includes('sums-scroller'))
    expect(cuts, screen).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth'), screen).toBe(width)
  }
})

test('the import of people is reached in a narrow window, and left again', async () => {
  const page = await openPage('people', { viewport: { width: 683, height: 700 } })
  await page.getByRole('link', { name: 'Import people' }).click()
  await page.getByRole('heading', { name: 'Import people' }).waitFor()
  await page.getByRole('link', { name: 'People', exact: true }).last().click()
  await page.getByRole('link', { name: /佐藤/ }).waitFor()
})

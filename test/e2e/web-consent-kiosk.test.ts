import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { loadMessages } from '../../renderer/messages/catalogue.ts'
import { violations } from '../helpers/axe.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { cutTexts } from '../helpers/reflow.ts'
import { webOffice } from '../helpers/web-office.ts'

/** Signing and withdrawing a consent at a kiosk, by touch, as people do at the door. */
const kiosk = { hasTouch: true, viewport: { width: 1080, height: 1920 } }
const languages = ['en', 'zh', 'ja'] as const
const names = { en: 'Ada Lovelace', zh: '王小明', ja: '佐藤 美咲' }
const people = new Map<string, { readonly id: PersonId; readonly code: string }>()
let data = ''

const { openPage } = webOffice(async (app: App, dataFolder: string) => {
  data = dataFolder
  const { version, policy } = await app.call('consent.policy', {})
  await app.call('consent.setPolicy', { version, policy: { ...policy, basis: 'consent', operator: 'Acme GmbH' } })
  for (const name of [...Object.values(names), 'Ben', 'Charles', 'Dora', 'Grace']) {
    const { id } = await app.call('people.create', { name, employeeNumber: name === 'Grace' ? '7' : null })
    people.set(name, { id, code: (await app.call('consent.ask', { personId: id })).code })
  }
  await app.call('consent.setGuardian', { personId: people.get('Charles')!.id, guardianSigns: true })
  await app.call('pin.set', { personId: people.get('Grace')!.id, pin: '482913' })
})

const recordsOf = (name: string) =>
  withStore(data, ({ consents }) => {
    const records = consents.listOf(people.get(name)!.id)
    return records.map((record) => ({ ...record, signature: consents.readSignature(record.id) }))
  })

async function openDialog(page: Page): Promise<Locator> {
  await page.locator('[data-part=privacy-notice] button').last().tap()
  return page.getByRole('dialog')
}

async function press(dialog: Locator, keys: string): Promise<void> {
  for (const key of keys) await dialog.getByRole('button', { name: key, exact: true }).tap()
}

/** Draws two lines with a finger. */
async function draw(page: Page, pad: Locator): Promise<void> {
  const box = (await pad.boundingBox())!
  const finger = await page.context().newCDPSession(page)
  const touch = (type: string, x: number, y: number) =>
    finger.send('Input.dispatchTouchEvent', {
      type: type as 'touchMove',
      touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + x * box.width, y: box.y + y * box.height }],
    })
  for (const from of [0.2, 0.5]) {
    await touch('touchStart', from, 0.3)
    for (let step = 1; step <= 10; step++) await touch('touchMove', from + step * 0.02, 0.3 + 0.04 * step)
    await touch('touchEnd', 0, 0)
  }
}

test.each(languages)('somebody signs by touch within a minute, in %s', async (language) => {
  const { consentKiosk, entry } = await loadMessages(language)
  const { code } = people.get(names[language])!
  const page = await openPage('kiosk', kiosk)
  const began = Date.now()
  const dialog = await openDialog(page)
  const row = { en: 'English', zh: '中文', ja: '日本語' }[language]
  if (language !== 'en') await dialog.getByRole('radio', { name: row }).tap()
  await dialog.getByText(consentKiosk.sign, { exact: true }).tap()
  await press(dialog, code)
  await dialog.getByRole('button', { name: entry.next }).tap()
  await dialog.getByRole('article').getByText('Acme GmbH').waitFor()
  expect(await cutTexts(page)).toEqual([])
  await dialog.getByText(consentKiosk.agree, { exact: true }).tap()
  await draw(page, dialog.getByRole('img', { name: consentKiosk.pad }))
  await dialog.getByRole('button', { name: consentKiosk.finish, exact: true }).tap()
  await dialog.getByText(consentKiosk.agreed).waitFor()
  expect(Date.now() - began).toBeLessThan(60_000)

  const [record, ...others] = recordsOf(names[language])
  expect(others).toEqual([])
  expect(record).toMatchObject({
    ...{ kind: 'given', name: names[language], place: 'Front door', alternative: 'none' },
    // The operator's name is part of the text.
    text: { version: 2, language },
  })
  const picture = Buffer.from(record!.signature!)
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([900, 300])
  expect(picture.length).toBeGreaterThan(1000)
  expect(picture.length).toBeLessThan(200_000)
})

test('a guardian’s name is typed on the screen, and both signatures are kept', async () => {
  const { consentKiosk, entry } = await loadMessages('en')
  const page = await openPage('kiosk', kiosk)
  const dialog = await openDialog(page)
  await dialog.getByText(consentKiosk.sign, { exact: true }).tap()
  await press(dialog, people.get('Charles')!.code)
  await dialog.getByRole('button', { name: entry.next }).tap()
  await dialog.getByText(consentKiosk.agree, { exact: true }).tap()
  await draw(page, dialog.getByRole('img', { name: consentKiosk.pad }))
  await dialog.getByRole('button', { name: entry.next, exact: true }).tap()
  await press(dialog, 'A')
  await press(dialog, 'nn')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: entry.next, exact: true }).tap()
  await draw(page, dialog.getByRole('img', { name: consentKiosk.pad }))
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: consentKiosk.finish, exact: true }).tap()
  await dialog.getByText(consentKiosk.agreed).waitFor()
  const [record] = recordsOf('Charles')
  expect(record).toMatchObject({ kind: 'given', name: 'Charles', guardian: 'Ann' })
  const picture = Buffer.from(record!.signature!)
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([900, 600])
})

test.each(['light', 'dark'] as const)('on a laptop nothing has to be scrolled but the text, in %s', async (scheme) => {
  const { consentKiosk, entry } = await loadMessages('de')
  const page = await openPage('kiosk', { colorScheme: scheme, locale: 'de-DE', hasTouch: true })
  const fits = () => page.evaluate('(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)(dialog)')
  expect(await violations(page)).toEqual([])
  const dialog = await openDialog(page)
  await page.evaluate("globalThis.dialog = document.querySelector('[role=dialog]')")
  expect(await violations(page)).toEqual([])
  await dialog.getByText(consentKiosk.sign, { exact: true }).tap()
  await press(dialog, people.get('Dora')!.code)
  await dialog.getByRole('button', { name: entry.next }).tap()
  await dialog.getByText(consentKiosk.agree, { exact: true }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await cutTexts(page)).toEqual([])
  expect(await fits()).toBe(true)
  await dialog.getByText(consentKiosk.agree, { exact: true }).tap()
  await dialog.getByRole('img', { name: consentKiosk.pad }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await fits()).toBe(true)
})

test('who prefers a badge says so with one touch, and who has a PIN withdraws with it', async () => {
  const { consentKiosk, entry } = await loadMessages('en')
  const page = await openPage('kiosk', kiosk)
  const dialog = await openDialog(page)
  await dialog.getByText(consentKiosk.sign, { exact: true }).tap()
  await press(dialog, people.get('Ben')!.code)
  await dialog.getByRole('button', { name: entry.next }).tap()
  await dialog.getByText(consentKiosk.by.badge).tap()
  await dialog.getByText(consentKiosk.refused.badge).waitFor()
  expect(recordsOf('Ben')).toMatchObject([{ kind: 'refused', alternative: 'badge', signature: null }])
  await dialog.getByRole('button', { name: 'Close' }).tap()

  await openDialog(page)
  await dialog.getByText(consentKiosk.withdraw, { exact: true }).tap()
  await press(dialog, '7')
  await dialog.getByRole('button', { name: entry.next }).tap()
  await press(dialog, '482913')
  await dialog.getByRole('button', { name: entry.enter }).tap()
  await dialog.getByText(consentKiosk.confirmTitle('Grace')).waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: consentKiosk.confirmed }).tap()
  await dialog.getByText(consentKiosk.usePin).waitFor()
  const [record] = recordsOf('Grace')
  expect(record).toMatchObject({ kind: 'withdrawn', alternative: 'pin', place: 'Front door' })
  await dialog.getByText(`Record ${record!.id}.`).waitFor()
  await dialog.getByText('Responsible: Acme GmbH.').waitFor()

  // Paper takes the receipt, and neither buttons nor the screen behind.
  await page.evaluate('window.print = () => { globalThis.printed = true }')
  await dialog.getByRole('button', { name: consentKiosk.print }).tap()
  expect(await page.evaluate('globalThis.printed')).toBe(true)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await dialog.getByText(consentKiosk.usePin).isVisible()).toBe(true)
  expect(await dialog.getByRole('button').count()).toBe(0)
  expect(await page.locator('[data-part=kiosk]').isVisible()).toBe(false)
  const ink = await dialog
    .getByText(consentKiosk.usePin)
    .evaluate(
      (line) =>
        (globalThis as unknown as { getComputedStyle(of: unknown): { color: string } }).getComputedStyle(line).color,
    )
  expect(Math.max(...ink.match(/\d+/g)!.slice(0, 3).map(Number))).toBeLessThan(128)
})

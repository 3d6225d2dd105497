import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { AttendanceRules, ScheduleId } from '../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { violations } from '../helpers/axe.ts'
import { complaintsOf } from '../helpers/browser.ts'
import { addEntry, go, webOffice } from '../helpers/web-office.ts'

/** Attendance in a real browser: an office of three people, entered without a face and corrected by hand. */
const pin = '271828'
const yesterday = Date.now() - 86_400_000

let first: PersonId
const { openPage } = webOffice(fillOffice)

async function fillOffice(app: App): Promise<void> {
  const names = ['Ada Lindqvist', '佐藤 美咲', 'Maria del Carmen Fernández-Villanueva de la Santísima Trinidad']
  const people = await Promise.all(
    names.map((name, index) =>
      app.call('people.create', { name, employeeNumber: String(1001 + index), groups: ['Research'] }),
    ),
  )
  const ada = people[0]
  if (ada === undefined) throw new Error('Nobody was created.')
  first = ada.id
  await app.call('pin.set', { personId: first, pin })
  const { rules, version } = await app.call('attendance.rules.get', {})
  const office: AttendanceRules['schedules'][number] = {
    id: 'office' as ScheduleId,
    name: 'Office hours',
    pattern: {
      kind: 'weekly',
      days: Array.from({ length: 7 }, () => ({
        kind: 'shifts' as const,
        shifts: [{ name: '', start: 540, end: 1020, breakMinutes: 60 }],
      })),
    },
  }
  const everyone = { target: { kind: 'everyone' }, from: null, to: null, policy: null, schedule: office.id } as const
  await app.call('attendance.rules.set', {
    version,
    rules: { ...rules, schedules: [office], assignments: [everyone] },
  })
  for (const [hour, direction] of [
    [9, 'in'],
    [17, 'out'],
  ] as const) {
    await addEntry(app, first, new Date(yesterday).setHours(hour, 0, 0, 0), { direction })
  }
  await app.call('guests.signIn', { name: 'Tobias Brandt', hostId: first, kiosk: 'Front door' })
}

const screens = [
  'today',
  'timesheet',
  'timesheet/1',
  'corrections',
  'schedules',
  'schedules/schedules',
  'schedules/policies',
  'schedules/holidays',
  'schedules/leave',
  'settings',
  'settings/kiosks',
  'settings/consent',
  'settings/accounts',
  'settings/proof',
  'log',
  'people/1',
  'kiosk',
]

test.each(['light', 'dark'] as const)('axe-core objects to no screen in %s', async (colorScheme) => {
  const page = await openPage('today', { colorScheme })
  const complaints = complaintsOf(page)
  for (const screen of screens) {
    await go(page, screen)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await violations(page), screen).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth'), screen).toBe(1366)
  }
  expect(complaints).toEqual([])
})

test('axe-core objects to no dialog either', async () => {
  const page = await openPage('schedules/schedules')
  for (const [route, ...buttons] of [
    ['schedules/schedules', 'Edit Office hours'],
    ['schedules/policies', 'Edit Standard'],
    ['schedules/leave', 'Add leave'],
    ['schedules/holidays', 'Add calendar'],
    ['schedules', 'Add assignment'],
    ['corrections', 'Add entry'],
    ['timesheet', 'Export'],
    ['kiosk', 'PIN'],
    ['kiosk', 'Visitor'],
  ] as const) {
    await go(page, route)
    for (const name of buttons) await page.getByRole('button', { name, exact: true }).click()
    await page.getByRole('dialog').waitFor()
    expect(await violations(page), `${route} ${buttons}`).toEqual([])
    await page.keyboard.press('Escape')
  }
})

test('by keyboard alone: in with number and PIN, and a wrong PIN names nobody', async () => {
  const page = await openPage('kiosk')
  await page.getByRole('button', { name: 'PIN', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('1001')
  await page.keyboard.press('Enter')
  await page.keyboard.type('999999')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('don’t match').waitFor()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.getByText(/Checked in at/).waitFor()
  await page.keyboard.press('Escape')
  await go(page, 'today')
  await page
    .getByRole('link', { name: /Ada Lindqvist/ })
    .getByText('since')
    .waitFor()
})

test('the window for PINs is named after neither direction', async () => {
  const page = await openPage('kiosk')
  await page.getByRole('button', { name: 'PIN', exact: true }).click()
  const title = await page.getByRole('dialog').getByRole('heading').first().textContent()
  expect(title).toBe('Use your PIN')
})

test('a person leads to their own timesheet and their own entries', async () => {
  const page = await openPage('people')
  await page.getByRole('link', { name: /Ada Lindqvist/ }).click()
  await page.getByRole('article').getByRole('link', { name: 'Timesheet' }).click()
  await page.getByRole('heading', { name: 'Ada Lindqvist' }).waitFor()
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#\/timesheet\/\d+/)
  await page.goBack()
  await page.getByRole('article').getByRole('link', { name: 'Log' }).click()
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('Ada Lindqvist')
})

test('a forgotten check-out is asked for at the kiosk by touch, approved, and stands in the timesheet', async () => {
  const page = await openPage('kiosk')
  await page.getByRole('button', { name: 'I forgot to check out' }).click()
  for (const digit of ['1', '0', '0', '1']) await page.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: 'Enter' }).click()
  await page.getByRole('button', { name: 'Minute: Later' }).click()
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByText('waiting for approval').waitFor()
  await page.keyboard.press('Escape')

  // The office is told without looking for it.
  await go(page, 'today')
  await page.getByRole('link', { name: '1 request waiting', exact: true }).waitFor()
  await page.getByRole('link', { name: 'Corrections, 1 request waiting' }).click()
  await page.getByText(/Add check-out, .* 17:35/).waitFor()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Sabine Hoffmann')
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('heading', { name: 'No requests waiting' }).waitFor()
  await page.getByRole('link', { name: 'Corrections', exact: true }).waitFor()
  await page.getByRole('radio', { name: 'History' }).click()
  await page.getByRole('button', { name: /Ada Lindqvist.*Added.*Sabine Hoffmann/ }).waitFor()
})

test('a visitor signs in with a host and out again', async () => {
  const page = await openPage('kiosk')
  await page.getByRole('button', { name: 'Visitor' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Wilma Jansen')
  await page.getByRole('textbox', { name: 'Who are you visiting?' }).fill('l')
  await expect(page.getByRole('button', { name: 'Ada Lindqvist' }).count()).resolves.toBe(0)
  await page.getByRole('textbox', { name: 'Who are you visiting?' }).fill('lind')
  await page.getByRole('button', { name: 'Ada Lindqvist' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Welcome, Wilma Jansen').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Visitor' }).click()
  await page.getByText('I’m leaving').click()
  // Nobody sees who else is here, or whom they visit.
  await page.getByText('Start typing your name').waitFor()
  expect(await page.getByRole('button', { name: /^Sign out/ }).count()).toBe(0)
  await page.getByRole('textbox', { name: 'Your name' }).fill('jans')
  await page.getByRole('button', { name: 'Sign out: Wilma Jansen' }).waitFor()
  expect(await page.getByRole('dialog').getByText('Lindqvist').count()).toBe(0)
  await page.getByRole('button', { name: 'Sign out: Wilma Jansen' }).click()
  await page.getByText('Goodbye, Wilma Jansen').waitFor()
})

test('a visitor types with keys on the screen where it is touched', async () => {
  const page = await openPage('kiosk', { hasTouch: true, viewport: { width: 1080, height: 1920 } })
  await page.getByRole('button', { name: 'Visitor' }).tap()
  const keyboard = page.getByRole('group', { name: 'Keyboard' })
  const key = (name: string) => keyboard.getByRole('button', { name, exact: true })
  const name = page.getByRole('textbox', { name: 'Your name' })
  await keyboard.waitFor()
  expect(await name.getAttribute('inputmode')).toBe('none')
  // A capital begins a word by itself; what is wrong is taken back.
  for (const letter of ['J', 'o', 'x']) await key(letter).tap()
  await key('Delete last character').tap()
  await key('Space').tap()
  await key('äéñ').tap()
  await key('Ö').tap()
  await key('abc').tap()
  await key('z').tap()
  await key('-').tap()
  await key('B').tap()
  expect(await name.inputValue()).toBe('Jo Öz-B')
  await page.getByRole('textbox', { name: 'Who are you visiting?' }).tap()
  for (const letter of ['L', 'i', 'n']) await key(letter).tap()
  await page.getByRole('button', { name: 'Ada Lindqvist' }).tap()
  await page.getByRole('button', { name: 'Sign in' }).tap()
  await page.getByText('Welcome, Jo Öz-B').waitFor()
})

test('a filter of the log is saved, chosen again and erased', async () => {
  const page = await openPage('log')
  await page.getByRole('button', { name: /Period/ }).click()
  await page.getByRole('option', { name: 'All time' }).click()
  await page.getByRole('button', { name: /Kind/ }).click()
  await page.getByRole('option', { name: 'Corrections' }).click()
  await page.getByRole('button', { name: 'Save filter' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Made by hand')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Delete the filter Made by hand' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /Saved filters/ }).click()
  await page.getByRole('option', { name: 'Made by hand' }).click()
  await page.getByRole('button', { name: /Kind/ }).getByText('Corrections').waitFor()
  await page.getByRole('button', { name: 'Delete the filter Made by hand' }).click()
  await page.getByRole('button', { name: /Saved filters/ }).waitFor({ state: 'detached' })
})

test('the timesheet is saved as a workbook', async () => {
  const page = await openPage('timesheet')
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save file' }).click()
  const bytes = await readFile(await (await download).path())
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
})

test('a page to print is printed in a browser, not saved', async () => {
  const page = await openPage('timesheet')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('button', { name: /Format/ }).click()
  await page.getByRole('option', { name: /to print/ }).click()
  await page.getByRole('button', { name: 'Print', exact: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Save file' }).count()).toBe(0)
})

test('where a period has no entries, all of them are a press away', async () => {
  const page = await openPage('log')
  await page.getByRole('button', { name: /Period/ }).click()
  await page.getByRole('option', { name: 'One day' }).click()
  await page.getByLabel('Day', { exact: true }).fill('1999-12-31')
  await page.getByText('No entries match these filters.').waitFor()
  await page.getByRole('button', { name: 'Show all entries' }).click()
  await page
    .getByRole('button', { name: /Ada Lindqvist/ })
    .first()
    .waitFor()
})

test('the front desk sees who visits whom, and signs them out', async () => {
  const page = await openPage('today')
  const guests = page.getByRole('region', { name: 'Visitors on site' })
  const tobias = guests.getByRole('listitem').filter({ hasText: 'Tobias Brandt' })
  await tobias.getByText(/visiting Ada Lindqvist since/).waitFor()
  await tobias.getByRole('button', { name: 'Sign out: Tobias Brandt' }).click()
  await tobias.waitFor({ state: 'detached' })
})

test('nobody loses a PIN by one press', async () => {
  const page = await openPage('people/3')
  await page.getByRole('button', { name: 'Set PIN' }).click()
  const given = page.getByRole('dialog')
  await given.getByText(/^\d{6}$/).waitFor()
  await given.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Remove PIN' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Set new PIN' }).click()
  await page.getByText('The old PIN stops working at once').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Set new PIN' }).click()
  await given.getByText(/^\d{6}$/).waitFor()
  await given.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Remove PIN' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove PIN' }).click()
  await page.getByText('No PIN yet').waitFor()
})

test('a kiosk is set up, and goes only after a question', async () => {
  const page = await openPage('settings/kiosks')
  await page.getByText('F11').waitFor()
  await page.getByRole('textbox', { name: 'Name of the new kiosk' }).fill('Back door')
  await page.keyboard.press('Enter')
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Back door' }) })
  await card.getByRole('button', { name: 'Remove Back door' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await card.getByRole('button', { name: 'Remove Back door' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await card.waitFor({ state: 'detached' })
})

test('each window is the kiosk that its address names', async () => {
  const page = await openPage('kiosk')
  await page.goto(new URL('?kiosk=Back+door#/kiosk', page.url()).href)
  await page.getByText('Back door').waitFor()
})

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../main/app.ts'
import type { AttendanceRules, ScheduleId } from '../../main/contract/attendance.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import { modelsFolder } from '../helpers/app.ts'
import { violations } from '../helpers/axe.ts'
import { complaintsOf, openBrowser, startWebShell, type WebShell } from '../helpers/browser.ts'

/** Attendance in a real browser: an office of three people, entered without a face and corrected by hand. */
const pin = '271828'
const yesterday = Date.now() - 86_400_000

let folder: string
let shell: WebShell
let browser: Browser
let first: PersonId

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-attendance-'))
  await fillOffice(join(folder, 'data'))
  shell = await startWebShell(join(folder, 'data'))
  browser = await openBrowser('none')
})
afterAll(async () => {
  await browser.close()
  await shell.stop()
  await rm(folder, { recursive: true, force: true })
})

async function fillOffice(dataFolder: string): Promise<void> {
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const app = await createApp({ dataFolder, modelsFolder, key, shell: 'test', actor: 'tester' })
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
    const at = new Date(yesterday).setHours(hour, 0, 0, 0) as Instant
    const draft = {
      personId: first,
      action: 'add',
      corrects: null,
      direction,
      at,
      zone: 'UTC',
      reason: 'Paper',
    } as const
    await app.call('attendance.correct', { actor: 'Front desk', draft })
  }
  await app.call('guests.signIn', { name: 'Tobias Brandt', hostId: first, kiosk: 'Front door' })
  await app.close()
}

async function openPage(route: string, options: { colorScheme?: 'light' | 'dark'; locale?: string } = {}) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 }, ...options })
  const page = await context.newPage()
  await page.goto(shell.url)
  await page.goto(new URL(`#/${route}`, page.url()).href)
  return page
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
  'settings/kiosks',
  'log',
  'people/1',
  'kiosk',
]

test.each(['light', 'dark'] as const)('axe-core objects to no screen in %s', async (colorScheme) => {
  const page = await openPage('today', { colorScheme })
  const complaints = complaintsOf(page)
  for (const screen of screens) {
    await page.goto(new URL(`#/${screen}`, page.url()).href)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await violations(page), screen).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth'), screen).toBe(1366)
  }
  expect(complaints).toEqual([])
  await page.context().close()
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
    await page.goto(new URL(`#/${route}`, page.url()).href)
    for (const name of buttons) await page.getByRole('button', { name, exact: true }).click()
    await page.getByRole('dialog').waitFor()
    expect(await violations(page), `${route} ${buttons}`).toEqual([])
    await page.keyboard.press('Escape')
  }
  await page.context().close()
})

test('by keyboard alone: in with number and PIN, and a wrong PIN names nobody', async () => {
  const page = await openPage('kiosk')
  await page.getByRole('button', { name: 'PIN', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('1001')
  await page.keyboard.press('Enter')
  await page.keyboard.type('999999')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('do not fit').waitFor()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.getByText(/Checked in at/).waitFor()
  await page.keyboard.press('Escape')
  await page.goto(new URL('#/today', page.url()).href)
  await page
    .getByRole('link', { name: /Ada Lindqvist/ })
    .getByText('since')
    .waitFor()
  await page.context().close()
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
  await page.getByText('waits for approval').waitFor()
  await page.keyboard.press('Escape')

  await page.goto(new URL('#/corrections', page.url()).href)
  await page.getByText(/Add check-out, .* 17:35/).waitFor()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Sabine Hoffmann')
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('heading', { name: 'Nothing waits' }).waitFor()
  await page.getByRole('radio', { name: 'History' }).click()
  await page.getByRole('button', { name: /Ada Lindqvist.*Added.*Sabine Hoffmann/ }).waitFor()
  await page.context().close()
})

test('a visitor signs in with a host and out again', async () => {
  const page = await openPage('kiosk')
  await page.getByRole('button', { name: 'Visitor' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Wilma Jansen')
  await page.getByRole('textbox', { name: 'Who do you visit?' }).fill('l')
  await expect(page.getByRole('button', { name: 'Ada Lindqvist' }).count()).resolves.toBe(0)
  await page.getByRole('textbox', { name: 'Who do you visit?' }).fill('lind')
  await page.getByRole('button', { name: 'Ada Lindqvist' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Welcome, Wilma Jansen').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Visitor' }).click()
  await page.getByText('I am leaving').click()
  await page.getByRole('button', { name: 'Sign out: Wilma Jansen' }).click()
  await page.getByText('Goodbye, Wilma Jansen').waitFor()
  await page.context().close()
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
  await page.getByRole('button', { name: 'Erase the filter Made by hand' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /Saved filters/ }).click()
  await page.getByRole('option', { name: 'Made by hand' }).click()
  await page.getByRole('button', { name: /Kind/ }).getByText('Corrections').waitFor()
  await page.getByRole('button', { name: 'Erase the filter Made by hand' }).click()
  await page.getByRole('button', { name: /Saved filters/ }).waitFor({ state: 'detached' })
  await page.context().close()
})

test('the timesheet is saved as a workbook', async () => {
  const page = await openPage('timesheet')
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save file' }).click()
  const bytes = await readFile(await (await download).path())
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
  await page.context().close()
})

test('each window is the kiosk that its address names', async () => {
  const page = await openPage('kiosk')
  await page.goto(new URL('?kiosk=Back+door#/kiosk', page.url()).href)
  await page.getByText('Back door').waitFor()
  await page.context().close()
})

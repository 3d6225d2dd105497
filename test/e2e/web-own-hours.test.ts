import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { datesOfMonth, monthBefore } from '../../main/attendance/own-month.ts'
import { AttendanceRules } from '../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { workingDayAt } from '../../main/services/office-day.ts'
import { createCalendarFormat } from '../../renderer/messages/calendar.ts'
import { loadMessages } from '../../renderer/messages/catalogue.ts'
import { violations } from '../helpers/axe.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { cutTexts } from '../helpers/reflow.ts'
import { addEntry, type PageOptions, webOffice } from '../helpers/web-office.ts'

/** People look at their own hours at a kiosk and confirm a month, by touch and by keyboard. */
const kiosk = { hasTouch: true, viewport: { width: 1080, height: 1920 }, timezoneId: 'UTC' } satisfies PageOptions
const people = {
  en: { name: 'Ada Lovelace', number: '7', pin: '482913' },
  zh: { name: '王小明', number: '8', pin: '771204' },
  ja: { name: '佐藤 美咲', number: '9', pin: '330917' },
} as const
type Language = keyof typeof people

/** In the night after the last of a month, its last day still goes on. */
const rules = AttendanceRules.parse({ policies: [{ id: 'office', name: 'Office', zone: 'UTC' }] })
const lastMonth = monthBefore(workingDayAt(rules, Date.now()).slice(0, 7))
const minutes = (hour: number, minute = 0) => (hour * 60 + minute) * 60_000
const ids = new Map<string, PersonId>()
let data = ''

const workdays = () => {
  const { from, to } = datesOfMonth(lastMonth)
  const days: number[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    if (![0, 6].includes(new Date(at).getUTCDay())) days.push(at)
  }
  return days
}

const { openPage } = webOffice(async (app: App, dataFolder: string) => {
  data = dataFolder
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    day < 6 ? { kind: 'hours' as const, minutes: 480 } : { kind: 'off' as const },
  )
  await app.call('attendance.rules.set', {
    version: 0,
    rules: {
      policies: [{ id: 'office' as never, name: 'Office', zone: 'UTC' }],
      schedules: [{ id: 'week' as never, name: 'Week', pattern: { kind: 'weekly', days: week } }],
      assignments: [{ target: { kind: 'everyone' }, schedule: 'week' as never }],
    },
  })
  for (const [language, { name, number, pin }] of Object.entries(people)) {
    const employments = [{ joined: null, left: null }]
    const { id } = await app.call('people.create', { name, employeeNumber: number, employments })
    ids.set(name, id)
    await app.call('pin.set', { personId: id, pin })
    if (language !== 'en') {
      await app.call('consent.record', { personId: id, kind: 'given', language: language as Language, name })
    }
    for (const [place, day] of workdays().entries()) {
      await addEntry(app, id, day + minutes(8, place))
      // 王小明 forgot to check out on the third day.
      if (language !== 'zh' || place !== 2) await addEntry(app, id, day + minutes(16, 30), { direction: 'out' })
    }
  }
})

async function press(dialog: Locator, keys: string): Promise<void> {
  for (const key of keys) await dialog.getByRole('button', { name: key, exact: true }).tap()
}

async function openHours(page: Page, { number, pin }: (typeof people)[Language]): Promise<Locator> {
  const { entry, hours } = await loadMessages('en')
  await page.getByRole('button', { name: hours.title }).tap()
  const dialog = page.getByRole('dialog')
  await press(dialog, number)
  await dialog.getByRole('button', { name: entry.next }).tap()
  await press(dialog, pin)
  await dialog.getByRole('button', { name: entry.enter }).tap()
  return dialog
}

test.each(['en', 'ja'] as const)(
  'somebody sees their hours in their language and confirms the last month, in %s',
  async (language) => {
    const { hours } = await loadMessages(language)
    const locale = { en: 'en-GB', ja: 'ja-JP' }[language]
    const month = createCalendarFormat(locale).month(datesOfMonth(lastMonth).from)
    const page = await openPage('kiosk', kiosk)
    const dialog = await openHours(page, people[language])
    await dialog.getByText(people[language].name).waitFor()
    await dialog.getByRole('radio', { name: month }).tap()
    // On the n-th day eight and a half hours less n minutes were worked.
    const days = workdays().length
    const worked = days * 510 - (days * (days - 1)) / 2
    await dialog
      .getByText(`${Math.floor(worked / 60)}:${String(worked % 60).padStart(2, '0')}`, { exact: true })
      .waitFor()
    expect(await dialog.getByRole('row').count()).toBe(days + 1)
    expect(await violations(page)).toEqual([])
    expect(await cutTexts(page)).toEqual([])
    await dialog.getByRole('button', { name: hours.confirm(month) }).tap()
    await dialog.getByRole('status').filter({ hasText: 'Front door' }).waitFor()
    expect(await violations(page)).toEqual([])
    const stored = withStore(data, ({ confirmations }) =>
      confirmations.find(ids.get(people[language].name)!, lastMonth),
    )
    expect(stored).toMatchObject({ workedMinutes: worked, kiosk: 'Front door' })
    await dialog.getByRole('button', { name: /close|閉じる/i }).tap()
    await dialog.waitFor({ state: 'detached' })
    expect(await page.locator('body').innerText()).not.toContain(people[language].name)
  },
)

test('a forgotten check-out is an open question, which is asked for from there', async () => {
  const { hours, entry } = await loadMessages('zh')
  const page = await openPage('kiosk', kiosk)
  const dialog = await openHours(page, people.zh)
  await dialog.getByRole('radio', { name: createCalendarFormat('zh-CN').month(datesOfMonth(lastMonth).from) }).tap()
  await dialog.getByText(hours.toSettle(1)).waitFor()
  await dialog.getByText(hours.open).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await cutTexts(page)).toEqual([])
  const third = new Date(workdays()[2]!).toISOString().slice(0, 10) as never
  const calendar = createCalendarFormat('zh-CN')
  await dialog.getByRole('button', { name: hours.requestFor(calendar.day(third)) }).tap()
  await dialog.getByText(calendar.fullDay(third)).waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: entry.send }).tap()
  await dialog.getByText(hours.requested).waitFor()
  expect(withStore(data, ({ requests }) => requests.list(true)).map(({ draft }) => draft)).toMatchObject([
    { personId: ids.get('王小明'), direction: 'out', at: workdays()[2]! + minutes(17, 30) },
  ])
})

test.each(['light', 'dark'] as const)(
  'by keyboard alone, on a laptop, in %s; and it goes away by itself',
  async (colorScheme) => {
    const { hours } = await loadMessages('en')
    const page = await openPage('kiosk', { colorScheme, timezoneId: 'UTC' })
    await page.clock.install()
    await page.getByRole('button', { name: hours.title }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').waitFor()
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await page.keyboard.type('482913')
    await page.keyboard.press('Enter')
    await dialog.getByRole('heading', { name: 'Ada Lovelace' }).and(page.locator(':focus')).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await cutTexts(page)).toEqual([])
    await page.clock.fastForward(61_000)
    await dialog.waitFor({ state: 'detached' })
    expect(await page.locator('body').innerText()).not.toContain('Ada Lovelace')
  },
)

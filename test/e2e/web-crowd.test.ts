import { expect, test } from 'vitest'
import { complaintsOf } from '../helpers/browser.ts'
import { crowdOffice } from '../helpers/crowded-office.ts'
import { go, webOffice } from '../helpers/web-office.ts'

/** Screens with as many people as a large office has, on screens of any size. */
const people = 360

const { openPage } = webOffice((app, dataFolder) => crowdOffice(app, dataFolder, people))

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
]

/** Time enough for what came into view to be shown, and no more. */
const drawnTwice = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'

test.each(sizes)('Today at %o has everybody with a face and without a complaint', async (viewport) => {
  const page = await openPage('kiosk', { viewport })
  const complaints = complaintsOf(page)
  for (let time = 0; time < 3; time++) {
    await go(page, 'today')
    await page.locator('[data-part=today-person] img').first().waitFor()
    const board = page.getByRole('region', { name: 'People' })
    for (let turn = 0; turn < 12; turn++) {
      await board.hover()
      await page.mouse.wheel(0, 900)
      await page.evaluate(drawnTwice)
    }
    await expect.poll(() => page.locator('[data-part=today-person] .portrait > span').count()).toBe(0)
    // Whoever came late is told so below the name, which has the whole line.
    const names = (await page.evaluate(`[...document.querySelectorAll('[data-part=today-person-name]')]
      .map(({ textContent, scrollWidth, clientWidth }) => [textContent, scrollWidth > clientWidth])`)) as [
      string,
      boolean,
    ][]
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter(([name, isCut]) => isCut && name.length <= 22)).toEqual([])
    await page.reload()
  }
  expect(complaints).toEqual([])
})

test('the timesheet is sorted and filtered, and a reload keeps what it shows', async () => {
  const page = await openPage('timesheet?period=week')
  const table = page.getByRole('table', { name: 'Timesheet' })
  // The week before is over: the present one may have begun today, with nothing to check yet.
  await page.getByRole('button', { name: 'Previous', exact: true }).click()
  const late = table.getByRole('columnheader', { name: /^Late/ })
  expect(await late.getAttribute('aria-sort')).toBe('none')
  await late.getByRole('button').click()
  await expect.poll(() => late.getAttribute('aria-sort')).toBe('descending')
  const minutes = async () =>
    (await table.locator('tbody td[data-column="late"]').allTextContents()).map((text) => {
      const [hours = 0, rest = 0] = text === '–' ? [] : text.split(':').map(Number)
      return hours * 60 + rest
    })
  const shown = await minutes()
  expect(shown.length).toBeGreaterThan(8)
  expect(shown[0]).toBeGreaterThan(0)
  expect(shown).toEqual(shown.toSorted((a, b) => b - a))

  await page.getByRole('radio', { name: /^To check [1-9]/ }).click()
  await expect.poll(() => table.locator('tbody td[data-column="toCheck"]').allTextContents()).not.toContain('–')
  const first = await table.locator('tbody tr').first().textContent()
  await page.reload()
  await expect.poll(() => table.locator('tbody tr').first().textContent()).toBe(first)
  expect(await page.getByRole('radio', { name: /^To check/ }).getAttribute('aria-checked')).toBe('true')
  expect(await page.getByRole('radio', { name: 'Week' }).getAttribute('aria-checked')).toBe('true')

  // The values stand under their heads, also where a scroll bar takes room.
  const edges = await Promise.all(
    ['th[data-column="late"] button', 'tbody td[data-column="late"]', 'tfoot td[data-column="late"]'].map(
      async (part) => {
        const box = await table.locator(part).first().boundingBox()
        return box === null ? 0 : Math.round(box.x + box.width)
      },
    ),
  )
  expect(new Set(edges).size).toBe(1)
})

test.each(sizes)('the chart of hours fills its width at %o, and has a key', async (viewport) => {
  const page = await openPage('timesheet?period=month', { viewport })
  const chart = page
    .getByRole('figure')
    .filter({ has: page.getByRole('img') })
    .first()
  const picture = chart.getByRole('img')
  await picture.waitFor()
  const ends = () =>
    picture.evaluate((svg) => {
      const drawn = [...svg.querySelectorAll('g > rect:first-of-type')].map((bar) => bar.getBoundingClientRect())
      const { left, right } = svg.getBoundingClientRect()
      return {
        left: Math.abs(drawn[0]!.left - left),
        right: Math.abs(drawn.at(-1)!.right - right),
        width: right - left,
      }
    })
  await expect.poll(async () => (await ends()).width).toBeGreaterThan(viewport.width / 2)
  const { left, right } = await ends()
  expect([left, right].map((gap) => gap < 2)).toEqual([true, true])
  expect(await chart.locator('figcaption li').allTextContents()).toEqual(['Worked', 'Overtime', 'Scheduled'])
})

test('the open day of a person stays after a reload, and the list of days where it was', async () => {
  const page = await openPage('timesheet?period=week')
  await page.getByRole('table').getByRole('link').first().click()
  const day = page.locator('[data-part=day-line]').nth(1)
  const before = await day.boundingBox()
  await day.click()
  const detail = page.locator('[data-part=day-detail]')
  await detail.waitFor()
  expect((await day.boundingBox())?.y).toBe(before?.y)
  const title = await detail.getByRole('heading').first().textContent()
  await page.reload()
  await detail.waitFor()
  expect(await detail.getByRole('heading').first().textContent()).toBe(title)
})

test('Today counts the missing and those who came late, and an address names one of them', async () => {
  const page = await openPage('today')
  const count = async (name: string) =>
    Number((await page.getByRole('button', { name }).locator('b').textContent()) ?? '')
  await expect.poll(() => count('Missing')).toBe(people / 10)
  expect(await count('Came late')).toBe(people / 5)
  expect(await page.locator('[data-part=today-state]').first().textContent()).toMatch(/^Missing/)
  await page.getByRole('button', { name: 'Came late' }).click()
  expect(await page.locator('[data-part=today-state]').first().textContent()).toMatch(new RegExp(`^In ${people / 10}`))
  await page.reload()
  await page.locator('[data-part=today-late]').first().waitFor()
  expect(await page.getByRole('button', { name: 'Came late' }).getAttribute('aria-pressed')).toBe('true')
})

test('titles stand in one place, whatever the screen', async () => {
  const page = await openPage('today')
  const places = new Set<string>()
  for (const screen of ['today', 'timesheet', 'corrections', 'schedules', 'search', 'log']) {
    await go(page, screen)
    const { x, y } = (await page.getByRole('heading', { level: 1 }).boundingBox())!
    places.add(`${Math.round(x)}, ${Math.round(y)}`)
  }
  expect([...places]).toHaveLength(1)
})

test('the list of people is one stop for the Tab key, and keys walk through it', async () => {
  const page = await openPage('people')
  const list = page.getByRole('list', { name: 'People' })
  await list.locator('[data-part=person-row]').first().waitFor()
  expect(await list.locator('[tabindex="0"]').count()).toBe(1)
  await list.locator('[tabindex="0"]').focus()
  await page.keyboard.press('ArrowDown')
  const second = await list.locator('li[aria-posinset="2"] [data-part=person-row-name]').textContent()
  await page.getByRole('heading', { level: 2, name: second ?? '' }).waitFor()
  await page.keyboard.press('End')
  await list.locator(`li[aria-posinset="${people}"] [data-part=person-row]:focus`).waitFor()
  expect(await list.locator('[tabindex="0"]').count()).toBe(1)
})

test('people are selected and put into a group together', async () => {
  const page = await openPage('people?q=Montgomery')
  await page.getByRole('button', { name: 'Select', exact: true }).click()
  const rows = page.locator('button[data-part=person-row]')
  await rows.nth(0).click()
  await rows.nth(1).click()
  await page.getByText('2 selected').waitFor()
  await page.getByRole('button', { name: 'Groups…' }).click()
  await page.getByRole('dialog').getByLabel('New group').fill('Night shift')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('Groups of 2 people saved.').waitFor()
  await expect.poll(() => page.locator('[data-part=person-row]', { hasText: 'Night shift' }).count()).toBe(2)
})

test('the log keeps its filter and the chosen entry when it is read again', async () => {
  const page = await openPage('log?period=week')
  await page.getByRole('radio', { name: 'Out' }).click()
  await page.locator('[data-part=log-row][aria-pressed]').nth(3).click()
  const entry = page.getByRole('article', { name: 'Entry' })
  // Not the portrait: initials stand in its place until it is there.
  const head = entry.locator('[data-part=event-head] h2, [data-part=event-head] p')
  const text = await head.allTextContents()
  expect(text).toHaveLength(3)
  await page.reload()
  await entry.waitFor()
  expect(await head.allTextContents()).toEqual(text)
  expect(await page.getByRole('radio', { name: 'Out' }).getAttribute('aria-checked')).toBe('true')
  expect(await page.locator('[data-part=log-row] .direction[data-direction="in"]').count()).toBe(0)
})

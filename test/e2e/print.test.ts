import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printChunks, printWords } from '../../main/attendance/print.ts'
import { readRules } from '../../main/attendance/schedule.ts'
import { timesheet } from '../../main/attendance/table.ts'
import { timesheetDays } from '../../main/attendance/timesheet.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { PersonId } from '../../main/contract/entities.ts'
import { loadMessages } from '../../renderer/messages/catalogue.ts'
import { check, correction, local } from '../attendance/build.ts'
import { everyDay, rulesOf, shifts } from '../attendance/examples/example.ts'
import { openBrowser } from '../helpers/browser.ts'

/** A month of 31 days, lunch punched on every one, each with a remark. */
function fullMonth() {
  const events = Array.from({ length: 31 }, (_, index) => {
    const date = `2026-05-${String(index + 1).padStart(2, '0')}`
    const at = ['09:17', '12:01', '12:46', '18:29'].map((time) => local(`${date} ${time}`))
    const id = 5 * index
    return [
      check(id + 1, 'in', at[0]!),
      check(id + 2, 'out', at[1]!),
      check(id + 3, 'in', at[2]!),
      // Every third check-out was forgotten, every other one was added by hand.
      ...(index % 3 === 2
        ? []
        : [index % 2 === 0 ? check(id + 4, 'out', at[3]!) : correction(id + 4, 'add', null, 'out', at[3]!)]),
    ]
  })
  const rules = rulesOf({ name: '', events: [], days: {}, pattern: everyDay(shifts('9-17')) })
  const plan = readRules(rules)({ id: PersonId.parse(1), groups: [] })
  const range = { from: LocalDate.parse('2026-05-01'), to: LocalDate.parse('2026-05-31') }
  const person = { id: PersonId.parse(1), name: 'Maria del Carmen Fernández de la Vega', employeeNumber: '1004' }
  const days = timesheetDays(plan, events.flat(), range, local('2026-06-30 00:00'))
  const leave = ['Vacation, then moved to another office', '公司年会及团队建设活动（半天）']
  return timesheet(
    person,
    days.map((day, index) => ({ ...day, leave: leave[index - 11] ?? null })),
  )
}

describe('a printed month', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser('none')
  })
  afterAll(() => browser.close())

  async function sheetsOfPaper(html: string): Promise<number> {
    const tab = await browser.newPage()
    await tab.setContent(html)
    const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1')
    await tab.close()
    return [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length
  }

  test.each([
    ['en', 'en-US'],
    ['en', 'de-DE'],
    ['de', 'de-DE'],
    ['es', 'es-ES'],
    ['zh', 'zh-CN'],
    ['ja', 'ja-JP'],
  ] as const)(
    'of 31 days with lunches punched and remarks is one sheet of paper, in %s as in %s',
    async (language, locale) => {
      const words = await loadMessages(language)
      const columns = Object.entries(words.exporting.columns).map(([key, word]) => [`print.${key}`, word])
      const titles = { ...words.timesheet.statuses, ...words.timesheet.flags, ...Object.fromEntries(columns) }
      const month = fullMonth()
      const html = (people: number) => [...printChunks(Array(people).fill(month), printWords(titles), locale)].join('')
      expect(html(1)).toContain('<ul><li>1) ')
      expect(await sheetsOfPaper(html(1))).toBe(1)
      expect(await sheetsOfPaper(html(2))).toBe(2)
    },
  )
})

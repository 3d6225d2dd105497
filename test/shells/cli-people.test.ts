import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../main/contract/entities.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg, type Part, stranger } from '../helpers/pictures.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'

/** A third person. */
const another: Part = { sample: 6, left: 1290, top: 60, width: 600, height: 600 }

async function office(...people: [name: string, employeeNumber: string | null][]) {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  for (const [name, employeeNumber] of people) await app.call('people.create', { name, employeeNumber })
  const names = async () => (await app.call('people.list', {})).people.map(({ name }) => name)
  return { app, names, rollcall: (...words: string[]) => runRollcall(data, ...words) }
}

describe('whom a typed text means', () => {
  test('erasing 007 erases who has that employee number, whatever the rows are', async () => {
    const { names, rollcall } = await office(['Chen', '3'], ['Li Wei', '007'], ['Li Na', '7'])
    const erased = await rollcall('people', 'erase', '007', '--yes')
    expect(erased).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Li Wei \(007\), #2, is erased .* 0 entries stay/),
    })
    expect(await names()).toEqual(['Chen', 'Li Na'])
    expect((await rollcall('people', 'erase', '#1', '--yes')).code).toBe(0)
    expect(await names()).toEqual(['Li Na'])
  })

  test('where two people can be meant it refuses, with --yes too, and lists them', async () => {
    const { names, rollcall } = await office(['14', null], ['Ada', '14'], ['Li Wei', '8'], ['Li Wei', null])
    for (const who of ['14', 'li wei']) {
      const { code, err } = await rollcall('people', 'erase', who, '--yes')
      expect(code).toBe(2)
      expect(err).toContain(`2 people can be meant by ${who}`)
    }
    expect((await rollcall('people', 'erase', '14', '--yes')).err).toMatch(/"#2" {2}Ada \(14\)\n {2}"#1" {2}14\n/)
    expect((await names()).length).toBe(4)
    expect((await rollcall('people', 'show', '#1')).out).toMatch(/^#1 {2}14, from \d{4}-\d\d-\d\d on\n/)
  })

  test('an export says what it lacks of people who were erased', async () => {
    const { app, rollcall } = await office(['Ada', '14'], ['Max', '15'])
    const { people } = await app.call('people.list', { query: 'Max' })
    const draft = { personId: people[0]!.id, action: 'add', corrects: null, direction: 'in', zone: 'UTC' } as const
    const at = Date.UTC(2026, 4, 5, 8) as Instant
    const entered = await app.call('attendance.correct', { draft: { ...draft, at, reason: 'forgotten' }, actor: 'HR' })
    expect(entered.kind).toBe('corrected')
    const words = ['attendance', 'export', '--from', '2026-05-04', '--to', '2026-05-10', '--what', 'totals']
    expect((await rollcall(...words)).out).not.toContain('Not in this file')
    expect((await rollcall('people', 'erase', '15', '--yes')).code).toBe(0)
    const { code, out } = await rollcall(...words)
    expect(code).toBe(0)
    expect(out).toContain('Not in this file: 1 entry of 1 erased person.')
  })

  test('everything about a person is written into the ZIP that is named, in their language', async () => {
    const { app, rollcall } = await office(['Ada', '14'])
    const file = join(scratchFolder(), 'ada.zip')
    const { code, out } = await rollcall('people', 'export', '14', file, '--language', 'de', '--json')
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, file })
    const files = unzipSync(readFileSync(file))
    expect(strFromU8(files['index.html']!)).toContain('Gespeicherte Daten zu Ada')
    expect(JSON.parse(strFromU8(files['data.json']!)).person).toMatchObject([{ name: 'Ada', employeeNumber: '14' }])
    const { entries } = await app.call('audit.list', { action: 'person.export' })
    expect(entries).toMatchObject([{ via: 'command', subject: 'person 1', details: { language: 'de' } }])
    expect((await rollcall('people', 'export', '14', file, '--language', 'fr')).code).toBe(2)
  })

  test('people leave and are hired again; the list says so, and is one to import', async () => {
    const { app, rollcall } = await office(['Ada', '14'], ['=Max', '15'])
    expect(await rollcall('people', 'leave', '14', '2026-13-01')).toMatchObject({ code: 2 })
    expect(await rollcall('people', 'join', '14', '2020-02-01')).toMatchObject({ code: 0 })
    const left = await rollcall('people', 'leave', 'Ada', '2020-06-30')
    expect(left.out).toBe('Ada (14): from 2020-02-01 until 2020-06-30.\n')
    expect((await rollcall('people', 'list')).out).toMatch(/^#1 +Ada +14 +left /m)
    expect((await rollcall('people', 'list', '--state', 'active')).out).not.toContain('Ada')
    expect((await rollcall('people', 'list', '--state', 'left', '--csv')).out).toBe(
      'name,employee_number,photo,groups,joined,left\r\nAda,14,,,2020-02-01,2020-06-30\r\n',
    )
    expect((await rollcall('people', 'list', '--state', 'active', '--csv')).out).toContain(`"'=Max",15`)
    expect(await rollcall('people', 'leave', '14', '2020-01-31')).toMatchObject({ code: 2 })
    const again = await rollcall('people', 'join', '14', '2021-01-01')
    expect(again.out).toBe('Ada (14): from 2020-02-01 until 2020-06-30, from 2021-01-01 on.\n')
    const { people } = await app.call('people.list', { state: 'active' })
    expect(people.map(({ name }) => name)).toContain('Ada')
  })

  test('the list as CSV, with photos entered, is imported elsewhere as it was', async () => {
    const { app, rollcall } = await office(['=Ada "A" Lovelace', '007'], ['Bo; Müller', null])
    const [bo, lovelace] = (await app.call('people.list', {})).people.toSorted((one, other) => other.id - one.id)
    await app.call('people.update', { id: lovelace!.id, groups: ['Day shift', 'Berlin'] })
    await app.call('people.update', { id: bo!.id, employments: [{ joined: '2020-02-01', left: null }] } as never)
    const folder = scratchFolder()
    writeFileSync(join(folder, 'ada.jpg'), await jpeg(ada))
    writeFileSync(join(folder, 'bo.jpg'), await jpeg(another))
    const listed = (await rollcall('people', 'list', '--csv')).out
    const photos = ['photo', 'ada.jpg', 'bo.jpg']
    const { data } = Papa.parse<string[]>(listed, { skipEmptyLines: true })
    const filled = data.map((row) =>
      row.with(2, row[0]!.includes('Ada') ? photos[1]! : row[0] === 'name' ? photos[0]! : photos[2]!),
    )
    writeFileSync(join(folder, 'list.csv'), Papa.unparse(filled))
    const other = await office()
    expect(await other.rollcall('import', join(folder, 'list.csv'))).toMatchObject({ code: 0 })
    const fields = ({ name, employeeNumber, groups, employments }: Awaited<ReturnType<typeof peopleOf>>[number]) => ({
      ...{ name, employeeNumber, groups: groups.toSorted(), employments },
    })
    const peopleOf = async (office: typeof app) => (await office.call('people.list', {})).people
    expect((await peopleOf(other.app)).map(fields)).toEqual((await peopleOf(app)).map(fields))
    expect((await peopleOf(other.app)).map(({ templates }) => templates)).toEqual([1, 1])
  })

  test('without a terminal and --yes nobody is erased', async () => {
    const { names, rollcall } = await office(['Ada', '14'])
    expect(await rollcall('people', 'erase', '14')).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
    expect(await names()).toEqual(['Ada'])
  })

  test('an id without its mark is nobody, and is told how it is written', async () => {
    const { rollcall } = await office(['Ada', '14'])
    expect(await rollcall('people', 'show', '1')).toMatchObject({ code: 1, err: expect.stringContaining('"#1"') })
    expect(await rollcall('people', 'show', '#9')).toMatchObject({ code: 1, err: expect.stringContaining('id #9') })
    expect((await rollcall('people', 'list')).out).toMatch(/^#1 +Ada +14 /m)
  })

  test('entries and timesheets are found by employee number', async () => {
    const { app, rollcall } = await office(['Ada', '2'], ['Bo', '1'])
    const { id } = (await app.call('people.find', { who: 'Bo' })).people[0]!
    const draft = {
      personId: id,
      action: 'add',
      corrects: null,
      zone: 'UTC',
      reason: 'forgot',
      direction: 'in',
    } as const
    await app.call('attendance.correct', { draft: { ...draft, at: Date.UTC(2026, 4, 4, 8) as never }, actor: 'chief' })
    expect((await rollcall('events', 'list', '--person', '1')).out).toContain('1 of 1 event')
    const sheet = await rollcall('attendance', 'timesheet', '1', '--from', '2026-05-04', '--to', '2026-05-04', '--json')
    expect(JSON.parse(sheet.out)).toMatchObject({ person: { name: 'Bo' } })
  })
})

test('a refusal for the name is said once, and not blamed on the photos', async () => {
  const { rollcall } = await office(['Li Wei', '8'], ['Li Wei', '9'])
  const { code, out } = await rollcall('enroll', '--name', 'Li  Wei', 'a.jpg', 'b.jpg')
  expect(code).toBe(1)
  expect(out).toBe('Li Wei was not enrolled: 2 people are called Li Wei. Give the employee number too.\n')
  const added = await rollcall('enroll', '--person', '8', 'a.jpg')
  expect(added.out).toContain('Li Wei (8), #1: 0 new templates')
  expect((await rollcall('enroll', 'a.jpg')).err).toContain('--person')
  expect((await rollcall('enroll', '--person', '8', '--name', 'Bo', 'a.jpg')).code).toBe(2)
})

/** A folder to import with the photos 1.jpg, 2.jpg … of one person. */
async function folderOf(name: string, parts: readonly Part[]) {
  const folder = scratchFolder()
  const person = join(folder, name)
  mkdirSync(person)
  for (const [index, part] of parts.entries()) writeFileSync(join(person, `${index + 1}.jpg`), await jpeg(part))
  return { folder, person }
}

test('of one folder with photos of three people the first is taken, as in the window: no two of the others are alike', async () => {
  const { app, rollcall } = await office()
  const { folder, person } = await folderOf('Ada', [stranger, ada, another])
  const { out } = await rollcall('import', folder, '--json')
  expect(JSON.parse(out)).toMatchObject({
    templates: 1,
    rejected: [
      { file: join(person, '2.jpg'), code: 'unlike-own-photos', message: expect.stringContaining('the photo on file') },
      { file: join(person, '3.jpg'), code: 'unlike-own-photos' },
    ],
  })
  const { candidates } = (await app.call('search.photo', { photo: await jpeg(stranger), top: 1 })).faces[0]!
  expect(candidates).toMatchObject([{ person: { name: 'Ada' }, similarity: expect.closeTo(1, 2) }])
})

test('of one folder with photos of two people the fewer are listed, whichever comes first', async () => {
  const { app, rollcall } = await office()
  const { folder, person } = await folderOf('Ada', [stranger, ada, adaAgain])
  const { code, out } = await rollcall('import', folder, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    templates: 2,
    rejected: [
      { file: join(person, '1.jpg'), code: 'unlike-own-photos', message: expect.stringContaining('2 photos') },
    ],
  })
  const confirmed = await rollcall('enroll', '--person', 'Ada', '--allow-unlike', join(person, '1.jpg'))
  expect(confirmed).toMatchObject({ code: 0, out: expect.stringContaining('1 new template') })
  expect((await app.call('people.list', {})).people).toMatchObject([{ name: 'Ada', templates: 3 }])
})

test('an import that was killed before it weighed the others is put right by the next one', async () => {
  const { app, rollcall } = await office()
  const { folder, person } = await folderOf('Ada', [stranger, ada, adaAgain])
  await app.call('enrol.newPerson', {
    name: 'Ada',
    employeeNumber: null,
    photo: await jpeg(stranger),
    source: 'import',
  })
  const { out } = await rollcall('import', folder, '--json')
  expect(JSON.parse(out)).toMatchObject({
    ...{ templates: 2, skipped: 0 },
    rejected: [{ file: join(person, '1.jpg'), code: 'unlike-own-photos' }],
  })
  const { candidates } = (await app.call('search.photo', { photo: await jpeg(stranger), top: 1 })).faces[0]!
  expect(candidates[0]!.similarity).toBeLessThan(0.5)
  expect(JSON.parse((await rollcall('import', folder, '--json')).out)).toMatchObject({ templates: 0, skipped: 2 })
})

test('identify tells people of one name apart, and leaves other names alone', async () => {
  const { app, rollcall } = await office(['Li Wei', '007'], ['Li Wei', null], ['Ada', '9'])
  const { people } = await app.call('people.list', {})
  const folder = scratchFolder()
  for (const [index, picture] of [ada, stranger].entries()) {
    const { id } = people.filter(({ name }) => name === 'Li Wei')[index]!
    const photo = await jpeg(picture)
    await app.call('enrol.photo', { personId: id, photo })
    writeFileSync(join(folder, `${index}.jpg`), photo)
  }
  const { out } = await rollcall('identify', folder)
  expect(out).toMatch(/0\.jpg: Li Wei \(007\) \(/)
  expect(out).toMatch(/1\.jpg: Li Wei \(#2\) \(/)
  await app.call('people.update', { id: people.find(({ employeeNumber }) => employeeNumber === null)!.id, name: 'Bo' })
  expect((await rollcall('identify', folder)).out).toMatch(/0\.jpg: Li Wei \(\d\.\d+, threshold.*\n.*1\.jpg: Bo \(\d/)
})

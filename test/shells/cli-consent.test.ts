import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { askConsent } from '../helpers/consent.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'

async function office() {
  const dataFolder = scratchFolder()
  const photos = scratchFolder()
  const app = await openApp({ dataFolder })
  const rollcall = (...words: string[]) => runRollcall(dataFolder, ...words)
  const json = async (...words: string[]) => JSON.parse((await rollcall('--json', ...words)).out) as never
  const write = async (path: string, part = ada) => {
    const file = join(photos, path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, await jpeg(part))
    return file
  }
  const people = async () =>
    (await app.call('people.list', {})).people.map(({ name, templates }) => [name, templates] as const)
  return { app, photos, rollcall, json, write, people }
}

test('nobody new is enrolled without a paper, and the command says which words it needs', async () => {
  const { app, rollcall, write, people } = await office()
  const photo = await write('ada.jpg')
  expect((await rollcall('consent', 'basis', 'consent', '--operator', 'Lovelace & Co')).code).toBe(0)
  const refused = await rollcall('enroll', '--name', 'Ada', photo)
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Add --consent-on') })
  expect(await people()).toEqual([])
  const paper = ['--consent-on', '2026-03-01', '--signed-by', 'Ada Lovelace', '--consent-language', 'de']
  expect((await rollcall('enroll', '--name', 'Ada', ...paper, photo)).code).toBe(0)
  expect(await people()).toEqual([['Ada', 1]])
  const [person] = (await app.call('people.list', {})).people
  expect(await app.call('consent.get', { personId: person!.id })).toMatchObject({
    state: 'valid',
    records: [{ paper: '2026-03-01', name: 'Ada Lovelace', place: 'command', text: { language: 'de' } }],
  })
})

test('an import holds the photos of people without consent, and takes them once the list of papers is recorded', async () => {
  const { app, photos, rollcall, json, write, people } = await office()
  await askConsent(app)
  for (const [path, part] of [
    ['Ada/1.jpg', ada] as const,
    ['Ada/2.jpg', adaAgain] as const,
    ['Max/1.jpg', stranger] as const,
  ])
    await write(path, part)
  expect(await json('import', photos)).toMatchObject({ people: 0, templates: 0, held: 3, rejected: [] })
  expect(await json('import', photos)).toMatchObject({ held: 3, rejected: [] })
  expect((await rollcall('import', photos)).out).toContain('3 photos of people without consent: sealed')
  expect(await people()).toEqual([
    ['Ada', 0],
    ['Max', 0],
  ])

  const list = join(scratchFolder(), 'papers.csv')
  writeFileSync(
    list,
    '\ufeffName;Date;Language;Kind;Guardian\nAda;1.3.2026;de;;\nMax;2026-03-02;;refused;\nGrace;2026-03-01;;;\nAda;soon;;;\n',
  )
  const preview = await json('consent', 'import', list, '--preview')
  expect(preview).toMatchObject({
    preview: true,
    recorded: 2,
    rows: [
      { row: 2, person: { name: 'Ada' }, outcome: 'recorded' },
      { row: 3, person: { name: 'Max' }, outcome: 'recorded' },
      {
        row: 4,
        name: 'Grace',
        person: null,
        outcome: 'nobody',
        message: expect.stringContaining('nobody here is Grace'),
      },
      { row: 5, outcome: 'invalid', message: expect.stringContaining('2026-06-01') },
    ],
  })
  expect(await json('consent', 'list', '--state', 'missing')).toMatchObject({ people: [{ held: 2 }, { held: 1 }] })
  expect(await rollcall('consent', 'import', list)).toMatchObject({
    code: 1,
    out: expect.stringContaining('2 papers recorded, 0 recorded before, 2 left out.'),
  })
  expect((await rollcall('consent', 'import', list)).out).toContain('0 papers recorded, 2 recorded before, 2 left out.')
  await expect.poll(people, { timeout: 30_000 }).toEqual([
    ['Ada', 2],
    ['Max', 0],
  ])
  expect(await json('consent', 'show', 'Ada')).toMatchObject({ state: 'valid', records: [{ paper: '2026-03-01' }] })
  expect(await json('consent', 'list', '--state', 'refused')).toMatchObject({
    people: [{ person: { name: 'Max' }, held: 1 }],
  })
})

test('withdrawing erases, asks first, and an older paper does not undo it', async () => {
  const { app, rollcall, json, write, people } = await office()
  await askConsent(app)
  const photo = await write('ada.jpg')
  await rollcall('enroll', '--name', 'Ada', '--consent-on', '2026-03-01', photo)
  expect((await rollcall('consent', 'withdraw', 'Ada')).code).toBe(2)
  expect(await people()).toEqual([['Ada', 1]])
  const words = ['consent', 'withdraw', 'Ada', '--alternative', 'pin', '--yes']
  expect(await json(...words)).toMatchObject({
    person: { name: 'Ada' },
    templates: 1,
    record: { kind: 'withdrawn', alternative: 'pin' },
    remains: { backups: { count: 0 } },
  })
  expect(await people()).toEqual([['Ada', 0]])
  expect((await rollcall('consent', 'record', 'Ada', '--on', '2026-03-02')).err).toContain('Ask them to sign again')
  const enrolled = await rollcall('enroll', '--person', 'Ada', photo)
  expect(enrolled).toMatchObject({ code: 1, err: expect.stringContaining('(withdrawn)') })
  expect(await people()).toEqual([['Ada', 0]])
})

test('the basis is shown and changed, and says until when people are recognised without', async () => {
  const { rollcall, json } = await office()
  expect((await rollcall('consent', 'basis')).out).toContain('Basis: undecided')
  expect(await json('consent', 'basis', 'other', '--document', 'Works agreement of 2026')).toMatchObject({
    policy: { basis: 'other', otherBasis: 'Works agreement of 2026', graceUntil: null },
  })
  const { out } = await rollcall('consent', 'basis', 'consent', '--grace', '14', '--hold', '7')
  expect(out).toMatch(/is recognised until \d{4}-\d\d-\d\d/)
  expect(out).toContain('Imported photos wait for 7 days')
  expect((await rollcall('consent', 'basis', 'none')).code).toBe(2)
})

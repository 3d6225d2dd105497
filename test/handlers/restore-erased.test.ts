import { copyFileSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { createReopeningApp } from '../../main/reopening-app.ts'
import { openDatabase } from '../../main/store/database.ts'
import { checkKey } from '../../main/store/key-check.ts'
import { migrate } from '../../main/store/migrate.ts'
import { openStore } from '../../main/store/open.ts'
import { embeddingContext } from '../../main/store/templates.ts'
import { openVault } from '../../main/store/vault.ts'
import { bytesOfVector } from '../../main/store/vector.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { askConsent, missing, signed } from '../helpers/consent.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'
import { tester } from '../helpers/tester.ts'

/** Every way to put a backup in place, from before somebody was erased. */
const settings = { timeout: 90_000 }

async function openWindow(dataFolder: string): Promise<App> {
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const app = await createReopeningApp({ dataFolder, modelsFolder, key, shell: 'web', caller: tester })
  onTestFinished(() => app.close())
  return app
}

/** Ada and Max with photos, Ada with a PIN and a leave; a backup; then Ada is erased, and one photo of Max. */
async function office() {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  const [first, max] = await Promise.all(
    ['Ada', 'Max'].map(async (name) => (await app.call('people.create', { name, employeeNumber: `N-${name}` })).id),
  )
  await app.call('enrol.photo', { personId: first!, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: max!, photo: await jpeg(stranger) })
  await app.call('pin.set', { personId: first!, pin: '73915' })
  const { rules, version } = await app.call('attendance.rules.get', {})
  const leaves = [{ personId: first!, from: '2026-05-04', to: '2026-05-08', name: 'Convalescence at Lindau' }]
  await app.call('attendance.rules.set', { rules: { ...rules, leaves } as never, version })
  const { file: backup } = await app.call('system.backup', {})
  await app.call('people.erase', { id: first! })
  const [template] = (await app.call('people.get', { id: max! })).templates
  await app.call('people.eraseTemplate', { id: template!.id })
  await app.close()
  return { data, backup, first: first! }
}

const erased = { people: 1, templates: 2, isComplete: true }
const templates = async (app: App) =>
  Object.fromEntries((await app.call('people.list', {})).people.map(({ name, templates }) => [name, templates]))

/** That nothing of Ada came back: not the person, a photo, PIN or leave, and no file has her name or number. */
async function expectGone(app: App, data: string): Promise<void> {
  expect(await templates(app)).toEqual({ Max: 0 })
  const { faces } = await app.call('search.photo', { photo: await jpeg(adaAgain) })
  expect(faces[0]!.candidates).toEqual([])
  expect((await app.call('attendance.rules.get', {})).rules.leaves).toEqual([])
  expect((await app.call('pin.list', {})).pins).toEqual([])
  await app.close()
  const bytes = readFileSync(join(data, 'rollcall.db'))
  for (const word of ['N-Ada', 'Lindau']) expect([word, bytes.includes(word)]).toEqual([word, false])
}

test('a window restores a backup without whom was erased since', settings, async () => {
  const { data, backup } = await office()
  const app = await openWindow(data)
  expect(await app.call('restore.preview', { from: { kind: 'listed', file: backup } })).toMatchObject({ erased })
  await app.call('restore.run', {})
  await expectGone(app, data)
})

test('so does a window whose data do not open', settings, async () => {
  const { data, backup } = await office()
  truncateSync(join(data, 'rollcall.db'), 40_000)
  const app = await openWindow(data)
  expect(await app.call('restore.preview', { from: { kind: 'listed', file: backup } })).toMatchObject({ erased })
  await app.call('restore.run', {})
  await expectGone(app, data)
})

test('so does the command, where no window is open, and says so', settings, async () => {
  const { data, backup } = await office()
  const done = await runRollcall(data, 'restore', backup, '--yes')
  expect(done).toMatchObject({
    code: 0,
    err: expect.stringContaining('Erased since, and left out: 1 person, 2 templates'),
  })
  const shown = await runRollcall(data, 'restore', backup, '--preview', '--json')
  expect(JSON.parse(shown.out)).toMatchObject({ preview: { erased } })
  await expectGone(await openApp({ dataFolder: data }), data)
})

test('so does what was there before a restore, which is kept', settings, async () => {
  const { data, backup, first } = await office()
  const before = await openWindow(data)
  const again = (await before.call('people.create', { name: 'Eve' })).id
  await before.call('restore.preview', { from: { kind: 'listed', file: backup } })
  const { kept } = await before.call('restore.run', {})
  expect(await templates(before)).toEqual({ Max: 0 })
  await before.call('restore.preview', { from: { kind: 'listed', file: join(kept!, 'rollcall.db') } })
  await before.call('restore.run', {})
  expect(await templates(before)).toEqual({ Eve: 0, Max: 0 })
  await before.call('people.erase', { id: again })
  expect(first).not.toBe(again)
  await expectGone(before, data)
})

test('a copy that somebody puts in place by hand is cleared when it is opened', settings, async () => {
  const { data, backup } = await office()
  copyFileSync(backup, join(data, 'rollcall.db'))
  await expectGone(await openApp({ dataFolder: data }), data)
})

test('with the printed key on another computer they come back, and that is said', settings, async () => {
  const { data, backup } = await office()
  const rows = (await (await openApp({ dataFolder: data })).call('backups.recoveryKey', {})).rows.join(' ')
  const fresh = scratchFolder()
  const app = await openWindow(fresh)
  const uploaded = { kind: 'received', name: 'copy.db' } as const
  await app.call('restore.receive', { offset: 0, bytes: readFileSync(backup) })
  const preview = await app.call('restore.preview', { from: uploaded, key: { kind: 'recovery-key', text: rows } })
  expect(preview.erased).toEqual({ people: 0, templates: 0, isComplete: false })
  await app.call('restore.run', {})
  expect(await templates(app)).toEqual({ Ada: 1, Max: 1 })

  const bare = join(scratchFolder(), 'new')
  const done = await runRollcall(bare, 'restore', backup, '--yes', '--key', join(data, 'key'))
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('Nobody knows here all that was erased') })
})

test.each([1, 8, 17, 25])('a backup of schema %i brings nobody back either', settings, async (schema) => {
  const donor = scratchFolder()
  const donated = await openApp({ dataFolder: donor })
  const id = (await donated.call('people.create', { name: 'Ada' })).id
  await donated.call('enrol.photo', { personId: id, photo: await jpeg(ada) })
  await donated.close()
  const from = openStore({
    file: join(donor, 'rollcall.db'),
    vault: openVault({ kind: 'file', path: join(donor, 'key') }),
    now: Date.now,
  })
  const { id: template, model } = from.templates.listOfPerson(id)[0]!
  const { vector } = from.templates.readEmbedding(template, model)!
  from.close()
  const data = scratchFolder()
  const vault = openVault({ kind: 'file', path: join(data, 'key') })
  const file = join(data, 'rollcall.db')
  const database = openDatabase(file)
  migrate(database, schema)
  checkKey(database, vault)
  database.exec(`
    insert into people (name, employee_number, groups, search, sort_name, created_at)
      values ('Ada', 'N-Ada', '[]', 'ada', 'ada', 5), ('Max', null, '[]', 'max', 'max', 6)`)
  const insert = database.prepare(`insert into templates (person_id, model, quality, source, created_at, embedding)
    values (@person, @model, 80, 'photo', 5, @embedding)`)
  for (const person of [1, 2]) {
    const embedding = vault.seal(bytesOfVector(vector), embeddingContext(person, person, model))
    insert.run({ person, model, embedding })
  }
  database.close()
  const backup = join(scratchFolder(), 'copy.db')
  copyFileSync(file, backup)

  const app = await openWindow(data)
  await app.call('people.erase', { id: 1 as PersonId })
  await app.call('people.eraseTemplate', { id: 2 as never })
  await app.call('restore.receive', { offset: 0, bytes: readFileSync(backup) })
  const from_ = { kind: 'received', name: 'copy.db' } as const
  // Before this version nobody kept a list, and this backup is older.
  expect(await app.call('restore.preview', { from: from_ })).toMatchObject({
    schema,
    erased: { ...erased, isComplete: false },
  })
  await app.call('restore.run', {})
  await expectGone(app, data)
})

test('templates erased by their age, and consents withdrawn, stay gone where the data are lost', settings, async () => {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  await askConsent(app)
  const ids: PersonId[] = []
  for (const [name, part] of [
    ['Ada', ada],
    ['Max', stranger],
  ] as const) {
    const { id } = await app.call('people.create', { name })
    await app.call('consent.record', { personId: id, ...signed })
    await app.call('enrol.photo', { personId: id, photo: await jpeg(part) })
    ids.push(id)
  }
  const { id: silent } = await app.call('people.create', { name: 'Sid' })
  const { file: backup } = await app.call('system.backup', {})
  await app.call('consent.withdraw', { personId: ids[0]! })
  await app.call('consent.record', { personId: silent, ...signed, kind: 'refused' })
  await app.call('people.update', { id: ids[1]!, employments: [{ joined: null, left: '2020-01-31' as never }] })
  const { retention } = await app.call('settings.get', {})
  await app.call('settings.set', { retention: { ...retention, leavers: 0 } })
  await app.call('retention.run', {})
  expect(await templates(app)).toEqual({ Ada: 0, Max: 0, Sid: 0 })
  await app.close()
  truncateSync(join(data, 'rollcall.db'), 40_000)

  const window = await openWindow(data)
  await window.call('restore.preview', { from: { kind: 'listed', file: backup } })
  await window.call('restore.run', {})
  expect(await templates(window)).toEqual({ Ada: 0, Max: 0, Sid: 0 })
  const states = async (personId: PersonId) => (await window.call('consent.get', { personId })).state
  expect([await states(ids[0]!), await states(ids[1]!), await states(silent)]).toEqual([
    'withdrawn',
    'valid',
    'withdrawn',
  ])
  await expect(window.call('enrol.photo', { personId: ids[0]!, photo: await jpeg(ada) })).rejects.toMatchObject(missing)
})

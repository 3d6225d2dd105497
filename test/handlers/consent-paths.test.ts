import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import { createReopeningApp } from '../../main/reopening-app.ts'
import { openDatabase } from '../../main/store/database.ts'
import { checkKey } from '../../main/store/key-check.ts'
import { migrate } from '../../main/store/migrate.ts'
import { openStore } from '../../main/store/open.ts'
import { embeddingContext } from '../../main/store/templates.ts'
import { openVault } from '../../main/store/vault.ts'
import { bytesOfVector } from '../../main/store/vector.ts'
import { modelsFolder, openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { askConsent, missing, signed } from '../helpers/consent.ts'
import { enrol } from '../helpers/enrol.ts'
import { ada, adaAgain, jpeg, type Part, stranger } from '../helpers/pictures.ts'
import { tester } from '../helpers/tester.ts'

/** Every way in which a face could be kept or compared that consent.test.ts does not walk. */
const day = 86_400_000
const another: Part = { sample: 6, left: 1290, top: 60, width: 600, height: 600 }

const create = async (app: App, name: string) => (await app.call('people.create', { name })).id

const seen = async (app: App, part = adaAgain) =>
  (await app.call('search.photo', { photo: await jpeg(part) })).faces[0]!.candidates.map(({ person }) => person.name)

test('no photo is looked at of somebody whose consent nobody can ask for, nor are some compared to be taken', async () => {
  const app = await openApp()
  const personId = await enrol(app, 'Ada', ada)
  const { templates } = await app.call('people.get', { id: personId })
  await askConsent(app)
  const photos = [await jpeg(stranger), await jpeg(another)]
  await expect(app.call('enrol.inspect', { photo: photos[0]! })).rejects.toMatchObject(missing)
  await expect(app.call('enrol.majority', { personId, templates: [templates[0]!.id], photos })).rejects.toMatchObject(
    missing,
  )
  await app.call('consent.record', { personId, ...signed })
  expect(await app.call('enrol.majority', { personId, templates: [templates[0]!.id], photos })).toEqual({ taken: [] })
})

test('who may not be matched is compared with nobody: not as a look-alike, a possible double or a stray photo', async () => {
  const app = await openApp()
  const first = await enrol(app, 'Ada', ada)
  const second = await enrol(app, 'Ada L.', adaAgain)
  const compared = async () => [
    (await app.call('people.lookAlikes', { id: first })).candidates.length,
    (await app.call('people.similarity', { first, second })).similarity !== null,
  ]
  expect(await compared()).toEqual([1, true])
  await askConsent(app, { graceDays: 0 })
  expect(await compared()).toEqual([0, false])
  await app.call('consent.record', { personId: second, ...signed })
  expect(await compared()).toEqual([0, false])
  await app.call('consent.record', { personId: first, ...signed })
  expect(await compared()).toEqual([1, true])
})

test('metrics learn from the templates of people who consented, and from no others, in the time of grace too', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock })
  const ids = [await enrol(app, 'Ada', ada, adaAgain), await enrol(app, 'Max', stranger)]
  const size = async () => (await app.call('metric.sets', {})).gallery
  const calibrated = async () => {
    const answer = await app.call('thresholds.calibrate', { promise: { kind: 'fpir', rate: 0.01 } })
    return answer.people
  }
  expect(await size()).toMatchObject({ people: 2, photos: 3 })
  await askConsent(app, { graceDays: 30 })
  expect(await size()).toMatchObject({ people: 0, photos: 0 })
  await app.call('consent.record', { personId: ids[0]!, ...signed })
  expect(await size()).toMatchObject({ people: 1, photos: 2 })
  await expect(app.call('metric.train', { task: 't', loss: 'wccn' })).rejects.toMatchObject({ code: 'too-little-data' })
  // Who is still matched is calibrated for, and nobody else.
  expect(await calibrated()).toBe(2)
  clock.set(30 * day)
  expect(await calibrated()).toBe(1)
})

test('strangers whose faces were kept before are compared with nobody', async () => {
  const dataFolder = scratchFolder()
  const before = await openApp({ dataFolder })
  await before.call('settings.set', { visitorDays: 2 })
  const personId = await enrol(before, 'Ada', ada)
  const vault = openVault({ kind: 'file', path: join(dataFolder, 'key') })
  const store = openStore({ file: join(dataFolder, 'rollcall.db'), vault, now: Date.now })
  const [template] = store.templates.listOfPerson(personId)
  const { vector } = store.templates.readEmbedding(template!.id, template!.model)!
  const face = { model: template!.model, vector, quality: 80, photo: new Uint8Array(1) }
  store.visitors.add({ ...face, seenAt: Date.now() as Instant, kiosk: 'Lobby' })
  store.close()
  const nearest = async () => (await before.call('visitors.list', {})).visitors.map((each) => each.nearest?.person.name)
  expect(await nearest()).toEqual(['Ada'])
  await askConsent(before)
  expect(await nearest()).toEqual([undefined])
})

test('the people of the demo are not enrolled where consent is the basis', async () => {
  const dataFolder = scratchFolder()
  const before = await openApp({ dataFolder })
  await askConsent(before)
  await before.close()
  const app = await openApp({ dataFolder, demo: true })
  await vi.waitUntil(async () => (await app.call('settings.get', {})).liveness === 'advisory')
  await app.close()
  const after = await openApp({ dataFolder })
  expect((await after.call('people.list', {})).total).toBe(0)
})

test('who withdrew while two entries were one has withdrawn for both when they are parted', async () => {
  const app = await openApp()
  await askConsent(app)
  const [kept, gone] = [await create(app, 'Ada'), await create(app, 'Ada L.')]
  for (const personId of [kept, gone]) await app.call('consent.record', { personId, ...signed })
  await app.call('enrol.photo', { personId: gone, photo: await jpeg(ada) })
  const { id: merge } = await app.call('people.merge', { kept, gone })
  expect(await seen(app)).toEqual(['Ada'])
  expect(await app.call('consent.withdraw', { personId: kept })).toMatchObject({ templates: 1 })
  await app.call('people.unmerge', { merge })
  for (const personId of [kept, gone]) {
    expect(await app.call('consent.get', { personId })).toMatchObject({ state: 'withdrawn' })
    await expect(app.call('enrol.photo', { personId, photo: await jpeg(ada) })).rejects.toMatchObject(missing)
  }
  expect(await seen(app)).toEqual([])
})

test('merging into somebody who withdrew brings no template back into use', async () => {
  const app = await openApp()
  await askConsent(app)
  const [kept, gone] = [await create(app, 'Ada'), await create(app, 'Ada L.')]
  await app.call('consent.record', { personId: gone, ...signed })
  await app.call('enrol.photo', { personId: gone, photo: await jpeg(ada) })
  await app.call('consent.withdraw', { personId: kept })
  await app.call('people.merge', { kept, gone })
  expect(await app.call('consent.get', { personId: kept })).toMatchObject({ state: 'withdrawn' })
  expect(await seen(app)).toEqual([])
})

test('a paper counts only when it was signed after the last refusal, and not in advance', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock, zone: () => 'Asia/Tokyo' })
  await askConsent(app)
  const personId = await create(app, 'Ada')
  const record = (paper: string) => app.call('consent.record', { personId, ...signed, paper })
  await expect(record('2026-05-05')).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await record('2026-05-04')).toMatchObject({ state: 'valid', records: [{ paper: '2026-05-04' }] })
  // In Tokyo it is the fifth by now.
  clock.set(10 * 3_600_000)
  await app.call('consent.withdraw', { personId })
  for (const paper of ['2026-05-04', '2026-05-05'])
    await expect(record(paper)).rejects.toMatchObject({ reason: 'refused-since' })
  clock.set(day)
  expect(await record('2026-05-06')).toMatchObject({ state: 'valid' })
})

test('an older policy that stands in for one which another program changed asks for consent too', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  await askConsent(app, { basis: 'other', otherBasis: 'Works agreement' })
  await askConsent(app)
  const personId = await create(app, 'Ada')
  await app.close()
  const database = new Sqlite(join(dataFolder, 'rollcall.db'))
  database.exec("update documents set value = replace(value, '\"consent\"', '\"other\"') where key = 'consent'")
  database.close()
  const later = await openApp({ dataFolder })
  expect((await later.call('consent.policy', {})).policy).toMatchObject({ basis: 'consent' })
  await expect(later.call('enrol.photo', { personId, photo: await jpeg(ada) })).rejects.toMatchObject(missing)
})

test.each([1, 8, 17, 24])(
  'an office of schema %i goes on matching until the time of grace ends, and has a list to work through',
  async (schema) => {
    const donor = scratchFolder()
    const donated = await openApp({ dataFolder: donor })
    const id = await enrol(donated, 'Ada', ada)
    await donated.close()
    const dataFolder = scratchFolder()
    const vault = openVault({ kind: 'file', path: join(dataFolder, 'key') })
    const from = openStore({
      file: join(donor, 'rollcall.db'),
      vault: openVault({ kind: 'file', path: join(donor, 'key') }),
      now: Date.now,
    })
    const { id: template, model } = from.templates.listOfPerson(id)[0]!
    const { vector } = from.templates.readEmbedding(template, model)!
    from.close()
    const database = openDatabase(join(dataFolder, 'rollcall.db'))
    migrate(database, schema)
    checkKey(database, vault)
    database.exec(`
      insert into people (name, groups, search, sort_name, created_at)
        values ('Ada', '[]', 'ada', 'ada', 5), ('Grace', '[]', 'grace', 'grace', 6)`)
    database
      .prepare(`insert into templates (person_id, model, quality, source, created_at, embedding)
        values (1, @model, 80, 'photo', 5, @embedding)`)
      .run({ model, embedding: vault.seal(bytesOfVector(vector), embeddingContext(1, 1, model)) })
    database.close()

    const clock = stoppedClock()
    const app = await openApp({ ...clock, dataFolder })
    expect(await seen(app)).toEqual(['Ada'])
    await askConsent(app)
    const list = async () =>
      (await app.call('consent.list', {})).people.map(({ person, state, photos }) => [person.name, state, photos])
    const waiting = [
      ['Ada', 'missing', 1],
      ['Grace', 'missing', 0],
    ]
    expect(await list()).toEqual(waiting)
    clock.set(30 * day - 1)
    expect(await seen(app)).toEqual(['Ada'])
    clock.set(1)
    expect(await seen(app)).toEqual([])
    expect(await list()).toEqual(waiting)
    await app.call('consent.record', { personId: 1 as PersonId, ...signed })
    expect(await seen(app)).toEqual(['Ada'])
  },
)

async function openWindow(dataFolder: string, now?: () => number): Promise<App> {
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const app = await createReopeningApp({
    ...{ dataFolder, modelsFolder, key, shell: 'web', caller: tester },
    ...(now && { now }),
  })
  onTestFinished(() => app.close())
  return app
}

async function restoreNewest(app: App) {
  const { backups } = await app.call('backups.list', {})
  await app.call('restore.preview', { from: { kind: 'listed', file: backups[0]!.file } })
  await app.call('restore.run', {})
}

test('a backup from before a withdrawal gives no template back, and says that it did not', {
  timeout: 90_000,
}, async () => {
  const app = await openWindow(scratchFolder())
  await askConsent(app)
  const [first, double, max] = [await create(app, 'Ada'), await create(app, 'Ada L.'), await create(app, 'Max')]
  for (const personId of [first, double, max]) await app.call('consent.record', { personId, ...signed })
  await app.call('enrol.photo', { personId: first, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: double, photo: await jpeg(adaAgain), allowDuplicate: true })
  await app.call('enrol.photo', { personId: max, photo: await jpeg(stranger) })
  await app.call('system.backup', {})
  await app.call('people.merge', { kept: first, gone: double })
  await app.call('consent.withdraw', { personId: first, alternative: 'badge' })
  await restoreNewest(app)

  const { people } = await app.call('people.list', {})
  expect(people.map(({ name, templates }) => [name, templates])).toEqual([
    ['Ada', 0],
    ['Ada L.', 0],
    ['Max', 1],
  ])
  expect(await seen(app)).not.toContain('Ada')
  expect(await seen(app, stranger)).toEqual(['Max'])
  for (const personId of [first, double]) {
    const { state, records } = await app.call('consent.get', { personId })
    expect([state, records.map(({ kind, alternative }) => [kind, alternative])]).toEqual([
      'withdrawn',
      [
        ['withdrawn', 'badge'],
        ['given', 'none'],
      ],
    ])
  }
  const { entries } = await app.call('audit.list', { action: 'restore' })
  expect(entries.filter(({ action }) => action === 'restore')).toMatchObject([{ details: { refused: 2 } }])
})

test('a backup from before consent was the basis does not end that', { timeout: 90_000 }, async () => {
  const clock = stoppedClock()
  const app = await openWindow(scratchFolder(), clock.now)
  const personId = await enrol(app, 'Ada', ada)
  await app.call('system.backup', {})
  const { policy } = await askConsent(app, { operator: 'Lovelace & Co' })
  await app.call('consent.record', { personId, ...signed })
  await restoreNewest(app)
  expect((await app.call('consent.policy', {})).policy).toEqual(policy)
  expect(await app.call('consent.get', { personId })).toMatchObject({ state: 'missing' })
  expect(await seen(app)).toEqual(['Ada'])
  clock.set(30 * day)
  expect(await seen(app)).toEqual([])
  expect(await app.call('people.get', { id: personId })).toMatchObject({ person: { templates: 1 } })
})

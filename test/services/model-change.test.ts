import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Instant, ModelId, PersonId } from '../../main/contract/entities.ts'
import { createVisionFor } from '../../main/photo-vision.ts'
import { createReopeningApp } from '../../main/reopening-app.ts'
import { openApp, openDoor, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { askConsent, signed } from '../helpers/consent.ts'
import { disturbedOffice, withStore } from '../helpers/disturbed-office.ts'
import { enrol } from '../helpers/enrol.ts'
import { ada, adaAgain, frame, jpeg, type Part, stranger } from '../helpers/pictures.ts'
import { writeModelsWithSecondPack } from '../helpers/second-pack.ts'
import { tester } from '../helpers/tester.ts'
import { axis, tamper } from '../store/scratch.ts'

const modelsFolder = mkdtempSync(join(tmpdir(), 'rollcall-models-'))
beforeAll(() => writeModelsWithSecondPack(modelsFolder))
afterAll(() => rmSync(modelsFolder, { recursive: true, force: true }))

const wall: Part = { sample: 1, left: 0, top: 0, width: 200, height: 200 }
let sequence = 0

/** Everything that a kiosk decides about two people before it. */
async function decisions(app: App) {
  const found = []
  for (const part of [adaAgain, wall, stranger, wall]) {
    for (let count = 0; count < 6; count++) {
      const { faces } = await app.pushFrame(await frame(part, ++sequence))
      found.push(faces.map(({ state, candidates }) => ({ state, candidates })))
    }
  }
  return found
}

const decided = (found: Awaited<ReturnType<typeof decisions>>) =>
  found.flatMap((faces) => faces.flatMap(({ state }) => (state.kind === 'decided' ? [state.decision] : [])))

test('forth and back: decisions by another model, and then those of before to the last bit', async () => {
  const dataFolder = scratchFolder()
  const options = { dataFolder, modelsFolder, ...stoppedClock() }
  const app = await openDoor(options)
  // A promise would move the threshold once enrolment has paused, which on a slow machine is before the end of this test.
  await app.call('thresholds.apply', { promise: null })
  const person = await enrol(app, 'Ada', ada)
  const before = await decisions(app)
  expect(decided(before).some((decision) => decision.kind === 'known' && decision.person.id === person)).toBe(true)
  const settings = await app.call('settings.get', {})
  const first = await app.call('modelChange.state', {})
  expect(first).toMatchObject({ inUse: { pack: 'faceplugin', templates: 1 }, beside: null, heldBack: 0 })

  await app.call('modelChange.begin', { pack: 'turned' })
  // The present model decides meanwhile.
  expect(await decisions(app)).toEqual(before)
  const ready = await app.call('modelChange.run', {})
  expect(ready.beside).toMatchObject({
    ...{ pack: 'turned', direction: 'forth', templates: 1, waiting: 0, missing: 0, failure: null },
    threshold: { kind: 'starting', threshold: 0.51 },
  })
  const switched = await app.call('modelChange.switch', {})
  expect(switched.inUse).toMatchObject({ pack: 'turned', model: ready.beside!.model })
  expect(switched.beside).toMatchObject({ pack: 'faceplugin', direction: 'back', waiting: 0 })
  // This app is of the former model, and the threshold no longer is.
  await expect(decisions(app)).rejects.toMatchObject({ code: 'model-mismatch' })
  await app.close()

  const turned = await openDoor(options)
  const state = await turned.call('modelChange.state', {})
  expect(state.inUse).toMatchObject({ pack: 'turned', templates: 1 })
  expect(state.beside).toMatchObject({ model: first.inUse.model, threshold: { kind: 'as-before', threshold: 0.51 } })
  const found = decided(await decisions(turned))
  expect(found.some((decision) => decision.kind === 'known' && decision.person.id === person)).toBe(true)
  expect(found.every((decision) => decision.kind !== 'known' || decision.person.id === person)).toBe(true)
  const { events } = await turned.call('events.list', {})
  expect(events[0]!.model).toBe(first.inUse.model)
  await turned.call('modelChange.switch', {})
  await turned.close()

  const back = await openDoor(options)
  expect(await decisions(back)).toEqual(before)
  const { thresholdVersion: _, ...same } = settings
  expect(await back.call('settings.get', {})).toMatchObject(same)
  expect((await back.call('modelChange.state', {})).inUse).toEqual(first.inUse)
}, 120_000)

/** Two people with a photo each, and a change to the other pack that is complete. */
async function changing(people: Readonly<Record<string, Part>> = { Ada: ada, Grace: stranger }) {
  const dataFolder = scratchFolder()
  const app = await openDoor({ dataFolder, modelsFolder })
  const ids: PersonId[] = []
  for (const [name, part] of Object.entries(people)) ids.push(await enrol(app, name, part))
  await app.call('modelChange.begin', { pack: 'turned' })
  const { inUse, beside } = await app.call('modelChange.run', {})
  const models = [inUse.model, beside!.model] as [ModelId, ModelId]
  return { app, dataFolder, ids, models }
}

/** Whose templates are searched by each model, as the file of the database has it. */
function owners(dataFolder: string, models: readonly ModelId[]): PersonId[][] {
  return withStore(dataFolder, (store) =>
    models.map((model) => [...store.templates.listEmbeddings(model)].flat().map(({ personId }) => personId)),
  )
}

test('people who are enrolled, merged, erased or withdraw during the change are so for both models', async () => {
  const { app, dataFolder, ids, models } = await changing()
  const [first, second] = ids as [PersonId, PersonId]
  const again = await enrol(app, 'Ada again', { ...adaAgain })
  await app.call('modelChange.run', {})
  expect(owners(dataFolder, models)).toEqual([
    [first, second, again],
    [first, second, again],
  ])
  const { id: merge } = await app.call('people.merge', { kept: first, gone: again })
  expect(owners(dataFolder, models)).toEqual([
    [first, second, first],
    [first, second, first],
  ])
  await app.call('people.unmerge', { merge, photosSince: 'leave' })
  expect(owners(dataFolder, models)).toEqual([
    [first, second, again],
    [first, second, again],
  ])
  await app.call('people.erase', { id: again })
  await app.call('consent.withdraw', { personId: second, alternative: 'badge' })
  expect(owners(dataFolder, models)).toEqual([[first], [first]])
  const { templates } = await app.call('people.get', { id: first })
  await app.call('people.eraseTemplate', { id: templates[0]!.id })
  expect(owners(dataFolder, models)).toEqual([[], []])
  const database = new Sqlite(join(dataFolder, 'rollcall.db'), { readonly: true })
  expect(database.prepare('select count(*) as rows from template_embeddings').get()).toEqual({ rows: 0 })
  database.close()
}, 120_000)

test('nobody without consent is read by the other model, until they consent', async () => {
  const dataFolder = scratchFolder()
  const app = await openDoor({ dataFolder, modelsFolder })
  const [first, second] = [await enrol(app, 'Ada', ada), await enrol(app, 'Grace', stranger)]
  await app.call('consent.record', { personId: first, ...signed, alternative: 'badge' })
  await askConsent(app, { graceDays: 0 })
  await app.call('people.list', {})
  await app.call('search.photo', { photo: await jpeg(ada), top: 1 })
  await app.call('modelChange.begin', { pack: 'turned' })
  const { beside } = await app.call('modelChange.run', {})
  const models = [beside!.model as ModelId]
  expect(owners(dataFolder, models)).toEqual([[first]])
  await app.call('consent.record', { personId: second, ...signed, alternative: 'badge' })
  await app.call('search.photo', { photo: await jpeg(ada), top: 1 })
  await app.call('modelChange.run', {})
  expect(owners(dataFolder, models)).toEqual([[first, second]])
}, 120_000)

test('people of whom no photo was kept are listed, and found again with a new one', async () => {
  const { app, dataFolder, ids, models } = await changing()
  const [first, second] = ids as [PersonId, PersonId]
  await app.close()
  withStore(dataFolder, (store) => {
    for (const [personId, photo] of [
      [first, null],
      [second, Uint8Array.of(1, 2, 3)],
    ] as const) {
      for (const { id } of store.templates.listOfPerson(personId)) store.templates.erase(id)
      const draft = { quality: 80, source: 'photo', origin: null } as const
      store.templates.add({ ...draft, personId, model: models[0], vector: axis(personId, 512), photo })
    }
  })
  const again = await openDoor({ dataFolder, modelsFolder })
  const state = await again.call('modelChange.run', {})
  expect(state.beside).toMatchObject({ templates: 0, waiting: 0, missing: 2, failure: null })
  expect(await again.call('modelChange.missing', {})).toEqual({
    people: [
      { id: first, name: 'Ada' },
      { id: second, name: 'Grace' },
    ],
    total: 2,
  })
  const photo = await jpeg(ada)
  const answer = await again.call('enrol.photo', { personId: first, photo, allowUnlike: true, allowDuplicate: true })
  expect(answer.kind).toBe('enrolled')
  await again.call('modelChange.run', {})
  expect((await again.call('modelChange.missing', {})).people).toEqual([{ id: second, name: 'Grace' }])
}, 120_000)

test('a change that is ended leaves nothing of the other model, on either side of a switch', async () => {
  const { app, dataFolder, ids, models } = await changing()
  await app.call('modelChange.end', {})
  expect((await app.call('modelChange.state', {})).beside).toBeNull()
  expect(owners(dataFolder, models)).toEqual([ids, []])
  await expect(app.call('modelChange.switch', {})).rejects.toMatchObject({ reason: 'no-model-beside' })
  await app.call('modelChange.begin', { pack: 'turned' })
  await expect(app.call('modelChange.begin', { pack: 'faceplugin' })).rejects.toMatchObject({
    reason: 'model-change-going-on',
  })
  await app.call('modelChange.run', {})
  await app.call('modelChange.switch', {})
  await app.close()
  const turned = await openDoor({ dataFolder, modelsFolder })
  const late = await enrol(turned, 'Ada again', adaAgain)
  await turned.call('modelChange.run', {})
  expect(owners(dataFolder, models)).toEqual([
    [...ids, late],
    [...ids, late],
  ])
  expect(await turned.call('modelChange.end', {})).toMatchObject({ erased: 3 })
  expect(owners(dataFolder, models)).toEqual([[], [...ids, late]])
  const { entries } = await turned.call('audit.list', { action: 'modelChange' })
  expect(entries.map(({ action }) => action)).toEqual([
    'modelChange.end',
    'modelChange.begin',
    'modelChange.end',
    'modelChange.begin',
  ])
}, 120_000)

test('nothing is switched before every photo was read, and whoever is enrolled by then decides the threshold', async () => {
  const { folder, model, people } = await disturbedOffice(30, 1)
  const app = await openDoor({ dataFolder: folder, modelsFolder })
  await enrol(app, 'Ada', ada)
  await app.call('modelChange.begin', { pack: 'turned' })
  const early = app.call('modelChange.switch', {})
  await expect(early).rejects.toMatchObject({ reason: 'model-not-ready' })
  const { beside } = await app.call('modelChange.run', {})
  // The others have no photos.
  expect(beside).toMatchObject({ templates: 1, waiting: 0, missing: people.length })
  expect(beside!.threshold?.kind).toBe('starting')
  expect(beside!.model).not.toBe(model)
}, 120_000)

test('templates of a model that is not here are held back and said, and their photos are read by the one that is', async () => {
  const { app, dataFolder, ids, models } = await changing()
  await app.call('modelChange.switch', {})
  await app.close()
  // As in a backup of an installation whose manifest had another default.
  tamper(join(dataFolder, 'rollcall.db'), "delete from documents where key in ('model-pack', 'model-change')")
  withStore(dataFolder, (store) => {
    const [kept, lost] = models
    store.templates.eraseEmbeddings(kept, lost)
    const draft = { quality: 80, source: 'photo', origin: null, photo: null } as const
    store.templates.add({ ...draft, personId: ids[1]!, model: lost, vector: axis(3, 512) })
  })
  const other = await openDoor({ dataFolder, modelsFolder })
  expect(await other.call('modelChange.run', {})).toMatchObject({
    inUse: { pack: 'faceplugin', templates: 2 },
    beside: null,
    heldBack: 1,
  })
  const { notices } = await other.call('notices.list', {})
  expect(notices.find(({ code }) => code === 'templates-held-back')).toMatchObject({ details: { count: 3 } })
}, 120_000)

test('a window goes on with the other model, and so does one whose database another process switched', async () => {
  const { app, dataFolder, models } = await changing()
  await app.close()
  const options = { dataFolder, modelsFolder, key: { kind: 'file', path: join(dataFolder, 'key') } } as const
  const window = await createReopeningApp({ ...options, shell: 'web', caller: tester })
  onTestFinished(() => window.close())
  await window.call('modelChange.switch', {})
  expect((await window.call('modelChange.state', {})).inUse).toMatchObject({ pack: 'turned', model: models[1] })
  const beside = await openApp({ ...options, shell: 'cli' })
  await beside.call('modelChange.switch', {})
  await beside.close()
  await expect
    .poll(async () => (await window.call('modelChange.state', {})).inUse.pack, { timeout: 20_000 })
    .toBe('faceplugin')
}, 120_000)

/** Keeps a look at somebody of whom no photo was kept, as the model in use sees it. @returns its number */
async function keepLook(dataFolder: string, personId: PersonId, model: ModelId, part: Part): Promise<number> {
  const vision = await createVisionFor({ modelsFolder })
  const { faces } = await vision.analysePhoto(await jpeg(part), { largest: 1, liveness: false })
  await vision.close()
  const { embedding, crop, quality } = faces[0]!
  expect(embedding.model).toBe(model)
  return withStore(dataFolder, ({ looks }) => {
    const id = looks.ask({ personId, kiosk: 'Lobby', purpose: 'models', namedBy: 'face' })
    const look = { model, vector: embedding.vector, quality: quality.score, similarity: 0.7, photo: crop }
    looks.keep(id, look, (Date.now() + 86_400_000) as Instant)
    return id
  })
}

test('a look that was kept before the switch is compared by the former model, and stored as the present one reads it', async () => {
  const { app, dataFolder, ids, models } = await changing()
  const [first, second] = ids as [PersonId, PersonId]
  await app.close()
  // Of the first person no photo is left, only what the first model made of it.
  tamper(join(dataFolder, 'rollcall.db'), 'delete from photos where template_id = 1')
  tamper(join(dataFolder, 'rollcall.db'), 'delete from template_embeddings where template_id = 1')
  const unlike = await keepLook(dataFolder, first, models[0], stranger)
  const own = await keepLook(dataFolder, first, models[0], adaAgain)
  const switching = await openDoor({ dataFolder, modelsFolder })
  await switching.call('modelChange.switch', {})
  await switching.close()
  const turned = await openDoor({ dataFolder, modelsFolder })
  await turned.call('modelChange.run', {})
  expect(owners(dataFolder, models)).toEqual([[first, second], [second]])
  expect(await turned.call('looks.accept', { id: unlike })).toMatchObject({ kind: 'refused' })
  expect(owners(dataFolder, models)).toEqual([[first, second], [second]])
  expect(await turned.call('looks.accept', { id: own })).toMatchObject({ kind: 'accepted', person: { templates: 2 } })
  await turned.call('modelChange.run', {})
  expect(owners(dataFolder, models)).toEqual([
    [first, second, first],
    [second, first],
  ])
  const { faces } = await turned.call('search.photo', { photo: await jpeg(ada), top: 1 })
  expect(faces[0]!.decision).toMatchObject({ kind: 'known', person: { id: first } })
}, 120_000)

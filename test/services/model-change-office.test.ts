import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelId, TemplateId } from '../../main/contract/entities.ts'
import { defaultSettings } from '../../main/contract/settings.ts'
import { defaultMaxExact } from '../../main/matching/searcher.ts'
import { normalFrom, uniformFrom } from '../../main/numeric/random.ts'
import { dot } from '../../main/numeric/vector.ts'
import { prepareRestoreOfClosed } from '../../main/restore.ts'
import { openApp, openDoor, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { dimensions, withStore } from '../helpers/disturbed-office.ts'
import { enrol } from '../helpers/enrol.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { writeModelsWithSecondPack } from '../helpers/second-pack.ts'
import { tester } from '../helpers/tester.ts'

const day = 86_400_000
const modelsFolder = mkdtempSync(join(tmpdir(), 'rollcall-models-'))
beforeAll(() => writeModelsWithSecondPack(modelsFolder))
afterAll(() => rmSync(modelsFolder, { recursive: true, force: true }))

const unit = (values: readonly number[]) => Float32Array.from(values, (value) => value / Math.hypot(...values))

/** An office in which a change to the other pack is complete, and whose people were never photographed. */
async function madeUpOffice(
  people: number,
  /** What a model makes of each of somebody's photos: by the one in use, and by the other. */
  photosOf: () => readonly { readonly inUse: Float32Array; readonly beside: Float32Array }[],
) {
  const dataFolder = scratchFolder()
  const app = await openDoor({ dataFolder, modelsFolder })
  await enrol(app, 'Ada', ada)
  await app.call('modelChange.begin', { pack: 'turned' })
  const { inUse, beside } = await app.call('modelChange.run', {})
  await app.close()
  const models = [inUse.model as ModelId, beside!.model as ModelId] as const
  withStore(dataFolder, (store) =>
    store.transaction(() => {
      for (let made = 0; made < people; made++) {
        const { id: personId } = store.people.create({ name: `Person ${made}`, employeeNumber: null, groups: [] })
        for (const photo of photosOf()) {
          const draft = { personId, quality: 80, source: 'photo', photo: null, origin: null } as const
          const { id: templateId } = store.templates.add({ ...draft, model: models[0], vector: photo.inUse })
          store.templates.addEmbeddings(models[1], [{ templateId, personId, vector: photo.beside }])
        }
      }
    }),
  )
  return { dataFolder, models }
}

test('forth and back over a gallery with a graph gives the former decisions to the last bit', async () => {
  const random = uniformFrom(7)
  const vector = () => unit(Array.from({ length: dimensions }, () => normalFrom(random)))
  const { dataFolder, models } = await madeUpOffice(defaultMaxExact + 100, () => [
    { inUse: vector(), beside: vector() },
  ])
  const probes = await Promise.all(
    [ada, adaAgain, stranger].flatMap((part) =>
      [0, 5, 10].map((shift) => jpeg({ ...part, left: part.left + shift, top: part.top + (shift % 3) })),
    ),
  )

  /** Decides by the graph, once it is there. */
  async function decide() {
    const app = await openApp({ dataFolder, modelsFolder })
    await expect.poll(async () => (await app.call('system.info', {})).search, { timeout: 60_000 }).toBe('hnsw')
    const made = []
    for (const photo of probes) {
      const { faces } = await app.call('search.photo', { photo, top: 5 })
      made.push(faces.map(({ decision, candidates }) => ({ decision, candidates })))
    }
    const { inUse } = await app.call('modelChange.state', {})
    await app.close()
    return { made, inUse }
  }

  async function change() {
    const app = await openApp({ dataFolder, modelsFolder })
    await app.call('modelChange.run', {})
    await app.call('modelChange.switch', {})
    await app.close()
  }

  const first = await openApp({ dataFolder, modelsFolder })
  await first.call('thresholds.apply', { promise: null })
  await first.close()
  const before = await decide()
  expect(before.inUse).toMatchObject({ model: models[0], templates: defaultMaxExact + 101 })
  expect(before.made[0]![0]!.decision).toMatchObject({ kind: 'known', person: { name: 'Ada' } })
  expect(before.made.at(-1)![0]!.decision.kind).toBe('unknown')
  const graph = readFileSync(join(dataFolder, `gallery.index.${models[0]}`))
  await change()
  const forth = await decide()
  expect(forth.inUse).toMatchObject({ model: models[1], templates: defaultMaxExact + 101 })
  expect(forth.made[0]![0]!.decision).toMatchObject({ kind: 'known', person: { name: 'Ada' } })
  expect(forth.made).not.toEqual(before.made)
  await change()
  expect(await decide()).toEqual(before)
  expect(readFileSync(join(dataFolder, `gallery.index.${models[0]}`)).equals(graph)).toBe(true)
}, 240_000)

test('with enough people the other model begins with the threshold that keeps the promise for them', async () => {
  const random = uniformFrom(11)
  const normals = (length: number, scale: number) => Array.from({ length }, () => scale * normalFrom(random))
  // To this model everybody is a little alike, so that a threshold of the other one would name many strangers.
  const common = normals(dimensions, 0.9)
  const seen = (own: readonly number[]) => {
    const noise = normals(dimensions, 0.5)
    return unit(own.map((value, at) => value + common[at]! + noise[at]!))
  }
  const somebody = () => {
    // People differ in few directions, as faces do.
    const own = normals(40, 3)
    return Array.from({ length: dimensions }, (_, at) => own[at] ?? 0)
  }
  const enrolled: Float32Array[] = []
  const { dataFolder } = await madeUpOffice(300, () => {
    const own = somebody()
    return [0, 1].map(() => {
      const beside = seen(own)
      enrolled.push(beside)
      return { inUse: unit(normals(dimensions, 1)), beside }
    })
  })
  const app = await openDoor({ dataFolder, modelsFolder })
  const promise = { kind: 'fpir' as const, rate: 0.01 }
  expect((await app.call('settings.get', {})).promise).toEqual(promise)
  const { beside } = await app.call('modelChange.run', {})
  const next = beside!.threshold!
  expect(next).toMatchObject({ kind: 'calibrated', promise })
  // What it keeps, by strangers of whom it knows nothing.
  const strangers = 4000
  let named = 0
  for (let count = 0; count < strangers; count++) {
    const probe = seen(somebody())
    if (enrolled.some((vector) => dot(vector, probe) >= next.threshold)) named += 1
  }
  expect(named / strangers).toBeLessThan(2 * promise.rate)
  expect(named / strangers).toBeGreaterThan(promise.rate / 4)
  await app.call('modelChange.switch', {})
  await app.close()
  const turned = await openApp({ dataFolder, modelsFolder })
  expect(await turned.call('settings.get', {})).toMatchObject({ threshold: next.threshold, promise })
}, 120_000)

test('a backup from the middle of a change is restored with it: the same model decides, and the other goes on', async () => {
  const dataFolder = scratchFolder()
  const app = await openDoor({ dataFolder, modelsFolder })
  const [first, second] = [await enrol(app, 'Ada', ada), await enrol(app, 'Grace', stranger)]
  await app.call('modelChange.begin', { pack: 'turned' })
  const ready = await app.call('modelChange.run', {})
  const { file } = await app.call('system.backup', {})
  // Since then the models were switched, the change ended, and somebody erased.
  await app.call('modelChange.switch', {})
  await app.close()
  const turned = await openApp({ dataFolder, modelsFolder })
  await turned.call('modelChange.end', {})
  await turned.call('people.erase', { id: second })
  await turned.close()

  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const prepared = await prepareRestoreOfClosed({ dataFolder, file, name: file, key, now: Date.now })
  prepared.restore(tester)
  const restored = await openApp({ dataFolder, modelsFolder })
  const state = await restored.call('modelChange.run', {})
  expect(state.inUse).toEqual({ ...ready.inUse, templates: 1 })
  expect(state.beside).toMatchObject({
    ...{ pack: 'turned', model: ready.beside!.model, direction: 'forth', templates: 1, waiting: 0, missing: 0 },
  })
  expect(state.heldBack).toBe(0)
  const { faces } = await restored.call('search.photo', { photo: await jpeg(adaAgain), top: 1 })
  expect(faces[0]!.decision).toMatchObject({ kind: 'known', person: { id: first } })
  await restored.call('modelChange.switch', {})
  await restored.close()
  const again = await openApp({ dataFolder, modelsFolder })
  expect((await again.call('modelChange.state', {})).inUse).toMatchObject({ pack: 'turned', templates: 1 })
  const found = (await again.call('search.photo', { photo: await jpeg(adaAgain), top: 1 })).faces
  expect(found[0]!.decision).toMatchObject({ kind: 'known', person: { id: first } })
  expect((await again.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
}, 120_000)

test('photos that are kept no longer go from both models at once, also while they are read', async () => {
  const clock = stoppedClock()
  const dataFolder = scratchFolder()
  const app = await openDoor({ ...clock, dataFolder, modelsFolder, zone: () => 'UTC' })
  const [here, away] = [await enrol(app, 'Ada', ada), await enrol(app, 'Grace', stranger)]
  await app.call('modelChange.begin', { pack: 'turned' })
  const { inUse, beside } = await app.call('modelChange.run', {})
  clock.advance(91 * day)
  await app.call('people.update', { id: here, name: 'Ada' })
  const draft = { personId: here, action: 'add', corrects: null, direction: 'in', zone: 'UTC', reason: 'x' } as const
  await app.call('attendance.correct', { draft: { ...draft, at: (clock.now() - day) as never }, actor: 'HR' })
  await app.call('settings.set', { retention: { ...defaultSettings.retention, unseen: 90 } })
  const owners = () =>
    withStore(dataFolder, (store) =>
      [inUse.model, beside!.model].map((model) =>
        store.templates.listOwners(model as ModelId).map((each) => each.personId),
      ),
    )
  await expect.poll(owners).toEqual([[here], [here]])
  await app.call('modelChange.run', {})
  expect(owners()).toEqual([[here], [here]])
  const rows = withStore(dataFolder, (store) =>
    store.templates.readEmbedding(2 as TemplateId, beside!.model as ModelId),
  )
  expect(rows).toBeNull()
  expect((await app.call('people.get', { id: away })).person.templates).toBe(0)
}, 60_000)

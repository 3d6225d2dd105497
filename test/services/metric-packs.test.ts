import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { ModelId } from '../../main/contract/entities.ts'
import { measureNames } from '../../main/contract/learned-metrics.ts'
import { createLinearMap } from '../../main/matching/linear-map.ts'
import { createRandom } from '../../main/numeric/random.ts'
import { dot } from '../../main/numeric/vector.ts'
import { createVisionFor } from '../../main/photo-vision.ts'
import type { Store } from '../../main/store/open.ts'
import { decodePhoto } from '../../main/vision/decode.ts'
import { embed, oneCrop } from '../../main/vision/embed.ts'
import { type FoundPack, locatePack, Pack } from '../../main/vision/manifest.ts'
import { openModels } from '../../main/vision/models.ts'
import { createRaster } from '../../main/vision/raster.ts'
import { warp } from '../../main/vision/tensor.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'

const rows = 185
const dimensions = 512

/** A map like a learned one: the identity, disturbed, with fewer rows than columns. */
function learnedMap(): Float32Array {
  const random = createRandom(3)
  return Float32Array.from({ length: rows * dimensions }, (_, at) => {
    const isDiagonal = Math.floor(at / dimensions) === at % dimensions
    return (isDiagonal ? 1 : 0) + 0.05 * (random.next() - 0.5)
  })
}

function keepMetric(store: Store, model: ModelId): number {
  const nothing = { value: 0, low: 0, high: 0 }
  const { version } = store.metrics.add(
    {
      ...{ model, name: 'wccn', seed: 1, source: 'gallery', people: 40, photos: 90 },
      recipe: { kind: 'closed', form: 'wccn', rows: null, shrinkage: 0.5 },
      ...{ rows, columns: dimensions, thresholds: [] },
      gain: Object.fromEntries(measureNames.map((name) => [name, nothing])) as never,
      verdict: { kind: 'better', adoptable: true, message: '', looks: 1, gain: nothing },
    },
    learnedMap(),
  )
  return version
}

/** Unpacks an exported pack into a folder, as it would be installed. */
async function install(zip: Uint8Array, folder: string): Promise<FoundPack> {
  const files = unzipSync(zip)
  const pack = Pack.parse(JSON.parse(Buffer.from(files['pack.json']!).toString()))
  mkdirSync(join(folder, pack.name))
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, pack.name, name), bytes)
  expect(Object.keys(files).toSorted()).toEqual(['pack.json', ...pack.models.map(({ file }) => file)].toSorted())
  return { ...(await locatePack({ modelsFolder: folder }, pack)), shipped: false }
}

/** The embedding of an aligned face, seen once as it lies. */
async function embedCrop(crop: Uint8Array, pack: FoundPack | undefined): Promise<Float32Array> {
  const models = await openModels({ modelsFolder, ...(pack && { pack }) }, createRaster())
  const { session, model } = await models.need('embedder')
  using bitmap = (await decodePhoto(crop)).bitmap
  const asItLies = { a: 1, b: 0, tx: 0, ty: 0 }
  warp(bitmap, asItLies, session.input)
  const { embedding } = await embed(bitmap, asItLies, oneCrop, session, model)
  await models.close()
  return embedding.vector
}

test('a learned metric leaves as a pack whose embeddings are those that it makes, and that works as any other', async () => {
  const dataFolder = scratchFolder()
  const first = await openApp({ dataFolder })
  const { model } = (await first.call('modelChange.state', {})).inUse
  await first.close()
  const version = withStore(dataFolder, (store) => keepMetric(store, model as ModelId))
  const app = await openApp({ dataFolder })
  const written = await app.call('metric.exportPack', { version })
  if (written.kind !== 'written') throw new Error(written.kind)
  expect(written).toMatchObject({ name: `faceplugin-metric-${version}`, fileName: `faceplugin-metric-${version}.zip` })
  const pack = await install(readFileSync(written.path), scratchFolder())
  const embedder = pack.models.find(({ role }) => role === 'embedder')
  expect(embedder).toMatchObject({ dimensions: rows, file: `fr_feature.metric-${version}.onnx` })
  expect(embedder).not.toHaveProperty('agreement')

  const vision = await createVisionFor({ modelsFolder })
  const map = createLinearMap({ rows, columns: dimensions, W: learnedMap() })
  for (const part of [ada, adaAgain, stranger]) {
    const { faces } = await vision.analysePhoto(await jpeg(part), { largest: 1, liveness: false })
    const { crop } = faces[0]!
    const expected = map(await embedCrop(crop, undefined))
    expect(dot(await embedCrop(crop, pack), expected)).toBeGreaterThanOrEqual(0.99999)
  }
  await vision.close()

  const packed = await createVisionFor({ modelsFolder }, pack)
  const [one, again, other] = await Promise.all(
    [ada, adaAgain, stranger].map(async (part) => {
      const { faces } = await packed.analysePhoto(await jpeg(part), { largest: 1, liveness: true })
      return faces[0]!.embedding
    }),
  )
  await packed.close()
  expect(one!.vector).toHaveLength(rows)
  expect(one!.model).not.toBe(model)
  expect(dot(one!.vector, again!.vector)).toBeGreaterThan(dot(one!.vector, other!.vector) + 0.2)

  const { entries } = await app.call('audit.list', { action: 'metric.exportPack' })
  expect(entries).toMatchObject([{ subject: `metric ${version}`, details: { people: 40, photos: 90 } }])
}, 120_000)

test('an exported metric is taken in by its file, tried, used, and decides with its own embeddings', async () => {
  const dataFolder = scratchFolder()
  const first = await openApp({ dataFolder })
  const before = (await first.call('modelChange.state', {})).inUse.model as ModelId
  await first.close()
  const version = withStore(dataFolder, (store) => keepMetric(store, before))
  const app = await openApp({ dataFolder })
  const { id } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId: id, photo: await jpeg(ada) })
  const written = await app.call('metric.exportPack', { version })
  if (written.kind !== 'written') throw new Error(written.kind)

  const { name } = await app.call('models.add', { name: null, from: { kind: 'files', paths: [written.path] } })
  expect(name).toBe(`faceplugin-metric-${version}`)
  const listed = async (here: App) => (await here.call('models.list', {})).packs.find((pack) => pack.name === name)
  const [shipped] = (await app.call('models.list', {})).packs
  // What is said of the models that it was made from holds for it.
  expect(await listed(app)).toMatchObject({
    ...{ title: `FacePlugin, metric ${version}`, state: 'installed', shipped: false, dimensions: rows },
    ...{ labels: shipped!.labels, measured: false, trial: null },
  })
  await expect(app.call('modelChange.begin', { pack: name })).rejects.toMatchObject({ reason: 'pack-untried' })
  expect(await app.call('models.try', { name })).toMatchObject({ kind: 'fit', found: 22, problem: null })
  await app.call('modelChange.begin', { pack: name })
  const { beside } = await app.call('modelChange.run', {})
  expect(beside).toMatchObject({ pack: name, templates: 1, waiting: 0, missing: 0 })
  await app.call('modelChange.switch', {})
  await app.close()

  const other = await openApp({ dataFolder })
  expect(await listed(other)).toMatchObject({ state: 'in-use' })
  expect((await other.call('modelChange.state', {})).inUse).toMatchObject({ pack: name, model: beside!.model })
  const [known, unknown] = await Promise.all(
    [adaAgain, stranger].map(async (part) => (await other.call('search.photo', { photo: await jpeg(part) })).faces[0]!),
  )
  expect(known!.decision).toMatchObject({ kind: 'known', person: { id } })
  expect(unknown!.decision.kind).toBe('unknown')
  const vectors = withStore(dataFolder, (store) => [...store.templates.listEmbeddings(beside!.model as ModelId)].flat())
  expect(vectors.map(({ vector }) => vector.length)).toEqual([rows])
  await expect(other.call('models.remove', { name })).rejects.toMatchObject({ reason: 'pack-in-use' })
}, 120_000)

test('a metric of another model is not written as a pack of this one', async () => {
  const dataFolder = scratchFolder()
  await (await openApp({ dataFolder })).close()
  const version = withStore(dataFolder, (store) => keepMetric(store, 'another-model' as ModelId))
  const app = await openApp({ dataFolder })
  await expect(app.call('metric.exportPack', { version })).rejects.toMatchObject({ code: 'model-mismatch' })
}, 60_000)

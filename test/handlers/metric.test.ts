import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLabels, readNpy } from '../../main/metric/npy.ts'
import { openDatabase } from '../../main/store/database.ts'
import { openApp } from '../helpers/app.ts'
import { dimensions, disturbedOffice, withStore } from '../helpers/disturbed-office.ts'

test('what was proved better is adopted, recalibrates the threshold, survives a restart and is undone', async () => {
  const { folder, people } = await disturbedOffice()
  const before = withStore(folder, (store) =>
    store.templates.listOfPerson(people[0]!).map(({ id, model }) => store.templates.readEmbedding(id, model)),
  )
  const app = await openApp({ dataFolder: folder })
  const standard = await app.call('settings.get', {})

  const trained = await app.call('metric.train', { task: 't', loss: 'wccn', folds: 3 })

  if (trained.kind !== 'trained') throw new Error(trained.kind)
  expect(trained.metric).toMatchObject({ version: 1, name: 'wccn', source: 'gallery', people: 60, photos: 240 })
  expect(trained.metric.gain['tar-1e-2'].low).toBeGreaterThan(0)
  expect(trained.metric.verdict).toMatchObject({ kind: 'better', adoptable: true })
  expect(await app.call('metric.list', {})).toMatchObject({ current: null, metrics: [{ version: 1 }] })

  expect((await app.call('metric.adopt', { version: 1 })).current).toBe(1)
  const adopted = await app.call('settings.get', {})
  expect(adopted.thresholdVersion).toBe(standard.thresholdVersion + 1)
  expect(adopted.threshold).not.toBe(standard.threshold)
  const doctor = await app.call('system.doctor', {})
  expect(doctor.checks.find(({ name }) => name === 'index')).toMatchObject({ ok: true })
  await app.close()

  const again = await openApp({ dataFolder: folder })
  expect((await again.call('metric.list', {})).current).toBe(1)
  expect((await again.call('settings.get', {})).threshold).toBe(adopted.threshold)
  expect((await again.call('metric.undo', {})).current).toBeNull()
  const undone = await again.call('settings.get', {})
  expect(undone.threshold).toBe(standard.threshold)
  expect(undone.thresholdVersion).toBe(standard.thresholdVersion + 2)
  await again.close()

  withStore(folder, (store) => {
    expect(store.settings.readThresholds().map(({ basis }) => basis)).toEqual([
      null,
      { kind: 'metric', adopted: 1, before: standard.threshold },
      { kind: 'metric', undone: 1 },
    ])
    const after = store.templates
      .listOfPerson(people[0]!)
      .map(({ id, model }) => store.templates.readEmbedding(id, model))
    expect(after).toEqual(before)
  })
}, 120_000)

test('a threshold set by hand under a metric keeps its meaning when the metric is undone', async () => {
  const { folder } = await disturbedOffice()
  const app = await openApp({ dataFolder: folder })
  await app.call('metric.train', { task: 't', loss: 'wccn', folds: 3 })
  await app.call('metric.adopt', { version: 1 })
  const { threshold } = await app.call('settings.get', {})
  await app.call('settings.set', { threshold: threshold + 0.05 })

  await app.call('metric.undo', {})

  const { threshold: undone } = await app.call('settings.get', {})
  expect(undone).toBeGreaterThan(0.45)
}, 120_000)

test('what is not proved better, or made by another model, is not adopted', async () => {
  const { folder, model } = await disturbedOffice(30, 3)
  const app = await openApp({ dataFolder: folder })
  const { npy, labels } = await app.call('metric.export', { source: 'gallery' })
  expect(await app.call('metric.import', { npy, labels, model: 'somebody-elses' })).toMatchObject({ people: 30 })
  const foreign = await app.call('metric.train', { task: 't', loss: 'wccn', folds: 3, source: 'imported' })
  if (foreign.kind !== 'trained') throw new Error(foreign.kind)
  await expect(app.call('metric.adopt', { version: foreign.metric.version })).rejects.toMatchObject({
    code: 'model-mismatch',
  })

  await app.call('metric.import', { npy, labels, model })
  const useless = await app.call('metric.train', {
    task: 't',
    loss: 'arcface',
    folds: 3,
    source: 'imported',
    changes: { steps: 1, learningRate: 1e-9 },
  })
  if (useless.kind !== 'trained') throw new Error(useless.kind)
  expect(useless.metric.verdict.adoptable).toBe(false)
  await expect(app.call('metric.adopt', { version: useless.metric.version })).rejects.toMatchObject({
    code: 'not-allowed',
    reason: 'metric-not-better',
    message: useless.metric.verdict.message,
  })
  expect((await app.call('metric.list', {})).current).toBeNull()
}, 120_000)

test('exported embeddings give the same comparison, to the last digit', async () => {
  const { folder, people, model } = await disturbedOffice(30, 3)
  const app = await openApp({ dataFolder: folder })
  const { npy, labels } = await app.call('metric.export', { source: 'gallery' })
  expect(readNpy(npy)).toMatchObject({ rows: 90, columns: dimensions })
  expect(readLabels(labels).map(({ person }) => Number(person))).toEqual(people.flatMap((id) => [id, id, id]))
  const input = { task: 'c', losses: ['wccn', 'whitening'], folds: 3, replicates: 100 }
  const own = await app.call('metric.compare', input)
  // The model says how its embeddings are compared without a learned metric.
  await app.call('metric.import', { npy, labels, model })

  const imported = await app.call('metric.compare', { ...input, source: 'imported' })

  expect(imported.standard).toEqual(own.standard)
  expect(imported.rows.map((row) => row.kind === 'judged' && row.after)).toEqual(
    own.rows.map((row) => row.kind === 'judged' && row.after),
  )
}, 120_000)

test('a training that was stopped goes on after a restart, and ends as if it had not been stopped', async () => {
  const { folder } = await disturbedOffice(30, 3)
  const app = await openApp({ dataFolder: folder })
  const input = { task: 't', loss: 'cosface', folds: 2, changes: { steps: 40 } }
  const straight = await app.call('metric.train', { ...input, task: 'straight' })
  expect(await app.call('metric.stopped', {})).toEqual({ stopped: null })
  app.subscribe((topic, message) => {
    if (topic === 'progress' && (message as { task: string }).task === 't')
      void app.call('metric.cancel', { task: 't' })
  })

  const stopped = await app.call('metric.train', input)

  expect(stopped).toEqual({ kind: 'cancelled', resumable: true })
  const { stopped: kept } = await app.call('metric.stopped', {})
  expect(kept).toMatchObject({ loss: 'cosface', source: 'gallery', folds: 2, seed: 1, steps: 40 })
  expect(kept!.step).toBeGreaterThan(0)
  expect(kept!.step).toBeLessThan(40)
  await app.close()

  const again = await openApp({ dataFolder: folder })
  expect(await again.call('metric.stopped', {})).toEqual({ stopped: kept })
  let first: number | null = null
  again.subscribe((topic, message) => {
    if (topic === 'progress') first ??= (message as { done: number }).done
  })
  const resumed = await again.call('metric.train', { ...kept!, task: 'resumed', resume: true })
  if (straight.kind !== 'trained' || resumed.kind !== 'trained') throw new Error(`${straight.kind}, ${resumed.kind}`)
  expect(first).toBe(kept!.step + 1)
  expect(resumed.curve).toEqual(straight.curve)
  expect(await again.call('metric.stopped', {})).toEqual({ stopped: null })
  await again.close()
  withStore(folder, ({ metrics }) => {
    expect(metrics.readMap(resumed.metric.version)).toEqual(metrics.readMap(straight.metric.version))
  })
}, 120_000)

test('a stopped training is kept until it has come to an end, and through others', async () => {
  const { folder } = await disturbedOffice(30, 3)
  const app = await openApp({ dataFolder: folder })
  app.subscribe((topic, message) => {
    if (topic === 'progress' && (message as { task: string }).task === 't')
      void app.call('metric.cancel', { task: 't' })
  })
  await app.call('metric.train', { task: 't', loss: 'cosface', folds: 2, changes: { steps: 40 } })
  const { stopped: kept } = await app.call('metric.stopped', {})
  expect(kept).toMatchObject({ loss: 'cosface', steps: 40 })

  await app.call('metric.train', { task: 'other', loss: 'wccn', folds: 2 })
  expect(await app.call('metric.stopped', {})).toEqual({ stopped: kept })

  const database = openDatabase(join(folder, 'rollcall.db'))
  database.exec("create trigger full before insert on metrics begin select raise(abort, 'full'); end")
  await expect(app.call('metric.train', { ...kept!, task: 'r', resume: true })).rejects.toThrow('full')
  expect((await app.call('metric.stopped', {})).stopped).toMatchObject({ loss: 'cosface', step: 40, steps: 40 })
  database.exec('drop trigger full')
  database.close()
  expect(await app.call('metric.train', { ...kept!, task: 'r', resume: true })).toMatchObject({ kind: 'trained' })
  expect(await app.call('metric.stopped', {})).toEqual({ stopped: null })
}, 120_000)

test('closing stops a training and keeps what it learned; other photos are another training', async () => {
  const { folder } = await disturbedOffice(30, 3)
  const app = await openApp({ dataFolder: folder })
  const started = new Promise((resolve) => app.subscribe((topic) => topic === 'progress' && resolve(null)))
  const training = app.call('metric.train', { task: 't', loss: 'arcface', folds: 2, changes: { steps: 5000 } })
  await started
  await app.close()
  expect(await training).toEqual({ kind: 'cancelled', resumable: true })

  const again = await openApp({ dataFolder: folder })
  const { stopped } = await again.call('metric.stopped', {})
  expect(stopped!.step).toBeGreaterThan(0)
  const { people } = await again.call('people.list', {})
  await again.call('people.erase', { id: people[0]!.id })
  expect(await again.call('metric.stopped', {})).toEqual({ stopped: null })
}, 120_000)

test('every recipe judged on the same photos widens the intervals of those after it', async () => {
  const { folder } = await disturbedOffice(30, 3)
  const app = await openApp({ dataFolder: folder })
  const few = { task: 'c', folds: 2, replicates: 100 }
  const looks = async (loss: string) => {
    const { rows } = await app.call('metric.compare', { ...few, losses: [loss] })
    return rows.map((row) => row.kind === 'judged' && row.verdict.looks)
  }
  expect(await looks('wccn')).toEqual([1])
  expect(await looks('whitening')).toEqual([2])
  expect(await looks('wccn')).toEqual([2])

  // The same embeddings by way of a file are the same people, and another seed is another look.
  await app.call('metric.import', await app.call('metric.export', { source: 'gallery' }))
  const again = await app.call('metric.compare', { ...few, losses: ['wccn'], source: 'imported', seed: 2 })
  expect(again.rows.map((row) => row.kind === 'judged' && row.verdict.looks)).toEqual([3])

  // What is judged between does not make anybody forget.
  const others = await app.call('metric.export', { source: 'gallery' })
  const renamed = others.labels.replace(/^(\d+)/gm, 'person $1')
  await app.call('metric.import', { npy: others.npy, labels: renamed })
  const elsewhere = await app.call('metric.compare', { ...few, losses: ['wccn'], source: 'imported' })
  expect(elsewhere.rows.map((row) => row.kind === 'judged' && row.verdict.looks)).toEqual([1])
  expect(await looks('whitening')).toEqual([3])
}, 120_000)

test('too little to learn from, and an import that is not right, are said before anything starts', async () => {
  const app = await openApp()
  await expect(app.call('metric.train', { task: 't', loss: 'wccn' })).rejects.toMatchObject({ code: 'too-little-data' })
  await expect(app.call('metric.compare', { task: 't', source: 'imported' })).rejects.toMatchObject({
    code: 'not-found',
    reason: 'no-embeddings',
  })
  const npy = new TextEncoder().encode('not a table')
  await expect(app.call('metric.import', { npy, labels: 'person\nA\n' })).rejects.toMatchObject({
    code: 'embeddings-unreadable',
  })
  expect(await app.call('metric.sets', {})).toEqual({ gallery: { people: 0, photos: 0, several: 0 }, imported: null })
}, 60_000)

test('every loss of the softmax family has a logit that falls with the angle, in parts of its scale', async () => {
  const app = await openApp()
  const { losses, forms } = await app.call('metric.losses', { parameters: { cosface: { s: 10, m: 0.2 } } })
  expect(losses.map(({ name }) => name)).toContain('triplet')
  expect(forms.map(({ name }) => name)).toEqual(['whitening', 'wccn', 'cross-wccn', 'lda'])
  const logit = losses.find(({ name }) => name === 'cosface')!.logit!
  expect(logit[0]!.y).toBeCloseTo(0.8, 10)
  expect(logit.at(-1)!.y).toBeCloseTo(-1.2, 10)
  expect(losses.find(({ name }) => name === 'contrastive')!.logit).toBeNull()
}, 60_000)

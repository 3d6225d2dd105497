import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createVision } from '../../main/vision/create.ts'
import type { Vision } from '../../main/vision/vision.ts'
import { frameOf, modelsFolder, sample } from './samples.ts'

const now = () => performance.now()

describe('the vision worker', () => {
  let vision: Vision
  beforeAll(async () => {
    vision = await createVision({ modelsFolder, now })
  })
  afterAll(() => vision.close())

  test('analyses a photo without taking its bytes away', async () => {
    const photo = new Uint8Array(await sample(1))
    const { faces } = await vision.analysePhoto(photo, { largest: 1, liveness: true })
    expect(faces).toHaveLength(1)
    expect(faces[0]!.embedding.vector).toBeInstanceOf(Float32Array)
    expect(faces[0]!.crop).toBeInstanceOf(Uint8Array)
    expect(photo.length).toBeGreaterThan(100_000)
  })

  test('takes a frame over and names every stage', async () => {
    const frame = await frameOf(await sample(3), { left: 500, top: 60, width: 1066, height: 800 })
    const { faces, stages } = await vision.analyseFrame(frame)
    expect(faces[0]!.embedding).not.toBeNull()
    expect(frame.data.length).toBe(0)
    expect(stages.map(({ name }) => name)).toEqual([
      'wait',
      'light',
      'motion',
      'detect',
      'landmarks',
      'eyes',
      'quality',
      'liveness',
      'embed',
    ])
  })

  test('does not block its caller', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    await vision.analysePhoto(await sample(4), { largest: null, liveness: false })
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(10)
  })

  test('a frame overtakes the rest of a photo', async () => {
    const order: string[] = []
    const photo = vision
      .analysePhoto(await sample(4), { largest: null, liveness: true })
      .then(() => order.push('photo'))
    const frame = await frameOf(await sample(3), { left: 500, top: 60, width: 1066, height: 800 }, { kiosk: 'busy' })
    // Answered after the photo was begun.
    await vision.info()
    await vision.analyseFrame(frame).then(() => order.push('frame'))
    await photo
    expect(order).toEqual(['frame', 'photo'])
  })

  test('errors keep their code', async () => {
    const nothing = vision.analysePhoto(new Uint8Array(10), { largest: null, liveness: false })
    await expect(nothing).rejects.toMatchObject({ name: 'AppError', code: 'not-an-image' })
  })

  test('says what it runs', async () => {
    const info = await vision.info()
    expect(info.pack.name).toBe('faceplugin')
    expect(info.dimensions).toBe(512)
    expect(info.provider).toMatchObject({ name: 'cpu', wanted: 'auto', fallBack: null })
    expect(info.models.map(({ role }) => role)).toEqual(['detector', 'landmarks', 'embedder', 'liveness', 'eyes'])
  })
})

test('after close every call says that vision has stopped', async () => {
  const vision = await createVision({ modelsFolder, now })
  await vision.close()
  await expect(vision.info()).rejects.toMatchObject({ code: 'vision-stopped' })
  await vision.close()
})

test('a provider that is not there falls back to the CPU and says why', async () => {
  const vision = await createVision({ modelsFolder, now, provider: 'dml' })
  const { provider } = await vision.info()
  await vision.close()
  if (process.platform === 'win32') return
  expect(provider).toMatchObject({ name: 'cpu', wanted: 'dml' })
  expect(provider.fallBack).toMatchObject({ kind: 'failed', detail: expect.stringContaining('dml') })
})

describe('model files', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-models-'))
    await mkdir(join(folder, 'faceplugin'))
    await copyFile(join(modelsFolder, 'manifest.json'), join(folder, 'manifest.json'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('missing: the file is named, and what to do', async () => {
    await expect(createVision({ modelsFolder: folder, now })).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringMatching(/fr_\w+\.onnx.*npm start/),
    })
  })

  test('one byte changed: refused by name, and loaded once it is right again', async () => {
    await cp(join(modelsFolder, 'faceplugin'), join(folder, 'faceplugin'), { recursive: true })
    const file = join(folder, 'faceplugin', 'fr_landmark.onnx')
    const bytes = await readFile(file)
    const changed = Buffer.from(bytes)
    changed[600_000] = changed[600_000]! ^ 1
    await writeFile(file, changed)
    // Before any photo: a model that one photo does without, another needs.
    await expect(createVision({ modelsFolder: folder, now })).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringContaining('fr_landmark.onnx'),
    })
    await writeFile(file, bytes)
    const vision = await createVision({ modelsFolder: folder, now })
    const options = { largest: 1, liveness: false }
    expect((await vision.analysePhoto(await sample(1), options)).faces).toHaveLength(1)
    await vision.close()
  })

  test('no manifest, an unknown pack', async () => {
    await expect(createVision({ modelsFolder: join(folder, 'nowhere'), now })).rejects.toMatchObject({
      code: 'model-missing',
    })
    await expect(createVision({ modelsFolder, now, pack: 'other' })).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('faceplugin'),
    })
  })
})

test('a thread that hangs is noticed, and every call fails instead of waiting', async () => {
  const vision = await createVision({
    ...{ modelsFolder, now: () => performance.now() },
    workerUrl: new URL('./hanging-worker.ts', import.meta.url),
    heartbeat: { intervalMs: 100, maxUnanswered: 10 },
  })
  await vision.info()
  const begun = performance.now()
  const waiting = vision.analysePhoto(await sample(3), { largest: null, liveness: false })
  await expect(waiting).rejects.toMatchObject({ code: 'vision-stopped' })
  expect(performance.now() - begun).toBeLessThan(20_000)
  await expect(vision.info()).rejects.toMatchObject({ code: 'vision-stopped' })
  await vision.close()
})

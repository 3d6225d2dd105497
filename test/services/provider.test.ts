import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '../../main/contract/topics.ts'
import { silentLogger } from '../../main/log/logger.ts'
import { createProvidedVision, type ProviderOptions } from '../../main/services/provider.ts'
import { openProviderMemory } from '../../main/services/provider-memory.ts'
import { createVision } from '../../main/vision/create.ts'
import type { FrameAnalysis } from '../../main/vision/vision.ts'
import { scratchFolder } from '../helpers/app.ts'
import { frameOf, modelsFolder, sample } from '../vision/samples.ts'

const part = { left: 500, top: 60, width: 1066, height: 800 }
const photoOptions = { largest: null, liveness: false }

/** Vision whose WebGPU dies at its third frame and second photo; both really run on the CPU. */
function openVision(options: Partial<ProviderOptions> = {}) {
  const notices: Message<'notice'>[] = []
  const started: string[] = []
  const memory = options.memory ?? openProviderMemory(join(scratchFolder(), 'providers.json'), 'machine')
  const vision = createProvidedVision({
    logger: silentLogger,
    wanted: () => 'webgpu',
    memory,
    start(provider) {
      started.push(provider)
      const workerUrl = new URL('../handlers/crashing-vision-worker.ts', import.meta.url)
      return createVision({ modelsFolder, now: () => performance.now(), ...(provider === 'webgpu' && { workerUrl }) })
    },
    probe: null,
    publish: (topic, message) => {
      if (topic === 'notice') notices.push(message as Message<'notice'>)
    },
    ...options,
  })
  onTestFinished(() => vision.close())
  return { vision, notices, started, memory }
}

test('a provider that dies is left: its frame is an error, the next one has a track of its own', async () => {
  const { vision, notices, started } = openVision()
  const photo = await sample(3)
  const look = async (index: number) => vision.analyseFrame(await frameOf(photo, part, { capturedAt: index * 100 }))
  const tracksOf = ({ faces }: FrameAnalysis) => faces.map(({ track }) => track).toSorted()
  const before = tracksOf(await look(0))
  expect(tracksOf(await look(1))).toEqual(before)
  await expect(look(2)).rejects.toMatchObject({ code: 'provider-failed' })
  const after = await look(3)
  expect(after.faces).toHaveLength(before.length)
  expect(tracksOf(after).filter((track) => before.includes(track))).toEqual([])
  expect(after.ended.toSorted()).toEqual(before)
  expect((await look(4)).ended).toEqual([])
  expect(started).toEqual(['webgpu', 'cpu'])
  expect(notices.map(({ code, details }) => [code, details.provider, details.next])).toEqual([
    ['provider-fell-back', 'webgpu', 'cpu'],
  ])
  const { provider } = await vision.info()
  expect(provider).toMatchObject({ name: 'cpu', wanted: 'webgpu', fallBack: { kind: 'stopped' } })
})

test('providers that cannot be tried leave the CPU, a note in the log, and another try for the next start', async () => {
  const noted: unknown[] = []
  const logger = { ...silentLogger, warn: (...entry: unknown[]) => void noted.push(entry) }
  const error = new Error('cpu took longer than 60 s')
  const { vision, memory, notices } = openVision({ wanted: () => 'auto', logger, probe: () => Promise.reject(error) })
  const { faces } = await vision.analysePhoto(await sample(3), photoOptions)
  expect(faces.length).toBeGreaterThan(0)
  await vision.close()
  expect(noted).toEqual([['task-failed', { task: 'providers', error }]])
  expect(memory.get().ranking).toBeNull()
  expect(notices).toEqual([])
})

test('a photo during which a provider dies is looked at by the next one', async () => {
  const { vision, notices } = openVision()
  const photo = await sample(3)
  const first = await vision.analysePhoto(photo, photoOptions)
  const second = await vision.analysePhoto(photo, photoOptions)
  expect(second.faces.map(({ box }) => box)).toEqual(first.faces.map(({ box }) => box))
  expect(notices).toHaveLength(1)
})

test('a provider that cannot be started is left before it answers anything', async () => {
  if (process.platform === 'win32') return
  const { vision, notices } = openVision({
    wanted: () => 'dml',
    start: (provider) => createVision({ modelsFolder, now: () => performance.now(), provider }),
  })
  const { provider } = await vision.info()
  expect(provider).toMatchObject({
    name: 'cpu',
    wanted: 'dml',
    fallBack: { kind: 'failed', detail: expect.stringContaining('dml') },
  })
  expect(notices.map(({ code }) => code)).toEqual(['provider-fell-back'])
})

test('what is begun ahead answers the first call, and a start that fails is told by it', async () => {
  const { vision, started } = openVision({ wanted: () => 'cpu' })
  vision.begin()
  expect(started).toEqual(['cpu'])
  await vision.info()
  expect(started).toEqual(['cpu'])
  const missing = openVision({
    wanted: () => 'cpu',
    start: () => createVision({ modelsFolder: scratchFolder(), now: () => performance.now() }),
  })
  missing.vision.begin()
  await expect(missing.vision.info()).rejects.toMatchObject({ code: 'model-missing' })
})

test('the CPU’s thread, when it dies, is started again', async () => {
  const dying = new URL('../handlers/crashing-vision-worker.ts', import.meta.url)
  const { vision, notices } = openVision({
    wanted: () => 'cpu',
    start: () => createVision({ modelsFolder, now: () => performance.now(), workerUrl: dying }),
  })
  const photo = await sample(3)
  await vision.analysePhoto(photo, photoOptions)
  await expect(vision.analysePhoto(photo, photoOptions)).rejects.toMatchObject({ code: 'vision-stopped' })
  expect((await vision.analysePhoto(photo, photoOptions)).faces.length).toBeGreaterThan(0)
  expect(notices).toEqual([])
})

test('the fastest right provider takes over once all were tried, and a wrong one never does', async () => {
  let tried = () => {}
  const finished = new Promise<void>((resolve) => {
    tried = resolve
  })
  const { vision, started, memory } = openVision({
    wanted: () => 'auto',
    probe: async () => {
      tried()
      return [
        { kind: 'right', provider: 'cpu', milliseconds: 20, cosine: 1 },
        { kind: 'wrong', provider: 'cuda', cosine: 0.9 },
        { kind: 'failed', provider: 'dml', reason: 'no such thing' },
        { kind: 'right', provider: 'webgpu', milliseconds: 5, cosine: 0.9999 },
      ]
    },
  })
  const photo = await sample(3)
  await vision.analysePhoto(photo, photoOptions)
  await finished
  await vision.analysePhoto(photo, photoOptions)
  expect(started).toEqual(['cpu', 'webgpu'])
  expect(memory.get().ranking).toEqual(['webgpu', 'cpu'])
  const { provider } = await vision.info()
  expect(provider).toMatchObject({ wanted: 'auto', fallBack: null })
})

test('a provider wanted anew is tried anew', async () => {
  let wanted: 'cpu' | 'webgpu' = 'webgpu'
  const { vision, started, memory } = openVision({ wanted: () => wanted })
  memory.change({ failed: { webgpu: { kind: 'failed', detail: 'broken' } } })
  await vision.info()
  wanted = 'cpu'
  vision.choose()
  await vision.info()
  wanted = 'webgpu'
  vision.choose()
  await vision.info()
  expect(started).toEqual(['cpu', 'webgpu'])
})

test('two starts in a row that ended with the process blame the provider in use, one does not', () => {
  const file = join(scratchFolder(), 'providers.json')
  for (const failed of [[], [], ['webgpu crashed']]) {
    const memory = openProviderMemory(file, 'machine')
    expect(Object.entries(memory.get().failed).map(([name, { kind }]) => `${name} ${kind}`)).toEqual(failed)
    memory.risk('webgpu')
  }
})

test('an orderly end clears the suspicion; another driver or a damaged file clears everything', () => {
  const file = join(scratchFolder(), 'providers.json')
  for (let start = 0; start < 4; start++) {
    const memory = openProviderMemory(file, 'machine')
    expect(memory.get().failed).toEqual({})
    memory.risk('webgpu')
    memory.risk(null)
  }
  openProviderMemory(file, 'machine').change({ ranking: ['webgpu', 'cpu'] })
  expect(openProviderMemory(file, 'machine').get().ranking).toEqual(['webgpu', 'cpu'])
  expect(openProviderMemory(file, 'other driver').get().ranking).toBeNull()
  writeFileSync(file, readFileSync(file).subarray(0, 20))
  expect(openProviderMemory(file, 'machine').get().ranking).toBeNull()
})

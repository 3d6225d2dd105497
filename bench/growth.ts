/**
 * How time and memory grow with faces in a frame, with people and with events; each with the exponent of a power fitted
 * to it, and a plot in docs/growth.svg.
 *
 *   npm run bench growth [-- --json]
 *   ROLLCALL_BENCH_LARGE=1     up to 100,000 people and 5 million events: an hour
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { EventFilter } from '../main/contract/api/events.ts'
import type { Instant, ModelId, PersonId, TemplateId } from '../main/contract/entities.ts'
import { createGallery } from '../main/matching/gallery.ts'
import { createHnsw } from '../main/matching/hnsw.ts'
import { defaultExactUpTo } from '../main/matching/searcher.ts'
import { createRandom } from '../main/metric/random.ts'
import { openStore } from '../main/store/open.ts'
import { openVault } from '../main/store/vault.ts'
import { createLocalVision } from '../main/vision/pipeline.ts'
import { modelsFolder } from './office.ts'
import { plotOf } from './plot.ts'
import { processorTime } from './replay.ts'

export const name = 'growth'

/** Milliseconds and megabytes at each size. */
export interface Growth {
  readonly what: string
  readonly sizes: readonly number[]
  readonly milliseconds: readonly number[]
  readonly megabytes: readonly number[]
}

const large = process.env.ROLLCALL_BENCH_LARGE === '1'
const faceCounts = [1, 2, 5, 10, 20]
const peopleCounts = [100, 1000, 10_000, ...(large ? [100_000] : [])]
const eventCounts = [1000, 10_000, 100_000, ...(large ? [1_000_000, 5_000_000] : [])]

export async function run({ json }: { readonly json: boolean }) {
  const growths = [await framesByFaces(), searchByPeople(), ...eventsByCount()]
  const fitted = growths.map((growth) => ({
    ...growth,
    time: exponent(growth.sizes, growth.milliseconds),
    memory: exponent(growth.sizes, growth.megabytes),
  }))
  writeFileSync(join(import.meta.dirname, '../docs/growth.svg'), plotOf(growths))
  if (json) process.stdout.write(`${JSON.stringify(fitted)}\n`)
  else {
    for (const { what, sizes, milliseconds, megabytes, time, memory } of fitted) {
      process.stdout.write(`${what}: time grows with the power ${time.toFixed(2)}, memory with ${memory.toFixed(2)}\n`)
      for (const [index, size] of sizes.entries()) {
        const columns = [size.toLocaleString('en'), milliseconds[index]!.toFixed(3), megabytes[index]!.toFixed(1)]
        process.stdout.write(`${columns.map((column) => column.padStart(12)).join('')}\n`)
      }
    }
  }
  return Object.fromEntries(fitted.map(({ what, time }) => [what, Math.max(time, 0.1)]))
}

/** The slope of the line fitted to the logarithms by least squares. */
export function exponent(sizes: readonly number[], values: readonly number[]): number {
  const xs = sizes.map(Math.log)
  const ys = values.map((value) => Math.log(Math.max(value, 1e-6)))
  const mx = mean(xs)
  const my = mean(ys)
  const above = xs.reduce((sum, x, index) => sum + (x - mx) * (ys[index]! - my), 0)
  return above / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0)
}

/** Processor time of a frame whose faces are all new; at most two are embedded in one. */
async function framesByFaces(): Promise<Growth> {
  const vision = await createLocalVision({ modelsFolder, now: () => performance.now(), threads: 1 })
  const photo = await readFile(join(modelsFolder, 'samples/sample5.jpg'))
  const face = await sharp(photo).extract({ left: 240, top: 690, width: 640, height: 640 }).resize(256).toBuffer()
  const milliseconds: number[] = []
  const megabytes: number[] = []
  for (const count of faceCounts) {
    const composite = Array.from({ length: count }, (_, at) => ({
      input: face,
      left: (at % 5) * 256,
      top: Math.floor(at / 5) * 240,
    }))
    const background = { width: 1280, height: 1000, channels: 3, background: '#667' } as const
    const data = await sharp({ create: background }).composite(composite).ensureAlpha().raw().toBuffer()
    const times: number[] = []
    for (let turn = 0; turn < 8; turn++) {
      const kiosk = `${count} ${turn}`
      const frame = { purpose: 'kiosk', width: 1280, height: 1000, sequence: 0, capturedAt: 0, kiosk, data } as const
      times.push(await processorTime(() => vision.analyseFrame(frame)))
    }
    milliseconds.push(Math.min(...times))
    megabytes.push(process.memoryUsage().rss / 2 ** 20)
  }
  await vision.close()
  return { what: 'frame, by faces', sizes: faceCounts, milliseconds, megabytes }
}

/** One search, with a template a person: compared with all or in the graph, as the app would. */
function searchByPeople(): Growth {
  const milliseconds: number[] = []
  const megabytes: number[] = []
  for (const count of peopleCounts) {
    const random = createRandom(count)
    const vector = () => {
      const values = Float32Array.from({ length: 512 }, () => random.next() + random.next() + random.next() - 1.5)
      const length = Math.hypot(...values)
      return values.map((value) => value / length)
    }
    const before = process.memoryUsage()
    const index = count > defaultExactUpTo ? createHnsw(512, count) : createGallery(512)
    for (let id = 1; id <= count; id++) {
      index.add([{ templateId: id as TemplateId, personId: id as PersonId, vector: vector() }])
    }
    const after = process.memoryUsage()
    const times = Array.from({ length: 200 }, () => {
      const probe = vector()
      const start = performance.now()
      index.search(probe, 5)
      return performance.now() - start
    })
    milliseconds.push(times.toSorted((a, b) => a - b)[100]!)
    megabytes.push(Math.max(0.1, (after.rss - before.rss) / 2 ** 20))
  }
  return { what: 'search, by people', sizes: peopleCounts, milliseconds, megabytes }
}

/** Writing one more entry, and reading the newest page, with so many in the log of 300 people. */
function eventsByCount(): Growth[] {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-growth-'))
  try {
    const file = join(folder, 'rollcall.db')
    const vault = openVault({ kind: 'file', path: join(folder, 'key') })
    const store = openStore({ file, vault, now: Date.now })
    const people = Array.from({ length: 300 }, (_, index) =>
      store.people.create({ name: `Person ${index}`, employeeNumber: null, groups: [] }),
    )
    let written = 0
    const record = () => {
      const { id, name } = people[written % people.length]!
      written++
      store.events.record({
        ...emptyEvent,
        person: { id, name },
        direction: Math.floor(written / people.length) % 2 === 0 ? 'in' : 'out',
        at: (1_700_000_000_000 + written * 60_000) as Instant,
      })
    }
    const writes: number[] = []
    const reads: number[] = []
    const megabytes: number[] = []
    for (const count of eventCounts) {
      while (written < count) {
        store.transaction(() => {
          for (let end = Math.min(count, written + 5000); written < end; ) record()
        })
      }
      writes.push(least(() => record()))
      reads.push(least(() => store.events.list(EventFilter.parse({}), null, 100)))
      megabytes.push(statSync(file).size / 2 ** 20)
    }
    store.close()
    return [
      { what: 'writing an event, by events', sizes: eventCounts, milliseconds: writes, megabytes },
      { what: 'newest page, by events', sizes: eventCounts, milliseconds: reads, megabytes },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const emptyEvent = {
  kind: 'check',
  employeeNumber: null,
  zone: 'UTC',
  method: 'face',
  kiosk: 'Front door',
  track: 1,
  similarity: 0.7,
  runnerUp: null,
  threshold: 0.45,
  thresholdVersion: 1,
  model: 'bench' as ModelId,
  metric: null,
  liveness: null,
  quality: 80,
  clockMoved: false,
  corrects: null,
  action: null,
  actor: null,
  reason: null,
} as const

function least(task: () => void): number {
  return Math.min(
    ...Array.from({ length: 20 }, () => {
      const start = performance.now()
      task()
      return performance.now() - start
    }),
  )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

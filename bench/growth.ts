/**
 * How time and memory grow with faces in a frame, with people and with events; each with the exponent of a power fitted
 * to it, and a plot in docs/growth.svg.
 *
 *   npm run bench growth [-- --json]
 *   ROLLCALL_BENCH_LARGE=1     up to 100,000 people and 5 million events
 */

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Instant, ModelId } from '../main/contract/entities.ts'
import { EventFilter } from '../main/contract/events.ts'
import { createGallery } from '../main/matching/gallery.ts'
import { createHnsw } from '../main/matching/hnsw.ts'
import { defaultMaxExact } from '../main/matching/searcher.ts'
import { mean } from '../main/numeric/statistics.ts'
import { openDatabase } from '../main/store/database.ts'
import { openStore } from '../main/store/open.ts'
import { openVault } from '../main/store/vault.ts'
import { createLocalVision } from '../main/vision/pipeline.ts'
import { modelsFolder } from './office.ts'
import { plotOf } from './plot.ts'
import { processorTime } from './replay.ts'
import { dimensions, population } from './search/population.ts'

export const name = 'growth'
/** Powers, fitted to few points. */
export const tolerances = { frame: 0.6, search: 0.3, writing: 1, newest: 1, 'a person': 1 }

/** Milliseconds and megabytes at each size. */
export interface Growth {
  readonly what: string
  readonly sizes: readonly number[]
  readonly milliseconds: readonly number[]
  readonly megabytes: readonly number[]
}

const large = process.env.ROLLCALL_BENCH_LARGE === '1'
const faceCounts = [1, 2, 5, 10, 20]
const peopleCounts = [100, 300, 1000, 3000, 10_000, 30_000, ...(large ? [100_000] : [])]
/** Searches of which the median counts. */
const searches = 400
const eventCounts = [1000, 10_000, 100_000, ...(large ? [1_000_000, 5_000_000] : [])]

/** A power below this is noise about nothing. */
const flat = 0.2

/** @returns the fitted powers */
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
  return Object.fromEntries(
    fitted.flatMap(({ what, time, memory }) => [
      [`${what}: time`, Math.max(time, flat)],
      [`${what}: memory`, Math.max(memory, flat)],
    ]),
  )
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
  const vision = await createLocalVision({ modelsFolder, now: () => performance.now() })
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

/** Searching for an enrolled person, with a template each: compared with all or in the graph, as the app would. */
function searchByPeople(): Growth {
  const milliseconds: number[] = []
  const megabytes: number[] = []
  for (const count of peopleCounts) {
    const { entries, mates } = population(count, searches, 0, 1)
    // Enough of the small ones for their memory to show.
    const copies = Math.max(1, Math.ceil(peopleCounts[3]! / count))
    const before = process.memoryUsage().rss
    const indexes = Array.from({ length: copies }, () => {
      const index = count > defaultMaxExact ? createHnsw(dimensions, count) : createGallery(dimensions)
      index.add(entries)
      return index
    })
    megabytes.push((process.memoryUsage().rss - before) / copies / 2 ** 20)
    const times = mates.map((probe) => {
      const start = performance.now()
      indexes[0]!.search(probe, 5)
      return performance.now() - start
    })
    milliseconds.push(times.toSorted((a, b) => a - b)[searches >> 1]!)
  }
  return { what: 'search, by people', sizes: peopleCounts, milliseconds, megabytes }
}

/**
 * Writing one more entry, reading the newest page, and a person's entries among the last thousand, by the number in the
 * log of 300 people, one a minute.
 */
function eventsByCount(): Growth[] {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-growth-'))
  const file = join(folder, 'rollcall.db')
  const store = openStore({ file, vault: openVault({ kind: 'file', path: join(folder, 'key') }), now: Date.now })
  try {
    const people = Array.from({ length: 300 }, (_, index) =>
      store.people.create({ name: `Person ${index}`, employeeNumber: null, groups: [] }),
    )
    const timeOf = (number: number) => (1_700_000_000_000 + number * minute) as Instant
    const record = () => {
      const number = store.events.count()
      const { id, name } = people[number % people.length]!
      const direction = Math.floor(number / people.length) % 2 === 0 ? 'in' : 'out'
      store.events.record({ ...emptyEvent, person: { id, name }, direction, at: timeOf(number) })
    }
    const writes: number[] = []
    const pages: number[] = []
    const recent: number[] = []
    const megabytes: number[] = []
    for (const count of eventCounts) {
      if (store.events.count() === 0) {
        store.transaction(() => {
          for (let number = 0; number < count; number++) record()
        })
      } else multiply(file, count)
      megabytes.push(statSync(file).size / 2 ** 20)
      writes.push(least(record))
      pages.push(least(() => store.events.list(EventFilter.parse({}), null, 100)))
      const since = timeOf(store.events.count() - eventCounts[0]!)
      recent.push(least(() => store.events.listRecentOf(people[0]!.id, since)))
    }
    const sizes = eventCounts
    return [
      { what: 'writing an event, by events', sizes, milliseconds: writes, megabytes },
      { what: 'newest page of the log, by events', sizes, milliseconds: pages, megabytes },
      { what: "a person's latest, by events", sizes, milliseconds: recent, megabytes },
    ]
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Repeats what the log holds, later and later, until it holds `count`. */
function multiply(file: string, count: number): void {
  const database = openDatabase(file)
  database.exec('pragma synchronous = off; pragma cache_size = -200000')
  const columns = database
    .prepare<{ name: string }>("select name from pragma_table_info('events') where name <> 'id'")
    .all()
    .map(({ name }) => name)
  const shifted = columns.map((name) => (name === 'at' ? 'at + @shift' : name))
  const total = database.prepare<{ events: number }>('select max(id) as events from events')
  const copy = database.prepare(
    `insert into events (${columns.join()}) select ${shifted.join()} from events where id <= @most order by id`,
  )
  for (let has = total.get()!.events; has < count; has = total.get()!.events) {
    copy.run({ shift: has * minute, most: Math.min(count - has, has) })
  }
  database.exec('pragma wal_checkpoint(truncate)')
  database.close()
}

const minute = 60_000

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
  livenessModels: null,
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

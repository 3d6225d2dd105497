import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PersonId, TemplateId } from '../main/contract/entities.ts'
import { createGallery } from '../main/matching/gallery.ts'
import { createHnsw, loadHnswSync } from '../main/matching/hnsw.ts'
import type { GalleryEntry, Match } from '../main/matching/match.ts'

export const name = 'search'

const dimensions = 512
const templatesPerPerson = 4
const probes = 500
/** A million templates take 2 GB and about an hour to build: only when asked for by ROLLCALL_BENCH_MILLION=1. */
const sizes = [1000, 3000, 10_000, 100_000, ...(process.env.ROLLCALL_BENCH_MILLION === '1' ? [1_000_000] : [])]

interface Row {
  readonly method: 'exact' | 'hnsw'
  readonly templates: number
  readonly p50: number
  readonly p99: number
  /** Share of probes whose best person is the one that comparing with all finds. */
  readonly recall: number
  /** Seconds to insert all, and to load the saved graph. */
  readonly buildSeconds: number
  readonly loadSeconds: number | null
  /** Milliseconds for one more template, and for removing one. */
  readonly insert: number
  readonly remove: number
  /** Resident memory gained, as a multiple of the raw vectors. */
  readonly memory: number
}

/**
 * Exact and graph search over templates that cluster by person as a real gallery's do: mates at a cosine of 0.67, others
 * around 0. Half of the probes are of enrolled people, half of strangers.
 */
export function run({ json }: { json: boolean }): Row[] {
  const rows = sizes.flatMap((size) => {
    const { entries, searches } = population(size)
    const exact = measureExact(entries, searches)
    const graph = measureGraph(entries, searches, exact.best)
    return [exact.row, graph]
  })
  process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${table(rows)}\n`)
  return rows
}

function population(size: number): { entries: GalleryEntry[]; searches: Float32Array[] } {
  const random = seeded(size)
  const people = Math.ceil(size / templatesPerPerson)
  const centres = Array.from({ length: people }, () => randomUnit(random))
  const entries = Array.from({ length: size }, (_, index) => ({
    templateId: (index + 1) as TemplateId,
    personId: (Math.floor(index / templatesPerPerson) + 1) as PersonId,
    vector: near(centres[Math.floor(index / templatesPerPerson)]!, random),
  }))
  const searches = Array.from({ length: probes }, (_, index) =>
    index % 2 === 0 ? near(centres[Math.floor(random() * people)]!, random) : randomUnit(random),
  )
  return { entries, searches }
}

function measureExact(entries: GalleryEntry[], searches: Float32Array[]) {
  const before = residentBytes()
  const gallery = createGallery(dimensions)
  const buildSeconds = timed(() => gallery.add(entries)) / 1000
  const memory = (residentBytes() - before) / rawBytes(entries)
  const best: (Match | undefined)[] = []
  const few = entries.length >= 100_000 ? searches.slice(0, 100) : searches
  const times = few.map((probe) => timed(() => best.push(gallery.search(probe, 5)[0])))
  for (const probe of searches.slice(few.length)) best.push(gallery.search(probe, 1)[0])
  const insert = timed(() => gallery.add([extra]))
  const remove = timed(() => gallery.remove([extra.templateId]))
  const row: Row = {
    method: 'exact',
    templates: entries.length,
    ...spread(times),
    recall: 1,
    buildSeconds,
    loadSeconds: null,
    insert,
    remove,
    memory,
  }
  return { row, best }
}

function measureGraph(entries: GalleryEntry[], searches: Float32Array[], best: readonly (Match | undefined)[]): Row {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
  try {
    const built = createHnsw(dimensions, entries.length)
    const buildSeconds = timed(() => built.add(entries)) / 1000
    const file = join(folder, 'graph')
    built.save(file)
    const owners = new Map(entries.map(({ templateId, personId }) => [templateId, personId]))
    const before = residentBytes()
    let index = built
    const loadSeconds =
      timed(() => {
        index = loadHnswSync(file, dimensions, owners)
      }) / 1000
    const memory = (residentBytes() - before) / rawBytes(entries)
    const found: (Match | undefined)[] = []
    const times = searches.map((probe) => timed(() => found.push(index.search(probe, 5)[0])))
    const mates = found.filter((match, probe) => probe % 2 === 0 && match?.personId === best[probe]?.personId).length
    const insert = timed(() => index.add([extra]))
    const remove = timed(() => index.remove([extra.templateId]))
    const recall = mates / (searches.length / 2)
    return {
      method: 'hnsw',
      templates: entries.length,
      ...spread(times),
      recall,
      buildSeconds,
      loadSeconds,
      insert,
      remove,
      memory,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const extra: GalleryEntry = {
  templateId: 4_000_000_000 as TemplateId,
  personId: 4_000_000_000 as PersonId,
  vector: randomUnit(seeded(99)),
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function spread(times: readonly number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b)
  return { p50: sorted[Math.floor(sorted.length * 0.5)]!, p99: sorted[Math.floor(sorted.length * 0.99)]! }
}

function residentBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss
}

const rawBytes = (entries: readonly GalleryEntry[]) => entries.length * dimensions * Float32Array.BYTES_PER_ELEMENT

function table(rows: readonly Row[]): string {
  const head = 'method  templates  p50 ms  p99 ms  recall@1  build s   load s  insert ms  remove ms  memory/raw'
  const lines = rows.map((row) =>
    [
      row.method.padEnd(6),
      String(row.templates).padStart(10),
      row.p50.toFixed(3).padStart(7),
      row.p99.toFixed(3).padStart(7),
      row.recall.toFixed(4).padStart(9),
      row.buildSeconds.toFixed(2).padStart(8),
      (row.loadSeconds?.toFixed(2) ?? '-').padStart(8),
      row.insert.toFixed(3).padStart(10),
      row.remove.toFixed(3).padStart(10),
      row.memory.toFixed(2).padStart(11),
    ].join(' '),
  )
  return [head, ...lines].join('\n')
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function randomUnit(random: () => number): Float32Array {
  return unit(Float32Array.from({ length: dimensions }, () => normal(random)))
}

/** At a cosine of 0.82 from its centre, so 0.67 from its mates: the mean of genuine pairs in docs/accuracy.md. */
function near(centre: Float32Array, random: () => number): Float32Array {
  const spread = Math.sqrt((1 / 0.82 ** 2 - 1) / dimensions)
  return unit(centre.map((value) => value + spread * normal(random)))
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  return vector.map((value) => value / length)
}

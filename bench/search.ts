/**
 * Exact and graph search over galleries of templates that cluster by person.
 *
 *   npm run bench search [-- --json]
 *   ROLLCALL_TEMPLATES=100000 npm run bench search    other sizes; a million takes 8 GB and about an hour
 *   ROLLCALL_USEARCH=1 npm run bench search           beside usearch, installed in a temporary folder
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { TemplateId } from '../main/contract/entities.ts'
import type { GalleryEntry } from '../main/matching/match.ts'
import { exact, extra, hnsw, type Index, installUsearch, type Method, plainLoop } from './search/methods.ts'
import { dimensions, type Population, population } from './search/population.ts'
import { type Interruption, whileBuilding } from './search/while-building.ts'

export const name = 'search'

const sizes = (process.env.ROLLCALL_TEMPLATES ?? '1000,3000,5000,10000').split(',').map(Number)
/** Of enrolled people; a recall of 0.999 is one missed. As many are of strangers. */
const probes = 1000
/** Searches of one method before it is another's turn: what else the machine does hits all alike. */
const turn = 50

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

interface Row {
  readonly method: string
  readonly templates: number
  /** Milliseconds of one search. */
  readonly least: number
  readonly p50: number
  readonly p99: number
  /** Share of probes of enrolled people, and of strangers, whose best template is the one that comparing with all finds. */
  readonly recall: number
  readonly strangerRecall: number
  /** Seconds of processor time to insert all, and seconds to load the saved graph. */
  readonly buildSeconds: number
  readonly loadSeconds: number | null
  /** Milliseconds for one more template, and for removing one. */
  readonly insert: number
  readonly remove: number
  /** Resident memory gained, as a multiple of the raw vectors. */
  readonly memory: number
}

/** @returns median times as shares of comparing with all, and of doing that in JavaScript; smaller is better */
export async function run({ json }: { readonly json: boolean }): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-search-'))
  try {
    const others = process.env.ROLLCALL_USEARCH === '1' ? installUsearch(folder) : []
    const ratios: Record<string, number> = {}
    for (const size of sizes) {
      const people = population(size, probes)
      const rows = compare([plainLoop, exact, hnsw, ...others], people, folder)
      const [loop, all, graph] = rows.map(({ p50 }) => p50) as [number, number, number]
      ratios[`exact, of JavaScript, ${size}`] = all / loop
      ratios[`hnsw, of exact, ${size}`] = graph / all
      process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${table(rows)}\n`)
    }
    const interruption = await whileBuilding(population(3000, 100))
    process.stdout.write(json ? `${JSON.stringify(interruption)}\n` : describe(interruption))
    return ratios
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Contestant {
  readonly index: Index
  readonly figures: Pick<Row, 'method' | 'buildSeconds' | 'loadSeconds' | 'insert' | 'remove' | 'memory'>
  readonly times: number[]
  readonly found: (TemplateId | undefined)[]
}

function compare(methods: readonly Method[], { entries, mates, strangers }: Population, folder: string): Row[] {
  const contestants = methods.map((method) => prepare(method, entries, join(folder, 'graph')))
  const searches = [...mates, ...strangers]
  for (let start = -turn; start < searches.length; start += turn) {
    for (const { index, times, found } of contestants) {
      for (const probe of searches.slice(Math.max(0, start), Math.max(0, start) + turn)) {
        const took = timed(() => {
          const best = index.best(probe)
          if (start >= 0) found.push(best)
        })
        if (start >= 0) times.push(took)
      }
    }
  }
  const truth = contestants[methods.indexOf(exact)]!.found
  return contestants.map(({ figures, times, found }) => {
    const right = found.map((templateId, probe) => Number(templateId === truth[probe]))
    const recall = mean(right.slice(0, mates.length))
    const strangerRecall = mean(right.slice(mates.length))
    return { ...figures, templates: entries.length, ...spread(times), recall, strangerRecall }
  })
}

function prepare(method: Method, entries: readonly GalleryEntry[], file: string): Contestant {
  const before = residentBytes()
  const cpu = process.cpuUsage()
  const built = method.build(entries)
  const buildSeconds = process.cpuUsage(cpu).user / 1e6
  const afterBuild = residentBytes()
  built.save(file)
  const { load } = method
  let index = built
  const loadSeconds = load && timed(() => (index = load(file, entries))) / 1000
  // The one that was built is in memory still, so that the loaded one finds no room that was used before.
  const gained = load ? residentBytes() - afterBuild : afterBuild - before
  const added = { ...extra, vector: entries[0]!.vector.toReversed() }
  const insert = timed(() => built.add(added))
  const remove = timed(() => built.remove(added.templateId))
  const memory = gained / (entries.length * dimensions * Float32Array.BYTES_PER_ELEMENT)
  const figures = { method: method.name, buildSeconds, loadSeconds, insert, remove, memory }
  return { index, figures, times: [], found: [] }
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function spread(times: readonly number[]): { least: number; p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!
  return { least: at(0), p50: at(0.5), p99: at(0.99) }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function residentBytes(): number {
  collectGarbage()
  return process.memoryUsage().rss
}

function describe({ idle, building, longest }: Interruption): string {
  const times = `p50 ${building.p50.toFixed(2)} and p99 ${building.p99.toFixed(2)} ms`
  return `while a graph of 3,000 is built: ${times}, before ${idle.p50.toFixed(2)} and ${idle.p99.toFixed(2)}; the longest wait for a turn ${longest.toFixed(0)} ms\n`
}

function table(rows: readonly Row[]): string {
  const head = `${'method'.padEnd(20)} templates  least    p50    p99 ms  recall@1  strangers  build s  load s  insert  remove ms  memory/raw`
  const lines = rows.map((row) =>
    [
      row.method.padEnd(20),
      String(row.templates).padStart(9),
      row.least.toFixed(3).padStart(6),
      row.p50.toFixed(3).padStart(6),
      row.p99.toFixed(3).padStart(7),
      row.recall.toFixed(4).padStart(11),
      row.strangerRecall.toFixed(3).padStart(10),
      row.buildSeconds.toFixed(2).padStart(8),
      (row.loadSeconds?.toFixed(2) ?? '-').padStart(7),
      row.insert.toFixed(2).padStart(7),
      row.remove.toFixed(3).padStart(8),
      row.memory.toFixed(2).padStart(12),
    ].join(' '),
  )
  return [head, ...lines].join('\n')
}

/**
 * Exact and graph search over galleries of templates that cluster by person.
 *
 *   npm run bench search [-- --json]
 *   ROLLCALL_TEMPLATES=100000 npm run bench search    other sizes; a million takes 8 GB, and long to build
 *   ROLLCALL_GRAPHS=DIR npm run bench search          keeps the graphs there, and takes those that are there already
 *   ROLLCALL_USEARCH=f16,i8 npm run bench search      beside these forms of usearch, installed in a temporary folder
 */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { TemplateId } from '../main/contract/entities.ts'
import type { GalleryEntry } from '../main/matching/match.ts'
import { mean } from '../main/numeric/statistics.ts'
import { exact, extra, hnsw, type Index, installUsearch, type Method, plainLoop } from './search/methods.ts'
import { dimensions, type Population, population } from './search/population.ts'
import { type Interruption, whileBuilding } from './search/while-building.ts'

export const name = 'search'

const sizes = (process.env.ROLLCALL_TEMPLATES ?? '1000,3000,5000,10000').split(',').map(Number)
/** Of enrolled people; a recall of 0.999 is one missed. */
const mateProbes = 1000
const strangerProbes = 200
/** Templates added and removed one by one. */
const changes = 20
/** Larger galleries are not compared with all in JavaScript. */
const loopUpTo = 10_000
/** Searches of one method before it is another's turn: what else the machine does hits all alike. */
const turn = 50

export const tolerances = { 'exact, of JavaScript': 0.5, 'hnsw, of exact': 0.5, 'hnsw, missed': 1 }

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

interface Row {
  readonly method: string
  readonly templates: number
  /** Milliseconds of one search. */
  readonly least: number
  readonly p50: number
  readonly p99: number
  /** Of the searches during which nothing else took the processor: what a quiet machine would show as p99. */
  readonly undisturbed99: number
  /**
   * Share of probes of enrolled people, and of strangers, whose best template is the one that comparing with all finds.
   */
  readonly recall: number
  readonly strangerRecall: number
  /** Seconds of processor time to insert all, and to load the saved graph. */
  readonly buildSeconds: number
  readonly loadSeconds: number | null
  /** Milliseconds for one more template, and for removing one, in the median. */
  readonly insert: number | null
  readonly remove: number | null
  /** Resident memory gained, as a multiple of the raw vectors. */
  readonly memory: number
}

/** @returns median times as shares of comparing with all and of doing that in JavaScript, memory, and what is missed */
export async function run({ json }: { readonly json: boolean }): Promise<Record<string, number>> {
  const scratch = mkdtempSync(join(tmpdir(), 'rollcall-search-'))
  const folder = process.env.ROLLCALL_GRAPHS ?? scratch
  mkdirSync(folder, { recursive: true })
  try {
    const forms = process.env.ROLLCALL_USEARCH?.split(',') ?? []
    const others = forms.length > 0 ? installUsearch(scratch, forms) : []
    const ratios: Record<string, number> = {}
    for (const size of sizes) {
      const people = population(size, mateProbes, strangerProbes)
      const rows = await compare([...(size > loopUpTo ? [] : [plainLoop]), exact, hnsw, ...others], people, folder)
      const [loop, all, graph] = [plainLoop, exact, hnsw].map(({ name }) => rows.find((row) => row.method === name))
      if (loop && all) ratios[`exact, of JavaScript, ${size}`] = all.p50 / loop.p50
      if (all && graph) {
        ratios[`hnsw, of exact, ${size}`] = graph.p50 / all.p50
        // With few, what building left to be collected hides it.
        if (size >= 100_000) ratios[`hnsw, memory of raw, ${size}`] = graph.memory
        // Counted as one more miss among one more: a share of nothing has no tolerance.
        ratios[`hnsw, missed, ${size}`] = 1 + (1 - graph.recall) * mateProbes
      }
      process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${table(rows)}\n`)
    }
    const interruption = await whileBuilding(population(3000, 100, 0))
    process.stdout.write(json ? `${JSON.stringify(interruption)}\n` : describe(interruption))
    return ratios
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface Contestant {
  readonly index: Index
  readonly figures: Pick<Row, 'method' | 'buildSeconds' | 'loadSeconds' | 'insert' | 'remove' | 'memory'>
  readonly times: number[]
  readonly undisturbed: number[]
  readonly found: (TemplateId | undefined)[]
}

async function compare(
  methods: readonly Method[],
  { entries, mates, strangers }: Population,
  folder: string,
): Promise<Row[]> {
  const contestants: Contestant[] = []
  for (const method of methods) contestants.push(await prepare(method, entries, folder))
  const searches = [...mates, ...strangers]
  for (let start = -turn; start < searches.length; start += turn) {
    for (const { index, times, undisturbed, found } of contestants) {
      for (const probe of searches.slice(Math.max(0, start), Math.max(0, start) + turn)) {
        const before = process.resourceUsage().involuntaryContextSwitches
        const took = timed(() => {
          const best = index.best(probe)
          if (start >= 0) found.push(best)
        })
        if (start < 0) continue
        times.push(took)
        if (process.resourceUsage().involuntaryContextSwitches === before) undisturbed.push(took)
      }
    }
  }
  const truth = contestants[methods.indexOf(exact)]!.found
  return contestants.map(({ figures, times, undisturbed, found }) => {
    const right = found.map((templateId, probe) => Number(templateId === truth[probe]))
    const recall = mean(right.slice(0, mates.length))
    const strangerRecall = mean(right.slice(mates.length))
    const undisturbed99 = spread(undisturbed).p99
    return { ...figures, templates: entries.length, ...spread(times), undisturbed99, recall, strangerRecall }
  })
}

async function prepare(method: Method, entries: readonly GalleryEntry[], folder: string): Promise<Contestant> {
  const { name, load } = method
  const file = join(folder, `${name} ${entries.length}`.replaceAll(' ', '-'))
  const before = residentBytes()
  let built: Index | null = null
  let buildSeconds: number
  if (existsSync(`${file}.seconds`)) buildSeconds = Number(readFileSync(`${file}.seconds`, 'utf8'))
  else {
    buildSeconds = processorSeconds(() => (built = method.build(entries)))
    await built!.save(file)
    if (load) writeFileSync(`${file}.seconds`, String(buildSeconds))
  }
  const afterBuild = residentBytes()
  // What was built is in memory still, so that what is loaded finds no room that was used before.
  let loaded: Index | null = null
  const loadSeconds = load && processorSeconds(() => (loaded = load(file, entries)))
  const gained = load ? residentBytes() - afterBuild : afterBuild - before
  const index = loaded ?? built!
  const added = entries.slice(0, changes).map((entry, change) => ({
    ...extra(change),
    vector: entry.vector.toReversed(),
  }))
  const { change } = index
  const insert = change && spread(added.map((entry) => timed(() => change.add(entry)))).p50
  const remove = change && spread(added.map(({ templateId }) => timed(() => change.remove(templateId)))).p50
  const memory = gained / (entries.length * dimensions * Float32Array.BYTES_PER_ELEMENT)
  const figures = { method: name, buildSeconds, loadSeconds, insert, remove, memory }
  return { index, figures, times: [], undisturbed: [], found: [] }
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function processorSeconds(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function spread(times: readonly number[]): { least: number; p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!
  return { least: at(0), p50: at(0.5), p99: at(0.99) }
}

function residentBytes(): number {
  collectGarbage()
  return process.memoryUsage().rss
}

function describe({ idle, building, longest }: Interruption): string {
  const times = `p50 ${building.p50.toFixed(2)} and p99 ${building.p99.toFixed(2)} ms`
  return `while a graph of 3,000 is built: ${times}, before ${idle.p50.toFixed(2)} and ${idle.p99.toFixed(2)}; the longest wait for a turn ${longest.toFixed(0)} ms\n`
}

function table(rows: readonly Row[]): string {
  const columns: [string, (row: Row) => string][] = [
    ['templates', ({ templates }) => String(templates)],
    ['least ms', ({ least }) => least.toFixed(3)],
    ['    p50', ({ p50 }) => p50.toFixed(3)],
    ['    p99', ({ p99 }) => p99.toFixed(3)],
    ['undisturbed p99', ({ undisturbed99 }) => undisturbed99?.toFixed(3) ?? '-'],
    ['recall@1', ({ recall }) => recall.toFixed(4)],
    ['strangers', ({ strangerRecall }) => strangerRecall.toFixed(3)],
    ['build s', ({ buildSeconds }) => buildSeconds.toFixed(2)],
    ['load s', ({ loadSeconds }) => loadSeconds?.toFixed(2) ?? '-'],
    ['insert ms', ({ insert }) => insert?.toFixed(2) ?? '-'],
    ['remove ms', ({ remove }) => remove?.toFixed(3) ?? '-'],
    ['memory/raw', ({ memory }) => memory.toFixed(2)],
  ]
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(20), ...cells.map((cell, at) => cell.padStart(columns[at]![0].length + 2))].join('')
  const lines = rows.map((row) =>
    line(
      row.method,
      columns.map(([, shown]) => shown(row)),
    ),
  )
  return [
    line(
      'method',
      columns.map(([title]) => title),
    ),
    ...lines,
  ].join('\n')
}

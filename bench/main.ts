/**
 * Runs the benchmarks of this folder: every module that exports `name` and `run`.
 *
 *   npm run bench                     all of them
 *   npm run bench NAME [-- --json]    one
 *   npm run bench -- --check          compares the ratios with bench/baseline.json and fails beyond the tolerance
 *   npm run bench -- --save           makes what is measured now the baseline
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** Ratios within one run, smaller is better: they hold from machine to machine, milliseconds do not. */
type Ratios = Readonly<Record<string, number>>

interface Benchmark {
  readonly name: string
  /** What it returns is guarded when it is a record of ratios. */
  readonly run: (options: { readonly json: boolean }) => unknown
  /** For ratios that repeat better or worse than most: by the beginning of their name, how much larger one may be. */
  readonly tolerances?: Readonly<Record<string, number>>
}

/** Noise of the machines that these were measured on; a slip of code shows as more. */
const defaultTolerance = 0.25
const baselineFile = join(import.meta.dirname, 'baseline.json')

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, check: { type: 'boolean' }, save: { type: 'boolean' } },
})

function benchmarkNames(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /^export const name = /m.test(readFileSync(join(import.meta.dirname, file), 'utf8')))
    .map((file) => file.slice(0, -'.ts'.length))
}

function ratiosOf(result: unknown): Ratios | null {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return null
  return Object.values(result).every((value) => typeof value === 'number') ? (result as Ratios) : null
}

function readBaseline(): Record<string, Ratios> {
  return existsSync(baselineFile) ? JSON.parse(readFileSync(baselineFile, 'utf8')) : {}
}

function toleranceOf(key: string, { tolerances = {} }: Benchmark): number {
  const start = Object.keys(tolerances).find((each) => key.startsWith(each))
  return start === undefined ? defaultTolerance : tolerances[start]!
}

/** @returns a line for each ratio that is worse than the baseline allows, or that is gone. */
function regressions(benchmark: Benchmark, now: Ratios, before: Ratios): string[] {
  return Object.entries(before).flatMap(([key, was]) => {
    const is = now[key]
    const ratio = `${benchmark.name}: ${key}`
    if (is === undefined) return [`${ratio} is not measured any more`]
    const limit = was * (1 + toleranceOf(key, benchmark))
    return is <= limit ? [] : [`${ratio} is ${is.toFixed(3)}, was ${was.toFixed(3)} (limit ${limit.toFixed(3)})`]
  })
}

const baseline = readBaseline()
const known = benchmarkNames()
const names = positionals.length > 0 ? positionals : options.check ? Object.keys(baseline) : known
const unknown = names.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}.\n`)
  process.exit(2)
}

const measured: Record<string, Ratios> = {}
const worse: string[] = []
for (const name of names) {
  process.stderr.write(`\n== ${name}\n`)
  const benchmark = (await import(`./${name}.ts`)) as Benchmark
  const ratios = ratiosOf(await benchmark.run({ json: options.json ?? false })) ?? {}
  if (Object.keys(ratios).length > 0) measured[name] = ratios
  worse.push(...regressions(benchmark, ratios, baseline[name] ?? {}))
}

if (options.save) writeFileSync(baselineFile, `${JSON.stringify({ ...baseline, ...measured }, null, 2)}\n`)
if (options.check && Object.keys(baseline).length === 0) {
  process.stderr.write('There is no baseline to compare with. Make one with: npm run bench -- --save\n')
  process.exitCode = 1
} else if (options.check) {
  process.stderr.write(
    worse.length === 0 ? '\nNo ratio is worse than the baseline allows.\n' : `\n${worse.join('\n')}\n`,
  )
  process.exitCode = worse.length === 0 ? 0 : 1
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../../main/numeric/random.ts'
import { targets } from './targets.ts'

/** What came of one target, in a process of its own. */
export interface Fuzzed {
  readonly cases: number
  readonly taken: number
  readonly refused: number
  /** Of answers that took longer than two seconds, and that long of this process's own time. */
  readonly hangs: number
  readonly worstMs: number
  /** Most memory while it ran, as a multiple of that after the first tenth of the cases. */
  readonly growth: number
  /** The first of what was neither taken nor refused, and how often there was some. */
  readonly faults: readonly string[]
  readonly faultCount: number
}

const hangMs = 2_000
/** The share of the cases after which memory has settled. */
const warmUpShare = 0.1
const maxFaults = 5

/** The processor's time that this process has used, in milliseconds: a busy machine makes nothing look slow. */
const usedMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const [name, cases, seed] = process.argv.slice(2)
const target = targets.find((each) => each.name === name)!
const folder = mkdtempSync(join(tmpdir(), 'rollcall-fuzz-'))
const { next } = createRandom(Number(seed))
const outcome = { taken: 0, refused: 0, hangs: 0, worstMs: 0, faultCount: 0 }
const faults: string[] = []
let warm = 0
let most = 0
const { send, close } = await target.prepare(folder)

function fail(error: unknown): void {
  outcome.faultCount += 1
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  if (faults.length < maxFaults && !faults.includes(words)) faults.push(words)
}

for (let at = 0; at < Number(cases); at += 1) {
  const [began, used] = [performance.now(), usedMs()]
  try {
    outcome[await send(next)] += 1
  } catch (error) {
    fail(error)
  }
  const took = Math.min(performance.now() - began, usedMs() - used)
  outcome.worstMs = Math.max(outcome.worstMs, Math.round(took))
  if (took > hangMs) outcome.hangs += 1
  const { rss } = process.memoryUsage()
  if (at === Math.floor(Number(cases) * warmUpShare)) warm = rss
  most = Math.max(most, rss)
}
try {
  await close()
} catch (error) {
  fail(error)
}
rmSync(folder, { recursive: true, force: true })
const growth = Number((most / Math.max(1, warm)).toFixed(2))
process.send!({ ...outcome, cases: Number(cases), faults, growth } satisfies Fuzzed)
process.disconnect()

/**
 * The embedder on every provider of this machine: milliseconds and faces per second by batch size, and the cosine to
 * the CPU's output. Each provider runs in a process of its own, since a driver may take its process down with it.
 *
 *   npm run bench gpu [-- --json]
 *   node bench/gpu.ts --json        where only Node, onnxruntime-node, protobufjs and models/ are
 *   ROLLCALL_BATCHES=1,4            batch sizes other than 1 to 64
 *   ROLLCALL_TURNS=1 ROLLCALL_MINUTES=20   fewer than 15 turns and more than 4 minutes a provider, for devices made
 *                                   of software
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { cosine } from '../main/numeric/vector.ts'
import { removeDeadChannels } from '../main/onnx/passes/dead-channels.ts'
import { freeBatch } from '../main/onnx/passes/dynamic-batch.ts'
import { decodeModel, encodeModel } from '../main/onnx/proto.ts'
import { rewriteModel } from '../main/onnx/rewrite.ts'
import { InferenceSession, listSupportedBackends, Tensor } from '../main/vision/runtime.ts'
import { interleave } from './interleave.ts'

export const name = 'gpu'

const modelFile = join(import.meta.dirname, '../models/faceplugin/fr_feature.onnx')
const side = 112
const batches = (process.env.ROLLCALL_BATCHES ?? '1,2,4,8,16,32,64').split(',').map(Number)
const turns = Number(process.env.ROLLCALL_TURNS ?? 15)
const maxMinutes = Number(process.env.ROLLCALL_MINUTES ?? 4)
const known = ['cpu', 'webgpu', 'cuda', 'dml', 'coreml']

/** The same weights in three forms: what is best for a processor need not be for a graphics card. */
const forms = {
  original: (bytes: Uint8Array) => withPasses(bytes, false),
  'dead channels removed': (bytes: Uint8Array) => withPasses(bytes, true),
  rewritten: rewriteModel,
}
type Form = keyof typeof forms

interface Row {
  readonly provider: string
  readonly form: string
  readonly threads: number | null
  readonly level: string
  readonly batch: number
  readonly minimum: number
  readonly median: number
  readonly facesPerSecond: number
  /** Least over the batch, to the original on the CPU. */
  readonly cosine: number
}

interface ProviderReport {
  readonly provider: string
  readonly rows: readonly Row[]
  readonly failures: readonly string[]
}

/** @returns nothing to compare: absolute times of one machine are no ratio */
export async function run({ json }: { readonly json: boolean }): Promise<Record<string, number>> {
  const reports: ProviderReport[] = []
  for (const backend of listSupportedBackends()) {
    if (known.includes(backend.name)) reports.push(await reportOf(backend.name))
  }
  if (json) {
    console.log(JSON.stringify(reports))
    return {}
  }
  for (const { provider, rows, failures } of reports) {
    for (const row of rows) console.log(describe(row))
    for (const failure of failures) console.log(`${provider}: ${failure}`)
  }
  return {}
}

function describe(row: Row): string {
  const threads = row.threads === null ? '' : `, ${row.threads} threads`
  const what = `${row.provider} ${row.form} '${row.level}'${threads}, batch ${row.batch}`
  const times = `${row.minimum.toFixed(2)} ms min, ${row.median.toFixed(2)} ms median`
  return `${what}: ${times}, ${row.facesPerSecond.toFixed(0)} faces/s, cosine ${row.cosine.toFixed(7)}`
}

/** The rows and failures of the provider's process, also those from before it crashed or was stopped. */
async function reportOf(provider: string): Promise<ProviderReport> {
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, '--provider', provider], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: maxMinutes * 60_000,
  })
  const ended = once(child, 'close')
  const rows: Row[] = []
  const failures: string[] = []
  for await (const line of createInterface(child.stdout)) {
    const message = JSON.parse(line) as Row | { failure: string }
    if ('failure' in message) failures.push(message.failure)
    else rows.push(message)
  }
  const [code, signal] = (await ended) as [number | null, string | null]
  if (code !== 0) failures.push(`its process ended with ${signal ?? `status ${code}`}`)
  return { provider, rows, failures }
}

/** What one provider's process does: a line of JSON for every row and failure, as they come. */
async function measure(provider: string): Promise<void> {
  const source = await readFile(modelFile)
  const cpu = await load(forms.original(source), 'cpu', 'basic', 1)
  for (const { form, level, threads } of variants(provider)) {
    try {
      const session = await load(forms[form](source), provider, level, threads ?? 1)
      for (const batch of batches) {
        const row: Row = { provider, form, threads, level, ...(await time(session, cpu, batch)) }
        console.log(JSON.stringify(row))
      }
      await session.release()
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      console.log(JSON.stringify({ failure: `${form} '${level}': ${why}` }))
    }
  }
}

function variants(provider: string): { form: Form; level: 'basic' | 'all'; threads: number | null }[] {
  const names = Object.keys(forms) as Form[]
  if (provider !== 'cpu') return names.map((form) => ({ form, level: 'all', threads: null }))
  return [1, 2, 8].flatMap((threads) => [
    { form: 'original' as const, level: 'basic' as const, threads },
    { form: 'original' as const, level: 'all' as const, threads },
    { form: 'rewritten' as const, level: 'basic' as const, threads },
    { form: 'rewritten' as const, level: 'all' as const, threads },
  ])
}

async function time(session: InferenceSession, cpu: InferenceSession, batch: number) {
  const size = 3 * side * side
  const pixels = picture(batch * size)
  const input = new Tensor('float32', pixels, [batch, 3, side, side])
  const actual = await outputs(session, input)
  const dimensions = actual.length / batch
  let least = 1
  for (let index = 0; index < batch; index++) {
    const one = new Tensor('float32', pixels.subarray(index * size, (index + 1) * size), [1, 3, side, side])
    const mine = actual.subarray(index * dimensions, (index + 1) * dimensions)
    least = Math.min(least, cosine(await outputs(cpu, one), mine))
  }
  const [timing] = await interleave([() => session.run({ input })], turns, 1)
  if (timing === undefined) throw new Error('Nothing was timed.')
  return { batch, ...timing, facesPerSecond: (1000 * batch) / timing.minimum, cosine: least }
}

/** Smooth waves with noise, -1..1, a little different in every channel of every picture; the same in every run. */
function picture(length: number): Float32Array {
  let state = 1
  return Float32Array.from({ length }, (_, index) => {
    state = (state * 48_271) % 2_147_483_647
    const plane = Math.floor(index / (side * side))
    const row = Math.floor(index / side) % side
    const wave = Math.sin((index % side) / (7 + (plane % 11))) * Math.cos(row / (5 + (plane % 13)))
    return 0.7 * wave + 0.3 * ((state / 2_147_483_647) * 2 - 1)
  })
}

function withPasses(bytes: Uint8Array, pruned: boolean): Uint8Array {
  const model = decodeModel(bytes)
  if (pruned) removeDeadChannels(model.graph)
  freeBatch(model.graph)
  return encodeModel(model)
}

async function outputs(session: InferenceSession, input: Tensor): Promise<Float32Array> {
  const data = (await session.run({ input })).output?.data
  if (data instanceof Float32Array) return data
  throw new Error('The model has no output of floats.')
}

function load(bytes: Uint8Array, provider: string, level: 'basic' | 'all', threads: number): Promise<InferenceSession> {
  return InferenceSession.create(bytes, {
    executionProviders: [provider],
    graphOptimizationLevel: level,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // As in the app: threads that spin while they wait take the processor from each other.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
}

if (import.meta.main) {
  const [option, provider] = process.argv.slice(2)
  if (option === '--provider' && provider !== undefined) await measure(provider)
  else await run({ json: option === '--json' })
}

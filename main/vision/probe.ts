import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { homedir, release } from 'node:os'
import { SHARE_ENV, Worker } from 'node:worker_threads'
import type { ModelOptions } from './models.ts'
import type { ProbeReply } from './probe-worker.ts'
import { availableProviders, type ProviderName, runtimeVersion } from './session.ts'
import { hasVulkanDriver } from './vulkan.ts'

export interface ProbeOptions extends Pick<ModelOptions, 'modelsFolder' | 'pack'> {
  /** Where `probe-worker.ts` is, when not beside this file (in a bundle). */
  readonly workerUrl?: URL
  /** A provider that takes longer for all of it has failed. */
  readonly mostMilliseconds: number
  readonly signal?: AbortSignal
}

/** What came of trying a provider. */
export type Probe =
  | { readonly kind: 'right'; readonly provider: ProviderName; readonly milliseconds: number; readonly cosine: number }
  /** It computes something else than the CPU does. */
  | { readonly kind: 'wrong'; readonly provider: ProviderName; readonly cosine: number }
  | { readonly kind: 'failed'; readonly provider: ProviderName; readonly reason: string }

/** Least cosine between a model's outputs on a provider and on the CPU. */
const leastCosine = 0.999

/**
 * Runs the pack's models on a provider, in a thread of its own, and compares what they give with the CPU's.
 * @param expected what `runModels` gave on the CPU
 */
export async function probeProvider(
  provider: ProviderName,
  expected: ProbeReply,
  options: ProbeOptions,
): Promise<Probe> {
  try {
    return judgeProbe(provider, await runModels(provider, options), expected)
  } catch (error) {
    return { kind: 'failed', provider, reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Whether a provider's outputs are the CPU's: the least cosine over the models decides. */
export function judgeProbe(provider: ProviderName, given: ProbeReply, expected: ProbeReply): Probe {
  const cosine = Math.min(...expected.outputs.map((output, index) => cosineOf(output, given.outputs[index]!)))
  if (!(cosine >= leastCosine)) return { kind: 'wrong', provider, cosine }
  return { kind: 'right', provider, milliseconds: given.milliseconds, cosine }
}

/** @throws Error when the provider cannot run the models, dies, or takes too long */
export async function runModels(provider: ProviderName, options: ProbeOptions): Promise<ProbeReply> {
  const { workerUrl, mostMilliseconds, signal, ...models } = options
  const worker = new Worker(workerUrl ?? new URL('./probe-worker.ts', import.meta.url), {
    workerData: { ...models, provider } satisfies ModelOptions,
    // For what runtime.ts sets.
    env: SHARE_ENV,
  })
  const timeout = AbortSignal.timeout(mostMilliseconds)
  const stop = { signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]) }
  // What happens after it was given up must not end the process.
  worker.on('error', () => undefined)
  const died = once(worker, 'exit', stop).then(() => {
    throw new Error(`${provider} ended without an answer`)
  })
  // Whichever of the two comes second is of no interest.
  died.catch(() => undefined)
  try {
    const [reply] = (await Promise.race([once(worker, 'message', stop), died])) as [ProbeReply]
    return reply
  } catch (error) {
    // It ends itself after the run it is in: a thread that is ended inside native code takes the process with it.
    worker.postMessage('stop')
    if (timeout.aborted) throw new Error(`${provider} took longer than ${mostMilliseconds / 1000} s`)
    throw error
  }
}

function cosineOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN
  let product = 0
  let squaresA = 0
  let squaresB = 0
  for (let at = 0; at < a.length; at++) {
    product += a[at]! * b[at]!
    squaresA += a[at]! ** 2
    squaresB += b[at]! ** 2
  }
  return product / Math.sqrt(squaresA * squaresB)
}

/**
 * Tries the providers that this build brings along, the CPU first.
 * @param trying is told which one is tried, and null at the end
 */
export async function probeProviders(
  options: ProbeOptions,
  trying: (provider: ProviderName | null) => void,
): Promise<Probe[]> {
  const expected = await runModels('cpu', options)
  const results = [judgeProbe('cpu', expected, expected)]
  for (const provider of availableProviders().filter((name) => name !== 'cpu')) {
    if (provider === 'webgpu' && process.platform === 'linux' && !hasVulkanDriver(process.env, homedir())) {
      results.push({ kind: 'failed', provider, reason: 'no driver for Vulkan is installed' })
      continue
    }
    trying(provider)
    results.push(await probeProvider(provider, expected, options))
  }
  trying(null)
  return results
}

/** Names everything that the findings hold for: models, runtime, system, and what tells of a new graphics driver. */
export function machineKey(modelShas: readonly string[]): string {
  const drivers = [
    '/usr/share/vulkan/icd.d',
    '/etc/vulkan/icd.d',
    `${process.env.SystemRoot}\\System32\\DriverStore\\FileRepository`,
  ].map((place) => statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  const facts = [
    modelShas,
    runtimeVersion,
    process.platform,
    process.arch,
    release(),
    drivers,
    nvidiaDriver(),
    process.env.VK_ICD_FILENAMES,
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

/** Its words, not its time: what lies in /proc is made anew at every start of the machine. */
function nvidiaDriver(): string | null {
  try {
    return readFileSync('/proc/driver/nvidia/version', 'utf8')
  } catch {
    return null
  }
}

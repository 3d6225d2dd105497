import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { homedir, release } from 'node:os'
import { SHARE_ENV } from 'node:worker_threads'
import { cosine } from '../numeric/vector.ts'
import { startThread } from '../threads/thread.ts'
import type { ModelOptions } from './models.ts'
import type { ProbeMethods, ProbeReply } from './probe-worker.ts'
import { availableProviders, type ProviderName, runtimeVersion } from './session.ts'
import { hasVulkanDriver } from './vulkan.ts'

export interface ProbeOptions extends Pick<ModelOptions, 'modelsFolder' | 'pack'> {
  /** Where `probe-worker.ts` is, when not beside this file (in a bundle). */
  readonly workerUrl?: URL
  /** A provider that takes longer for all of it has failed. */
  readonly maxProbeMs: number
  readonly signal?: AbortSignal
}

/** What came of trying a provider. */
export type Probe =
  | { readonly kind: 'right'; readonly provider: ProviderName; readonly milliseconds: number; readonly cosine: number }
  /** It computes something else than the CPU does. */
  | { readonly kind: 'wrong'; readonly provider: ProviderName; readonly cosine: number }
  | { readonly kind: 'failed'; readonly provider: ProviderName; readonly reason: string }

/** Least cosine between a model's outputs on a provider and on the CPU. */
const minCosine = 0.999

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
  const least = Math.min(...expected.outputs.map((output, index) => cosine(output, given.outputs[index]!)))
  if (!(least >= minCosine)) return { kind: 'wrong', provider, cosine: least }
  return { kind: 'right', provider, milliseconds: given.milliseconds, cosine: least }
}

/** @throws Error when the provider cannot run the models, dies, or takes too long */
export async function runModels(provider: ProviderName, options: ProbeOptions): Promise<ProbeReply> {
  const { workerUrl, maxProbeMs, signal, ...models } = options
  signal?.throwIfAborted()
  const thread = startThread<ProbeMethods>(workerUrl ?? new URL('./probe-worker.ts', import.meta.url), {
    // For what runtime.ts sets.
    env: SHARE_ENV,
    toStoppedError: (cause) => (cause instanceof Error ? cause : new Error(`${provider} ended without an answer`)),
  })
  const timeout = AbortSignal.timeout(maxProbeMs)
  const stop = signal === undefined ? timeout : AbortSignal.any([timeout, signal])
  const givenUp = Promise.withResolvers<never>()
  stop.addEventListener('abort', () => givenUp.reject(stop.reason), { once: true })
  try {
    return await Promise.race([thread.call('probe', { ...models, provider }), givenUp.promise])
  } catch (error) {
    if (timeout.aborted) throw new Error(`${provider} took longer than ${maxProbeMs / 1000} s`)
    throw error
  } finally {
    // It ends itself after the run it is in: a thread that is ended inside native code takes the process with it, and
    // so does a process that ends before the thread has. One that takes too long is not waited for.
    await Promise.race([thread.end(), givenUp.promise.catch(() => undefined)])
  }
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
    options.signal?.throwIfAborted()
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

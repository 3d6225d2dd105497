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

export interface ProbeOptions extends Pick<ModelOptions, 'modelsFolder' | 'installedFolder' | 'pack'> {
  /** Where `probe-worker.ts` is when it is not beside this file (in a bundle). */
  readonly workerUrl?: URL
  /** A provider that takes longer in all has failed. */
  readonly maxProbeMs: number
  readonly signal?: AbortSignal
}

/** What trying a provider has shown. */
export type Probe =
  | { readonly kind: 'right'; readonly provider: ProviderName; readonly milliseconds: number; readonly cosine: number }
  /** The provider computes something else than the CPU. */
  | { readonly kind: 'wrong'; readonly provider: ProviderName; readonly cosine: number }
  | { readonly kind: 'failed'; readonly provider: ProviderName; readonly reason: string }

/** The lowest cosine allowed between a model's outputs on a provider and on the CPU. */
const minCosine = 0.999

/**
 * Runs the pack's models on a provider, in a thread of its own, and compares their outputs with the CPU's.
 * @param expected what `runModels` returned on the CPU
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

/** Judges a provider's outputs by the lowest cosine over the models. */
export function judgeProbe(provider: ProviderName, given: ProbeReply, expected: ProbeReply): Probe {
  const least = Math.min(...expected.outputs.map((output, index) => cosine(output, given.outputs[index]!)))
  if (!(least >= minCosine)) return { kind: 'wrong', provider, cosine: least }
  return { kind: 'right', provider, milliseconds: given.milliseconds, cosine: least }
}

/** Runs the pack's models on a provider. @throws Error when the provider cannot run them, dies, or takes too long */
export async function runModels(provider: ProviderName, options: ProbeOptions): Promise<ProbeReply> {
  const { workerUrl, maxProbeMs, signal, ...models } = options
  signal?.throwIfAborted()
  const thread = startThread<ProbeMethods>(workerUrl ?? new URL('./probe-worker.ts', import.meta.url), {
    // runtime.ts sets a variable that native code reads.
    env: SHARE_ENV,
    toError: (cause) => (cause instanceof Error ? cause : new Error(`${provider} ended without an answer`)),
  })
  const timeout = AbortSignal.timeout(maxProbeMs)
  const stop = signal === undefined ? timeout : AbortSignal.any([timeout, signal])
  const abandoned = Promise.withResolvers<never>()
  stop.addEventListener('abort', () => abandoned.reject(stop.reason), { once: true })
  try {
    return await Promise.race([thread.call('probe', { ...models, provider }), abandoned.promise])
  } catch (error) {
    if (timeout.aborted) throw new Error(`${provider} took longer than ${maxProbeMs / 1000} s`)
    throw error
  } finally {
    // A thread that is ended inside native code takes the process with it, and so does a process that ends before the
    // thread. So it ends itself after its run, and one that takes too long is not waited for.
    await Promise.race([thread.end(), abandoned.promise.catch(() => undefined)])
  }
}

/**
 * Tries the providers of this build, the CPU first.
 * @param trying is told which one is being tried, and null at the end
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

/** Names all that the findings depend on: models, runtime, system and, as far as it is known, the graphics driver. */
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

/** Reads the version of NVIDIA's driver. Dates do not help: /proc is made anew at every start of the machine. */
function nvidiaDriver(): string | null {
  try {
    return readFileSync('/proc/driver/nvidia/version', 'utf8')
  } catch {
    return null
  }
}

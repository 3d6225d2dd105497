import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Pack } from '../vision/manifest.ts'
import { machineKey, probeProviders } from '../vision/probe.ts'
import { createProvidedVision, type ProvidedVision, type ProviderOptions } from './provider.ts'
import { openProviderMemory } from './provider-memory.ts'

export interface MachineVisionOptions extends Pick<ProviderOptions, 'wanted' | 'start' | 'publish' | 'logger'> {
  readonly modelsFolder: string
  readonly pack: Pack
  /** What is found out about this machine is kept here; null for runs too short to find anything out. */
  readonly folder: string | null
}

/** A provider that takes longer for five rounds of all models is of no use. */
const maxProbeMs = 60_000

/** Milliseconds that the first people at the door have the machine to themselves. */
const headStart = 20_000

/**
 * Vision on what this machine has: its providers are tried in the background of the first start, and again when models
 * or drivers change.
 */
export function openMachineVision({ modelsFolder, pack, folder, ...options }: MachineVisionOptions): ProvidedVision {
  const key = machineKey(pack.models.map(({ sha256, fast }) => fast?.sha256 ?? sha256))
  return createProvidedVision({
    ...options,
    memory: openProviderMemory(folder && join(folder, 'providers.json'), key),
    probe:
      folder === null
        ? null
        : async (trying, signal) => {
            await setTimeout(headStart, null, { signal, ref: false }).catch(() => null)
            if (signal.aborted) return []
            return probeProviders({ modelsFolder, pack: pack.name, maxProbeMs, signal }, trying)
          },
  })
}

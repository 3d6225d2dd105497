import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { FoundPack } from '../vision/manifest.ts'
import { machineKey, probeProviders } from '../vision/probe.ts'
import { createProvidedVision, type ProvidedVision, type ProviderOptions } from './provider.ts'
import { openProviderMemory } from './provider-memory.ts'

export interface MachineVisionOptions extends Pick<ProviderOptions, 'wanted' | 'start' | 'publish' | 'logger'> {
  readonly modelsFolder: string
  readonly pack: FoundPack
  /** Where findings about this machine are kept; null for processes too short to make any. */
  readonly folder: string | null
}

/** A provider that needs longer for five rounds of all models is useless. */
const maxProbeMs = 60_000

/** Milliseconds in which the kiosk has the machine to itself after the start. */
const headStart = 20_000

/**
 * Opens vision on this machine. Its providers are tried in the background at the first start, and again when models or
 * drivers change.
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
            return probeProviders({ modelsFolder, pack, maxProbeMs, signal }, trying)
          },
  })
}

import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { FallBack } from '../contract/checks.ts'
import { replacePrivateFile } from '../store/private-files.ts'

/** Findings about this machine's providers. They can be deleted, and are then made again. */
export const ProviderMemory = z.object({
  /** Names the models, runtime, system and drivers that the findings hold for. */
  key: z.string(),
  /** Providers that compute what the CPU computes, the CPU included, fastest first; null before they were tried. */
  ranking: z.array(z.string()).nullable(),
  /** Providers that must not be used any more, with the reason. */
  failed: z.record(z.string(), FallBack),
  /** The provider that is being tried. Found at a start, it names the one that crashed the process. */
  trying: z.string().nullable(),
  /** How many starts in a row with another provider than the CPU did not end in an orderly way. */
  uncleanEnds: z.number().int(),
})
export type ProviderMemory = z.infer<typeof ProviderMemory>

/** Reads and changes the findings. */
export interface ProviderMemoryFile {
  get(): ProviderMemory
  change(part: Partial<ProviderMemory>): void
  /** Records which provider is in use from now on; null when none is at risk. */
  risk(provider: string | null): void
}

/** After more unclean ends in a row, the provider is blamed and not a power cut. */
const maxUncleanEnds = 2

/**
 * Opens the findings in a file, or in memory only when it is null. They are empty when the file is missing, unreadable
 * or of another key.
 */
export function openProviderMemory(file: string | null, key: string): ProviderMemoryFile {
  let memory = read(file, key)
  const { trying } = memory
  if (trying !== null && memory.uncleanEnds >= maxUncleanEnds) {
    const detail = 'Rollcall ended unexpectedly each time while it was in use'
    change({ failed: { ...memory.failed, [trying]: { kind: 'crashed', detail } }, uncleanEnds: 0 })
  }
  if (trying !== null) change({ trying: null })

  function change(part: Partial<ProviderMemory>): void {
    memory = { ...memory, ...part }
    if (file !== null) replacePrivateFile(file, JSON.stringify(memory))
  }

  return {
    get: () => memory,
    change,
    risk(provider) {
      if (provider === memory.trying) return
      change({ trying: provider, uncleanEnds: provider === null ? 0 : memory.uncleanEnds + 1 })
    },
  }
}

function read(file: string | null, key: string): ProviderMemory {
  const empty: ProviderMemory = { key, ranking: null, failed: {}, trying: null, uncleanEnds: 0 }
  if (file === null) return empty
  try {
    const memory = ProviderMemory.parse(JSON.parse(readFileSync(file, 'utf8')))
    return memory.key === key ? memory : empty
  } catch {
    return empty
  }
}

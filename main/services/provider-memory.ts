import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { FallBack } from '../contract/checks.ts'
import { replacePrivateFile } from '../store/private-files.ts'

/** What was found out about this machine's providers. It can be thrown away: it is then found out again. */
export const ProviderMemory = z.object({
  /** Names models, runtime, system and drivers that the findings hold for. */
  key: z.string(),
  /** Those that compute what the CPU computes, the CPU among them, fastest first; null while not tried. */
  ranking: z.array(z.string()).nullable(),
  /** Those that are not to be used any more, and why. */
  failed: z.record(z.string(), FallBack),
  /** Set while the process would take the blame with it: found at a start, it names the one that took it down. */
  trying: z.string().nullable(),
  /** Starts in a row with a provider other than the CPU that did not end in an orderly way. */
  uncleanEnds: z.number().int(),
})
export type ProviderMemory = z.infer<typeof ProviderMemory>

/** The findings, and the means to change them. */
export interface ProviderMemoryFile {
  get(): ProviderMemory
  change(part: Partial<ProviderMemory>): void
  /** Says that a provider is in use from now on; null that nothing is at risk any more. */
  risk(provider: string | null): void
}

/** Unclean ends in a row after which the provider is blamed, and no longer the electricity. */
const maxUncleanEnds = 2

/** Keeps the findings in a file, or nowhere when null. One that is missing, unreadable or of another key is empty. */
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

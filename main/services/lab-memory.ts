import { existsSync, readFileSync, rmSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { StoppedTraining } from '../contract/metrics.ts'
import type { TrainingState } from '../metric/learning/train.ts'
import type { Remembered } from '../store/remembered.ts'
import type { Vault } from '../store/vault.ts'

/** A training that was stopped, and what it was stopped at. */
export interface Stopped {
  /** Data, recipe and seed. */
  readonly key: string
  /** Of the data alone. */
  readonly stamp: string
  readonly training: StoppedTraining
  readonly state: TrainingState
}

/** What the metric lab remembers between starts. */
export interface LabMemory {
  stopped(): Stopped | null
  keep(stopped: Stopped | null): void
  /**
   * Adds looks (a recipe with its seed and folds) to those that were taken at these data.
   * @param stamp of the data's content
   * @returns how many others were taken before
   */
  look(stamp: string, looks: readonly string[]): number
}

export type LabMemoryVault = Pick<Vault, 'seal' | 'open'>

interface Contents {
  readonly stopped: Stopped | null
  /** By the stamp of the data. */
  readonly looks: Readonly<Record<string, readonly string[]>>
}

const nothing: Contents = { stopped: null, looks: {} }
const context = 'what the metric lab remembers'
const place = 'metric-lab'

/**
 * Keeps it in the database, sealed, because a map that was learned says something about the faces. What does not open
 * is given up, and what cannot be written lasts until the end of the process: it only saves work.
 * @param formerFile in which versions up to 0.1.0 kept it, sealed in the same way; it is taken in and removed
 */
export function openLabMemory(store: Remembered, vault: LabMemoryVault, formerFile: string | null = null): LabMemory {
  let remembered: Contents | null = null
  if (formerFile !== null) takeIn(store, formerFile)

  function read(): Contents {
    const sealed = store.get(place)
    if (sealed === null) return nothing
    try {
      // Earlier versions kept the looks at the last data only, under another stamp.
      return { ...nothing, ...(deserialize(vault.open(sealed, context)) as Partial<Contents>) }
    } catch {
      return nothing
    }
  }

  const now = () => {
    remembered ??= read()
    return remembered
  }

  function write(next: Contents): void {
    remembered = next
    try {
      store.put(place, vault.seal(serialize(next), context))
    } catch {
      // On a full disk.
    }
  }

  return {
    stopped: () => now().stopped,
    keep(stopped) {
      if (stopped !== now().stopped) write({ ...now(), stopped })
    },
    look(stamp, looks) {
      const before = now().looks[stamp] ?? []
      const all = [...new Set([...before, ...looks])]
      if (all.length > before.length) write({ ...now(), looks: { ...now().looks, [stamp]: all } })
      return all.length - new Set(looks).size
    },
  }
}

/** A process that ended in between has left the file beside what is in the database already. */
function takeIn(store: Remembered, file: string): void {
  if (!existsSync(file)) return
  try {
    if (store.get(place) === null) store.put(place, readFileSync(file))
    rmSync(file)
  } catch {
    // The next start tries again.
  }
}

import { existsSync, readFileSync, rmSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { StoppedTraining } from '../contract/metrics.ts'
import type { TrainingState } from '../metric/learning/train.ts'
import { labMemoryContext as context, type Remembered } from '../store/remembered.ts'
import type { Vault } from '../store/vault.ts'

/** A training that was stopped, with the state it stopped in. */
export interface Stopped {
  /** Hash of data, recipe and seed. */
  readonly key: string
  /** Hash of the data alone. */
  readonly stamp: string
  readonly training: StoppedTraining
  readonly state: TrainingState
}

/** What the metric lab remembers between starts. */
export interface LabMemory {
  readStopped(): Stopped | null
  keep(stopped: Stopped | null): void
  /**
   * Adds looks (a recipe with its seed and folds) to those taken at these data before.
   * @param stamp hash of the data's content
   * @returns how many others were taken before
   */
  look(stamp: string, looks: readonly string[]): number
}

export type LabMemoryVault = Pick<Vault, 'seal' | 'open'>

interface Contents {
  readonly stopped: Stopped | null
  /** By the hash of the data. */
  readonly looks: Readonly<Record<string, readonly string[]>>
}

const nothing: Contents = { stopped: null, looks: {} }
const place = 'metric-lab'

/**
 * Opens the memory, which the database keeps encrypted, because a learned map says something about the faces. What
 * cannot be decrypted is dropped, and what cannot be written lasts until the process ends: the memory only saves work.
 * @param formerFile where versions up to 0.1.0 kept it, encrypted in the same way; it is moved into the database
 */
export function openLabMemory(store: Remembered, vault: LabMemoryVault, formerFile: string | null = null): LabMemory {
  let remembered: Contents | null = null
  if (formerFile !== null) takeIn(store, formerFile)

  function read(): Contents {
    const sealed = store.get(place)
    if (sealed === null) return nothing
    try {
      // Earlier versions kept only the looks at the last data, under another hash.
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
      // The disk is full.
    }
  }

  return {
    readStopped: () => now().stopped,
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

/** Moves a former file into the database. A process that ended between the two steps has left the file behind. */
function takeIn(store: Remembered, file: string): void {
  if (!existsSync(file)) return
  try {
    if (store.get(place) === null) store.put(place, readFileSync(file))
    rmSync(file)
  } catch {
    // The next start tries again.
  }
}

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { StoppedTraining } from '../contract/api/metric.ts'
import type { TrainingState } from '../metric/learning/train.ts'
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

interface Remembered {
  readonly stopped: Stopped | null
  /** By the stamp of the data. */
  readonly looks: Readonly<Record<string, readonly string[]>>
}

const nothing: Remembered = { stopped: null, looks: {} }
const context = 'what the metric lab remembers'

/**
 * Keeps it in one file, sealed, because a map that was learned says something about the faces. A file that does not open is
 * given up, and one that cannot be written lasts until the end of the process: it only saves work.
 */
export function openLabMemory(file: string, vault: Pick<Vault, 'seal' | 'open'>): LabMemory {
  let remembered: Remembered | null = null

  function read(): Remembered {
    if (!existsSync(file)) return nothing
    try {
      // Earlier versions kept the looks at the last data only, under another stamp.
      return { ...nothing, ...(deserialize(vault.open(readFileSync(file), context)) as Partial<Remembered>) }
    } catch {
      rmSync(file, { force: true })
      return nothing
    }
  }

  const now = () => {
    remembered ??= read()
    return remembered
  }

  function write(next: Remembered): void {
    remembered = next
    try {
      writeFileSync(`${file}.new`, vault.seal(serialize(next), context), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    } catch {
      rmSync(`${file}.new`, { force: true })
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

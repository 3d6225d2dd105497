import type { ModelId } from '../../contract/entities.ts'
import { uniformFrom } from '../../numeric/random.ts'
import { serveThread } from '../../threads/serve.ts'
import type { GalleryEntry } from '../match.ts'
import { assess } from './assess.ts'
import type { RatePromise } from './calibrate.ts'
import { carryThreshold } from './carry-threshold.ts'

/** The input of `assess` in a thread. */
export interface AssessOrder {
  readonly entries: readonly GalleryEntry[]
  /** Null when nothing is known of how the entries compare. */
  readonly model: ModelId | null
  readonly promise: RatePromise | null
  /** The same seed and gallery give the same result. */
  readonly seed: number
}

/** The input of `carryThreshold` in a thread. */
export interface CarryOrder {
  readonly threshold: number
  readonly before: readonly GalleryEntry[]
  readonly after: readonly GalleryEntry[]
  readonly seed: number
}

const methods = {
  carry: ({ threshold, before, after, seed }: CarryOrder) =>
    carryThreshold(threshold, before, after, () => uniformFrom(seed)),
  assess: ({ entries, model, promise, seed }: AssessOrder) => assess(entries, model, promise, uniformFrom(seed)),
}
export type AssessMethods = typeof methods
serveThread(methods)

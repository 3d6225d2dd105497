import { parentPort, workerData } from 'node:worker_threads'
import type { ModelId } from '../../contract/entities.ts'
import { errorBody } from '../../contract/errors.ts'
import type { GalleryEntry } from '../match.ts'
import { assess } from './assess.ts'
import type { RatePromise } from './calibrate.ts'

/** What the thread is started with. */
export interface AssessData {
  readonly entries: readonly GalleryEntry[]
  readonly model: ModelId
  readonly promise: RatePromise | null
  /** The same seed and gallery give the same answer. */
  readonly seed: number
}

/** Mulberry32: small, fast, and good enough to resample with. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const { entries, model, promise, seed } = workerData as AssessData
try {
  parentPort!.postMessage({ ok: true, value: assess(entries, model, promise, seeded(seed)) })
} catch (error) {
  parentPort!.postMessage({ ok: false, error: errorBody(error) })
}

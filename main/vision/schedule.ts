import { cosine } from '../numeric/vector.ts'
import type { Embedding } from './vision.ts'

/** What is remembered of a track's embeddings. */
export interface EmbeddingHistory {
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** Best quality that was embedded, 0..100. */
  readonly best: number
  /** Sum of the track's embeddings. */
  readonly sum: Float32Array
  /** Embeddings in a row that do not look like the track's earlier ones. */
  readonly strange: number
}

/** A decision needs several frames: these embeddings come at once at the beginning of a track ... */
const opening = 4
const openingPause = 150
/** ... and are paid back by a pause, so that there is never more than one a second in the long run. */
const pauseAfterOpening = 4_000
/** Standing still, a face is looked at again this often, in case another person has slipped into its track. */
const recheckPause = 2_000
const improvementPause = 1_000
const improvement = 10

/**
 * Whether a track's face is to be embedded in this frame; at once when it is in doubt whose face it is.
 * @param minQuality faces below it are not embedded
 */
export function wantsEmbedding(
  history: EmbeddingHistory | null,
  quality: number,
  at: number,
  doubted: boolean,
  minQuality: number,
): boolean {
  if (quality < minQuality) return false
  if (history === null || doubted) return true
  const pause = at - history.lastAt
  if (history.count < opening) return pause >= openingPause
  if (history.strange > 0) return pause >= openingPause
  if (quality >= history.best + improvement && pause >= improvementPause) return true
  return history.count === opening ? at - history.firstAt >= pauseAfterOpening : pause >= recheckPause
}

/** Cosine to the track's mean below which a face looks like another person's; genuine pairs have 0.68 on average. */
const strangeness = 0.2

/** @returns the history with one more embedding; two strange ones in a row mean that the track changed its person. */
export function remember(
  history: EmbeddingHistory | null,
  { vector }: Embedding,
  quality: number,
  at: number,
): EmbeddingHistory {
  if (history === null) {
    return { count: 1, firstAt: at, lastAt: at, best: quality, sum: vector.slice(), strange: 0 }
  }
  const similar = cosine(history.sum, vector) >= strangeness
  return {
    count: history.count + 1,
    firstAt: history.firstAt,
    lastAt: at,
    best: similar ? Math.max(history.best, quality) : history.best,
    sum: similar ? history.sum.map((value, index) => value + vector[index]!) : history.sum,
    strange: similar ? 0 : history.strange + 1,
  }
}

export function changedPerson(history: EmbeddingHistory): boolean {
  return history.strange >= 2
}

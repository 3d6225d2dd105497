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

/** A decision needs several frames, so a track begins with this many embeddings at once ... */
const openingEmbeddings = 4
const openingPause = 150
/** ... and pauses afterwards, so that there is never more than one a second in the long run. */
const openingPauseMs = 4_000
/** A face that stands still is embedded again this often, in case another person has slipped into its track. */
const recheckPauseMs = 2_000
const improvementPause = 1_000
const improvement = 10

/**
 * Decides whether a track's face is embedded in this frame; at once when it is in doubt whose face it is.
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
  if (history.count < openingEmbeddings) return pause >= openingPause
  if (history.strange > 0) return pause >= openingPause
  if (quality >= history.best + improvement && pause >= improvementPause) return true
  return history.count === openingEmbeddings ? at - history.firstAt >= openingPauseMs : pause >= recheckPauseMs
}

/** Cosine to the track's mean below which a face looks like another person's; genuine pairs have 0.68 on average. */
const minOwnCosine = 0.2

/** Adds an embedding to the history; two strange ones in a row mean that the track changed its person. */
export function addEmbedding(
  history: EmbeddingHistory | null,
  { vector }: Embedding,
  quality: number,
  at: number,
): EmbeddingHistory {
  if (history === null) {
    return { count: 1, firstAt: at, lastAt: at, best: quality, sum: vector.slice(), strange: 0 }
  }
  const similar = cosine(history.sum, vector) >= minOwnCosine
  return {
    count: history.count + 1,
    firstAt: history.firstAt,
    lastAt: at,
    best: similar ? Math.max(history.best, quality) : history.best,
    sum: similar ? history.sum.map((value, index) => value + vector[index]!) : history.sum,
    strange: similar ? 0 : history.strange + 1,
  }
}

export function hasChangedPerson(history: EmbeddingHistory): boolean {
  return history.strange >= 2
}

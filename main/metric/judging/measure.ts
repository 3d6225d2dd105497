import { type EmbeddingSet, vectorsOf } from '../embedding-set.ts'
import { type Matrix, multiplyTransposed } from '../linear-algebra/matrix.ts'
import { normaliseRows } from '../linear-algebra/normalise.ts'
import type { Split } from './folds.ts'
import { missedAt, nearestNeighbours, rankOne, type Search, searchGallery, type Vote } from './identification.ts'
import { type PairPlan, planPairs, rankPlan, similarities } from './pairs.ts'
import { bestThreshold, type RankedPairs, summariseRoc } from './roc.ts'

export const measureNames = ['tar-1e-2', 'tar-1e-3', 'eer', 'auc', 'rank-1', 'fnir-1e-2', 'knn', 'accuracy'] as const
/**
 * What is measured on the people of a fold: TAR at FAR 1e-2 and 1e-3, EER, AUC; rank-1 and FNIR at FPIR 1e-2 against a
 * gallery of one photo each; accuracy of nearest neighbours; mean of TAR and 1 - FAR at the threshold that was
 * chosen on held-out people of the training folds.
 */
export type MeasureName = (typeof measureNames)[number]
export type Measures = Readonly<Record<MeasureName, number>>

/** Measures of which less is better. */
export const errorMeasures: ReadonlySet<MeasureName> = new Set<MeasureName>(['eer', 'fnir-1e-2'])

const neighbours = 3

/** What one metric made of one fold. Plain data. Persons are positions in the fold's list of people. */
export interface FoldScores {
  /** Index into the set's people of each. */
  readonly people: Int32Array
  readonly pairs: RankedPairs
  readonly searches: readonly Search[]
  readonly votes: readonly Vote[]
  /** Verification threshold from the training folds' held-out people. */
  readonly threshold: number
}

/** Scores the test people of a split; `map` null is the standard metric. */
export function scoreFold(set: EmbeddingSet, split: Split, map: Matrix | null, seed: number): FoldScores {
  const plan = planPairs(set, split.test, seed)
  const table = mappedSimilarities(set, plan, map)
  const forThreshold = planPairs(set, split.heldOut, seed)
  return {
    people: Int32Array.from(split.test),
    pairs: rankPlan(plan, table),
    searches: searchGallery(set, plan, table),
    votes: nearestNeighbours(set, plan, table, neighbours),
    threshold: bestThreshold(rankPlan(forThreshold, mappedSimilarities(set, forThreshold, map))),
  }
}

function mappedSimilarities(set: EmbeddingSet, plan: PairPlan, map: Matrix | null): Matrix {
  const vectors = vectorsOf(set, plan.rows)
  return similarities(map === null ? vectors : normaliseRows(multiplyTransposed(vectors, map)).unit)
}

/** All measures of a fold with each person counted `weights[person]` times. */
export function measureFold({ pairs, searches, votes, threshold }: FoldScores, weights: Float64Array): Measures {
  const { tar, eer, auc, accuracy } = summariseRoc(pairs, weights, [1e-2, 1e-3], threshold)
  return {
    'tar-1e-2': tar[0]!,
    'tar-1e-3': tar[1]!,
    eer,
    auc,
    'rank-1': rankOne(searches, weights),
    'fnir-1e-2': missedAt(searches, weights, 1e-2),
    knn: shareRight(votes, weights),
    accuracy,
  }
}

function shareRight(votes: readonly Vote[], weights: Float64Array): number {
  let right = 0
  let all = 0
  for (const vote of votes) {
    all += weights[vote.person]!
    if (vote.right) right += weights[vote.person]!
  }
  return right / all
}

import type { ModelId } from '../../contract/entities.ts'
import { balanceFor } from '../../matching/balance.ts'
import { type EmbeddingSet, vectorsOf } from '../embedding-set.ts'
import { type Matrix, multiplyTransposed } from '../linear-algebra/matrix.ts'
import { normaliseRows } from '../linear-algebra/normalise.ts'
import type { Split } from './folds.ts'
import { fnirAt, nearestNeighbours, rankOne, type Search, searchGallery, type Vote } from './identification.ts'
import { type PairPlan, planPairs, rankPlan, similarities } from './pairs.ts'
import { bestThreshold, type RankedPairs, scoresOf, summariseRoc } from './roc.ts'

export const measureNames = ['tar-1e-2', 'tar-1e-3', 'eer', 'auc', 'rank-1', 'fnir-1e-2', 'knn', 'accuracy'] as const
/**
 * What is measured on the people of a fold: TAR at FAR 1e-2 and 1e-3, EER, AUC; rank-1 and FNIR at FPIR 1e-2 against a
 * gallery of one photo each; accuracy of nearest neighbours; mean of TAR and 1 - FAR at the threshold that was chosen
 * on held-out people of the training folds.
 */
export type MeasureName = (typeof measureNames)[number]
export type Measures = Readonly<Record<MeasureName, number>>

/** Measures of which less is better. */
export const errorMeasures: ReadonlySet<MeasureName> = new Set<MeasureName>(['eer', 'fnir-1e-2'])

const neighbours = 3

/** The scores of one metric on one fold. Plain data. People are positions in the fold's list of people. */
export interface FoldScores {
  /** Index of each into the set's people. */
  readonly people: Int32Array
  readonly pairs: RankedPairs
  readonly searches: readonly Search[]
  readonly votes: readonly Vote[]
  /** Verification threshold from the training folds' held-out people. */
  readonly threshold: number
}

/** Scores the test people of a split. @param map null is the standard metric */
export function scoreFold(set: EmbeddingSet, split: Split, map: Matrix | null, seed: number): FoldScores {
  const plan = planPairs(set, split.test, seed)
  const table = mapSimilarities(set, plan, map)
  const forThreshold = planPairs(set, split.heldOut, seed)
  return {
    people: Int32Array.from(split.test),
    pairs: rankPlan(plan, table),
    searches: searchGallery(set, plan, table),
    votes: nearestNeighbours(set, plan, table, neighbours),
    threshold: bestThreshold(rankPlan(forThreshold, mapSimilarities(set, forThreshold, map))),
  }
}

function mapSimilarities(set: EmbeddingSet, plan: PairPlan, map: Matrix | null): Matrix {
  const vectors = vectorsOf(set, plan.rows)
  return similarities(map === null ? evenOut(vectors, set.model) : normaliseRows(multiplyTransposed(vectors, map)).unit)
}

/** Balances rows as the app does under the standard metric. */
function evenOut(vectors: Matrix, model: string): Matrix {
  const balance = balanceFor(model as ModelId)
  if (balance === null) return vectors
  const data = new Float64Array(vectors.data.length)
  for (let at = 0; at < data.length; at += vectors.columns) {
    data.set(balance(Float32Array.from(vectors.data.subarray(at, at + vectors.columns))), at)
  }
  return normaliseRows({ ...vectors, data }).unit
}

/** Computes all measures of a fold, with each person counted `weights[person]` times. */
export function measureFold({ pairs, searches, votes, threshold }: FoldScores, weights: Float64Array): Measures {
  const { tar, eer, auc, accuracy } = summariseRoc(pairs, weights, [1e-2, 1e-3], threshold)
  return {
    'tar-1e-2': tar[0]!,
    'tar-1e-3': tar[1]!,
    eer,
    auc,
    'rank-1': rankOne(searches, weights),
    'fnir-1e-2': fnirAt(searches, weights, 1e-2),
    knn: shareOfRight(votes, weights),
    accuracy,
  }
}

function shareOfRight(votes: readonly Vote[], weights: Float64Array): number {
  let right = 0
  let all = 0
  for (const vote of votes) {
    all += weights[vote.person]!
    if (vote.right) right += weights[vote.person]!
  }
  return right / all
}

/**
 * A rate is measured once this many false matches are expected at it in each fold; below, its interval misses the
 * truth.
 */
const minFalseMatches = 5

/** The false match rate of each measure that needs enough impostor pairs to have one. */
const ratesOf: Partial<Record<MeasureName, number>> = { 'tar-1e-2': 1e-2, 'tar-1e-3': 1e-3 }

/** For each measure that these folds are too small for, about how many people would do. */
export type PeopleNeeded = Readonly<Partial<Record<MeasureName, number>>>

/**
 * Finds the measures that these folds are too small for, and how many people they need. At FAR 1e-3 with 600 impostor
 * pairs, "FAR at most 1e-3" means none at all: 95 % intervals then held the truth in 45 % of simulated galleries, with
 * six false matches expected in 96 to 99 %. The number of pairs grows with the square of the number of people.
 */
export function countPeopleNeeded(folds: readonly FoldScores[]): PeopleNeeded {
  const people = new Set(folds.flatMap((fold) => [...fold.people])).size
  const fewest = Math.min(...folds.map(({ pairs }) => scoresOf(pairs, 'impostor').length))
  const needed = Object.entries(ratesOf).flatMap(([name, far]) => {
    const pairs = minFalseMatches / far
    return fewest >= pairs ? [] : [[name, Math.ceil(people * Math.sqrt(pairs / Math.max(1, fewest)))]]
  })
  return Object.fromEntries(needed)
}

/** Counts the people of each fold who have a genuine pair: those in whom a miss could have been seen. */
export function countPeopleWithPairs(folds: readonly FoldScores[]): number {
  const found = new Set<number>()
  for (const { people, pairs } of folds) {
    for (let i = 0; i < pairs.first.length; i++) {
      if (pairs.first[i] === pairs.second[i]) found.add(people[pairs.first[i]!]!)
    }
  }
  return found.size
}

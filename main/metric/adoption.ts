import type { Measured } from './judging/bootstrap.ts'
import type { ThresholdPair } from './judging/verdict.ts'
import type { Recipe } from './learning/recipe.ts'

/** A learned metric in use, bound to the model whose embeddings it was learned from. Plain data. */
export interface AdoptedMetric {
  /** Counts the metrics that were trained and kept; recorded with each decision. */
  readonly version: number
  readonly model: string
  /** Shape of W, which is stored row by row. */
  readonly rows: number
  readonly columns: number
  readonly W: Float32Array
  readonly recipe: Recipe
  readonly seed: number
  /** Against the standard metric, on people it was not fitted to. */
  readonly gain: Measured
  /** How similarities before and after correspond, for `recalibrate`. */
  readonly thresholds: readonly ThresholdPair[]
}

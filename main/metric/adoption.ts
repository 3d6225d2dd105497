import { AppError } from '../contract/errors.ts'
import type { Measured } from './judging/bootstrap.ts'
import type { ThresholdPair } from './judging/verdict.ts'
import type { Recipe } from './learning/recipe.ts'

/** A metric in use. It is bound to the model whose embeddings it was learned from. Plain data. */
export interface AdoptedMetric {
  /** Counts the metrics that were trained and kept; recorded with each decision. */
  readonly version: number
  readonly model: string
  /** Shape of W, which stands row by row. */
  readonly rows: number
  readonly columns: number
  readonly W: Float32Array
  readonly recipe: Recipe
  readonly seed: number
  /** Against the standard metric, on people it was not fitted to. */
  readonly gain: Measured
  /** For `recalibrated`: how similarities before and after correspond. */
  readonly thresholds: readonly ThresholdPair[]
}

/** Just what applying a metric takes. */
export type LinearMetric = Pick<AdoptedMetric, 'model' | 'rows' | 'columns' | 'W'>

/**
 * normalise(W x): a new unit vector of `rows` numbers; x is left as it is.
 * @throws AppError `model-mismatch` when x has another length, or `model` is named and is not the metric's
 */
export function applyMetric(metric: LinearMetric, x: Float32Array, model = metric.model): Float32Array {
  const { rows, columns, W } = metric
  if (x.length !== columns || model !== metric.model) {
    throw new AppError('model-mismatch', 'This metric was learned for another model. Undo it, or train it again.', {
      details: { metric: metric.model, model },
    })
  }
  const mapped = new Float64Array(rows)
  let square = 0
  for (let i = 0; i < rows; i++) {
    let sum = 0
    const start = i * columns
    for (let j = 0; j < columns; j++) sum += W[start + j]! * x[j]!
    mapped[i] = sum
    square += sum * sum
  }
  const norm = Math.max(Math.sqrt(square), 1e-12)
  return Float32Array.from(mapped, (value) => value / norm)
}

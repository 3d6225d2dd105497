import { createRandom } from '../random.ts'
import {
  errorMeasures,
  type FoldScores,
  type MeasureName,
  type Measures,
  measureFold,
  measureNames,
} from './measure.ts'

/** A value with its 95 % interval: the 2.5th and the 97.5th percentile over bootstrap samples of people. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

export type Measured = Readonly<Record<MeasureName, Interval>>

/** Means over the folds. `gain` is after - before, the other way round for errors: above 0 is better. */
export interface Comparison {
  readonly before: Measured
  readonly after: Measured
  readonly gain: Measured
}

/** Mean measures over the folds, as they are and for each bootstrap sample of people. Plain data. */
export interface Resampled {
  readonly point: Measures
  readonly draws: readonly Measures[]
}

export interface BootstrapOptions {
  readonly seed: number
  readonly replicates: number
}

/**
 * People are drawn with replacement within each fold (Efron and Tibshirani 1993, chapter 13); a pair counts as often as
 * both of its people were drawn. The same seed draws the same people whatever the metric.
 */
export function resample(folds: readonly FoldScores[], { seed, replicates }: BootstrapOptions): Resampled {
  const random = createRandom(seed)
  const draw = () =>
    folds.map(({ people }) => {
      const drawn = new Float64Array(people)
      for (let i = 0; i < people; i++) drawn[random.below(people)]!++
      return drawn
    })
  return {
    point: meanMeasures(
      folds,
      folds.map(({ people }) => new Float64Array(people).fill(1)),
    ),
    draws: Array.from({ length: replicates }, () => meanMeasures(folds, draw())),
  }
}

/**
 * Compares two metrics that were resampled on the same folds with the same seed: because both saw the same draws, the
 * interval of the gain is a paired one.
 */
export function comparePaired(before: Resampled, after: Resampled): Comparison {
  const collect = (pick: (before: Measures, after: Measures, name: MeasureName) => number): Measured =>
    byMeasure((name) =>
      interval(
        pick(before.point, after.point, name),
        before.draws.map((draw, i) => pick(draw, after.draws[i]!, name)),
      ),
    )
  return {
    before: collect((first, _, name) => first[name]),
    after: collect((_, second, name) => second[name]),
    gain: collect((first, second, name) => (errorMeasures.has(name) ? -1 : 1) * (second[name] - first[name])),
  }
}

function meanMeasures(folds: readonly FoldScores[], weights: readonly Float64Array[]): Measures {
  const measures = folds.map((fold, i) => measureFold(fold, weights[i]!))
  return byMeasure((name) => {
    const known = measures.map((fold) => fold[name]).filter((value) => !Number.isNaN(value))
    return known.reduce((sum, value) => sum + value, 0) / known.length
  })
}

function interval(value: number, draws: readonly number[]): Interval {
  const sorted = draws.filter((draw) => !Number.isNaN(draw)).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  return { value, low: at(0.025), high: at(0.975) }
}

function byMeasure<T>(of: (name: MeasureName) => T): Readonly<Record<MeasureName, T>> {
  return Object.fromEntries(measureNames.map((name) => [name, of(name)])) as Record<MeasureName, T>
}

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

/**
 * Compares two metrics on the same folds. People are drawn with replacement within each fold (Efron and Tibshirani 1993,
 * chapter 13); a pair counts as often as both of its people were drawn. Both metrics see the same draws, which is what
 * makes the interval of the gain a paired one.
 */
export function comparePaired(
  before: readonly FoldScores[],
  after: readonly FoldScores[],
  { seed, replicates }: { readonly seed: number; readonly replicates: number },
): Comparison {
  const random = createRandom(seed)
  const even = before.map(({ people }) => new Float64Array(people).fill(1))
  const point = { before: meanMeasures(before, even), after: meanMeasures(after, even) }
  const draws = Array.from({ length: replicates }, () => {
    const weights = before.map(({ people }) => {
      const drawn = new Float64Array(people)
      for (let i = 0; i < people; i++) drawn[random.below(people)]!++
      return drawn
    })
    return { before: meanMeasures(before, weights), after: meanMeasures(after, weights) }
  })
  const collect = (pick: (pair: typeof point, name: MeasureName) => number): Measured =>
    byMeasure((name) =>
      interval(
        pick(point, name),
        draws.map((draw) => pick(draw, name)),
      ),
    )
  return {
    before: collect((pair, name) => pair.before[name]),
    after: collect((pair, name) => pair.after[name]),
    gain: collect((pair, name) => (errorMeasures.has(name) ? -1 : 1) * (pair.after[name] - pair.before[name])),
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

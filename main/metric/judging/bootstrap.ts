import { createRandom } from '../../numeric/random.ts'
import {
  countPeopleNeeded,
  countPeopleWithPairs,
  errorMeasures,
  type FoldScores,
  type MeasureName,
  type Measures,
  measureFold,
  measureNames,
  type PeopleNeeded,
} from './measure.ts'

/** A value with its 95 % interval: the 2.5th and the 97.5th percentile over bootstrap samples of people. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

export type Measured = Readonly<Record<MeasureName, Interval>>

/**
 * Means over the folds; NaN where the folds are too small for a measure. `gain` is after - before, the other way round
 * for errors: above 0 is better.
 */
export interface Comparison {
  readonly peopleNeeded: PeopleNeeded
  readonly before: Measured
  readonly after: Measured
  readonly gain: Measured
}

/** Mean measures over the folds, as they are and for each bootstrap sample of people. Plain data. */
export interface Resampled {
  /** People in whom a miss could have been seen. */
  readonly people: number
  readonly peopleNeeded: PeopleNeeded
  readonly point: Measures
  readonly draws: readonly Measures[]
}

export interface BootstrapOptions {
  readonly seed: number
  readonly replicates: number
}

/**
 * Everybody tested is drawn with replacement (Efron and Tibshirani 1993, chapter 13); a pair counts as often as both of
 * its people were drawn. A person who is tested in several folds, because the folds were dealt out several times, is
 * drawn for all of them at once. The same seed draws the same people whatever the metric.
 */
export function resample(folds: readonly FoldScores[], { seed, replicates }: BootstrapOptions): Resampled {
  const random = createRandom(seed)
  const everybody = [...new Set(folds.flatMap(({ people }) => [...people]))].sort((a, b) => a - b)
  const draw = () => {
    const drawn = new Float64Array(everybody.at(-1)! + 1)
    for (let i = 0; i < everybody.length; i++) drawn[everybody[random.below(everybody.length)]!]!++
    return folds.map(({ people }) => Float64Array.from(people, (person) => drawn[person]!))
  }
  const peopleNeeded = countPeopleNeeded(folds)
  const measure = (weights: readonly Float64Array[]) => {
    const measures = meanMeasures(folds, weights)
    return byMeasure((name) => (name in peopleNeeded ? Number.NaN : measures[name]))
  }
  return {
    people: countPeopleWithPairs(folds),
    peopleNeeded,
    point: measure(folds.map(({ people }) => new Float64Array(people.length).fill(1))),
    draws: Array.from({ length: replicates }, () => measure(draw())),
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
  const absolute = (pick: (before: Measures, after: Measures, name: MeasureName) => number) => {
    const measured = collect(pick)
    return byMeasure((name) => widenWithoutErrors(measured[name], errorMeasures.has(name) ? 0 : 1, before.people))
  }
  return {
    peopleNeeded: before.peopleNeeded,
    before: absolute((first, _, name) => first[name]),
    after: absolute((_, second, name) => second[name]),
    gain: collect((first, second, name) => (errorMeasures.has(name) ? -1 : 1) * (second[name] - first[name])),
  }
}

/**
 * No error among n people leaves room for one in n / 3 of them (rule of three, Hanley & Lippman-Hand 1983): resampling
 * what holds no error cannot show that by itself.
 * @param perfect the value without any error: 0 or 1
 */
function widenWithoutErrors(interval: Interval, perfect: 0 | 1, people: number): Interval {
  if (interval.value !== perfect || interval.low !== interval.high) return interval
  const room = Math.min(1, 3 / people)
  return perfect === 1 ? { ...interval, low: 1 - room } : { ...interval, high: room }
}

function meanMeasures(folds: readonly FoldScores[], weights: readonly Float64Array[]): Measures {
  const measures = folds.map((fold, i) => measureFold(fold, weights[i]!))
  return byMeasure((name) => {
    const known = measures.map((fold) => fold[name]).filter((value) => !Number.isNaN(value))
    return known.reduce((sum, value) => sum + value, 0) / known.length
  })
}

/**
 * The interval that holds for `looks` metrics judged on the same people all at once (Bonferroni): each end is moved
 * away from the value by the ratio of the normal quantiles of 1 - 0.025 / looks and of 0.975. Stretching needs far
 * fewer draws than reading the tail of one in a thousand off them.
 */
export function forLooks(interval: Interval, looks: number): Interval {
  if (looks === 1) return interval
  const { value, low, high } = interval
  const stretch = upperNormal(0.025 / looks) / upperNormal(0.025)
  return { value, low: value - stretch * (value - low), high: value + stretch * (high - value) }
}

/** The z that a normal value exceeds with probability p < 0.5, to 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23). */
function upperNormal(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return t - above / below
}

function interval(value: number, draws: readonly number[]): Interval {
  const sorted = draws.filter((draw) => !Number.isNaN(draw)).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  return { value, low: at(0.025), high: at(0.975) }
}

function byMeasure<T>(of: (name: MeasureName) => T): Readonly<Record<MeasureName, T>> {
  return Object.fromEntries(measureNames.map((name) => [name, of(name)])) as Record<MeasureName, T>
}

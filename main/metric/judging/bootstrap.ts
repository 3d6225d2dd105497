import { createRandom, drawWithReplacement } from '../../numeric/random.ts'
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

/** A value with its 95 % interval: the 2.5th and 97.5th percentiles over bootstrap samples of people. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

export type Measured = Readonly<Record<MeasureName, Interval>>

/**
 * Means over the folds; NaN where the folds are too small for a measure. `gain` is after - before, or before - after
 * for errors: above 0 is better.
 */
export interface Comparison {
  readonly peopleNeeded: PeopleNeeded
  readonly before: Measured
  readonly after: Measured
  readonly gain: Measured
}

/** Mean measures over the folds, of the data and of each bootstrap sample of people. Plain data. */
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
 * Bootstraps over people: everybody tested is drawn with replacement (Efron and Tibshirani 1993, chapter 13), and a
 * pair counts as often as both of its people were drawn. A person who is tested in several folds, because folds were
 * dealt out several times, is drawn for all of them at once. The same seed draws the same people for every metric.
 */
export function resample(folds: readonly FoldScores[], { seed, replicates }: BootstrapOptions): Resampled {
  const random = createRandom(seed)
  const everybody = [...new Set(folds.flatMap(({ people }) => [...people]))].sort((a, b) => a - b)
  const places = new Map(everybody.map((person, place) => [person, place]))
  const draw = () => {
    const drawn = drawWithReplacement(everybody.length, random.next)
    return folds.map(({ people }) => Float64Array.from(people, (person) => drawn[places.get(person)!]!))
  }
  const peopleNeeded = countPeopleNeeded(folds)
  const measure = (weights: readonly Float64Array[]) => {
    const measures = meanMeasures(folds, weights)
    return mapMeasures((name) => (name in peopleNeeded ? Number.NaN : measures[name]))
  }
  return {
    people: countPeopleWithPairs(folds),
    peopleNeeded,
    point: measure(folds.map(({ people }) => new Float64Array(people.length).fill(1))),
    draws: Array.from({ length: replicates }, () => measure(draw())),
  }
}

/**
 * Compares two metrics that were resampled on the same folds with the same seed. Both saw the same draws, so the
 * interval of the gain is a paired one.
 */
export function comparePaired(before: Resampled, after: Resampled): Comparison {
  const collect = (pick: (before: Measures, after: Measures, name: MeasureName) => number): Measured =>
    mapMeasures((name) =>
      intervalOf(
        pick(before.point, after.point, name),
        before.draws.map((draw, i) => pick(draw, after.draws[i]!, name)),
      ),
    )
  const absolute = (pick: (before: Measures, after: Measures, name: MeasureName) => number) => {
    const measured = collect(pick)
    return mapMeasures((name) => widenWithoutErrors(measured[name], errorMeasures.has(name) ? 0 : 1, before.people))
  }
  return {
    peopleNeeded: before.peopleNeeded,
    before: absolute((first, _, name) => first[name]),
    after: absolute((_, second, name) => second[name]),
    gain: collect((first, second, name) => (errorMeasures.has(name) ? -1 : 1) * (second[name] - first[name])),
  }
}

/**
 * Widens the interval of a perfect value, since resampling no errors cannot show any: no error among n people leaves
 * room for one in n / 3 of them (rule of three, Hanley & Lippman-Hand 1983).
 * @param perfect the value without any error: 0 or 1
 */
function widenWithoutErrors(interval: Interval, perfect: 0 | 1, people: number): Interval {
  if (interval.value !== perfect || interval.low !== interval.high) return interval
  const room = Math.min(1, 3 / people)
  return perfect === 1 ? { ...interval, low: 1 - room } : { ...interval, high: room }
}

function meanMeasures(folds: readonly FoldScores[], weights: readonly Float64Array[]): Measures {
  const measures = folds.map((fold, i) => measureFold(fold, weights[i]!))
  return mapMeasures((name) => {
    const known = measures.map((fold) => fold[name]).filter((value) => !Number.isNaN(value))
    return known.reduce((sum, value) => sum + value, 0) / known.length
  })
}

/**
 * Widens an interval so that it holds for `looks` metrics judged on the same people all at once (Bonferroni): each end
 * moves away from the value by the ratio of the normal quantiles of 1 - 0.025 / looks and of 0.975. That needs far
 * fewer draws than reading the tail of one in a thousand off them.
 */
export function forLooks(interval: Interval, looks: number): Interval {
  if (looks === 1) return interval
  const { value, low, high } = interval
  const stretch = upperNormal(0.025 / looks) / upperNormal(0.025)
  return { value, low: value - stretch * (value - low), high: value + stretch * (high - value) }
}

/**
 * Computes the z that a normal value exceeds with probability p < 0.5, to 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23).
 */
function upperNormal(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return t - above / below
}

function intervalOf(value: number, draws: readonly number[]): Interval {
  const sorted = draws.filter((draw) => !Number.isNaN(draw)).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  return { value, low: at(0.025), high: at(0.975) }
}

function mapMeasures<T>(of: (name: MeasureName) => T): Readonly<Record<MeasureName, T>> {
  return Object.fromEntries(measureNames.map((name) => [name, of(name)])) as Record<MeasureName, T>
}

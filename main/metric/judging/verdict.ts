import { type Comparison, forLooks, type Interval } from './bootstrap.ts'
import type { FoldScores, MeasureName } from './measure.ts'
import { scoresOf } from './roc.ts'

/** The measure that decides about adoption. */
export const decidingMeasure: MeasureName = 'tar-1e-2'

/** Whether a metric may be adopted, and in words why or why not. */
export interface Verdict {
  readonly kind: 'better' | 'unproved' | 'worse' | 'nothing-learned'
  readonly adoptable: boolean
  readonly message: string
  /** Recipes that have been judged on these people. */
  readonly looks: number
  /** Gain in the deciding measure, with an interval that holds for all of them at once. */
  readonly gain: Interval
}

/**
 * Judges a gain: adoption is offered only where the lower bound of the gain in TAR at FAR 1e-2 lies above 0.
 * @param learned false when the best map was the one that training began with, in every fold
 * @param looks how many recipes were judged on the same people, including this one: the best of many useless ones looks
 * good
 */
export function judgeGain({ gain, peopleNeeded }: Comparison, learned: boolean, looks = 1): Verdict {
  const decided = forLooks(gain[decidingMeasure], looks)
  const many = looks === 1 ? '' : ` for ${looks} metrics at once`
  const range = `${inPoints(decided.value)} points (95 % interval${many} ${inPoints(decided.low)} to ${inPoints(decided.high)})`
  const verdict = (kind: Verdict['kind'], message: string): Verdict => ({
    kind,
    adoptable: kind === 'better',
    message,
    looks,
    gain: decided,
  })
  if (!learned) {
    return verdict(
      'nothing-learned',
      'The standard metric stays: nothing that was learned was better on the people held out.',
    )
  }
  const needed = peopleNeeded[decidingMeasure]
  if (needed !== undefined) {
    return verdict(
      'unproved',
      `The standard metric stays: TAR at FAR 1 % cannot be measured on so few people. About ${needed} would do.`,
    )
  }
  if (decided.low > 0) {
    return verdict('better', `Better on people it has not seen: TAR at FAR 1 % changes by ${range}.`)
  }
  if (decided.high < 0) {
    return verdict('worse', `The standard metric stays: this one is worse on people it has not seen, by ${range}.`)
  }
  return verdict(
    'unproved',
    `The standard metric stays: TAR at FAR 1 % changes by ${range}, and chance alone explains that. More people with several photos would settle it.`,
  )
}

function inPoints(share: number): string {
  return `${share < 0 ? '-' : '+'}${Math.abs(100 * share).toFixed(2)}`
}

/** Similarities that impostors exceed equally often before and after. */
export interface ThresholdPair {
  readonly fmr: number
  readonly before: number
  readonly after: number
}

const fmrs = [0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4]

/** Finds the pooled test impostors' similarity at several false match rates, before and after. */
export function thresholdPairs(before: readonly FoldScores[], after: readonly FoldScores[]): ThresholdPair[] {
  const [first, second] = [poolImpostors(before), poolImpostors(after)]
  return fmrs.flatMap((fmr) => {
    const position = Math.floor(fmr * first.length)
    return position < 5 ? [] : [{ fmr, before: first[position]!, after: second[position]! }]
  })
}

/**
 * Converts a threshold: finds the one that lets through as many impostors under a learned metric as `threshold` does
 * under the standard one, from people neither was fitted to. Linear between the measured rates, and beyond the
 * strictest along the line through the two nearest.
 */
export function recalibrate(threshold: number, pairs: readonly ThresholdPair[]): number {
  if (pairs.length < 2) return threshold
  const above = pairs.findIndex((pair) => pair.before >= threshold)
  const upper = Math.max(1, above < 0 ? pairs.length - 1 : above)
  const [low, high] = [pairs[upper - 1]!, pairs[upper]!]
  const slope = (high.after - low.after) / Math.max(high.before - low.before, 1e-9)
  return Math.min(1, low.after + slope * (threshold - low.before))
}

function poolImpostors(folds: readonly FoldScores[]): Float64Array {
  const parts = folds.map(({ pairs }) => scoresOf(pairs, 'impostor'))
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all.sort().reverse()
}

/** Share of pairs in each 2 degrees of angle, 0..180: 90 bins that sum to 1. */
export interface AngleHistogram {
  readonly genuine: readonly number[]
  readonly impostor: readonly number[]
}

const bins = 90

export function angleHistogram(folds: readonly FoldScores[]): AngleHistogram {
  const count = (kind: 'genuine' | 'impostor') => {
    const shares = new Array<number>(bins).fill(0)
    const scores = folds.flatMap(({ pairs }) => [...scoresOf(pairs, kind)])
    for (const score of scores) {
      const angle = Math.acos(Math.min(1, Math.max(-1, score)))
      shares[Math.min(bins - 1, Math.floor((angle / Math.PI) * bins))]! += 1 / scores.length
    }
    return shares
  }
  return { genuine: count('genuine'), impostor: count('impostor') }
}

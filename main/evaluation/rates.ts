import { AppError } from '../contract/errors.ts'

/**
 * Similarities of one kind (genuine or impostor, mated or non-mated), highest first, each with a weight: 1 as measured,
 * the number of times its people were drawn in a bootstrap resample.
 */
export interface Scores {
  readonly values: Float64Array
  readonly weights: Float64Array
  /** For each score, where it stood in the input of `sortScores`. */
  readonly order: Uint32Array
}

/**
 * Sorts similarities, highest first, each with weight 1.
 * @throws AppError `embeddings-unreadable` when one of them is not a number: a rate over such a set would be wrong in
 * silence.
 */
export function sortScores(similarities: readonly number[]): Scores {
  const bad = similarities.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    throw new AppError('embeddings-unreadable', `Similarity ${bad + 1} is not a number. The embeddings are damaged.`)
  }
  const order = Uint32Array.from(similarities.keys()).sort((a, b) => similarities[b]! - similarities[a]!)
  const values = Float64Array.from(order, (index) => similarities[index]!)
  return { values, weights: new Float64Array(values.length).fill(1), order }
}

/** The same scores with other weights; `weightOf` is asked with the position in the input of `sortScores`. */
export function reweigh(scores: Scores, weightOf: (index: number) => number): Scores {
  return { ...scores, weights: Float64Array.from(scores.order, weightOf) }
}

function total(weights: Float64Array): number {
  let sum = 0
  for (const weight of weights) sum += weight
  return sum
}

/** Weighted share of the scores at or above the threshold, 0..1; NaN for an empty set, and for a threshold of NaN. */
export function shareAtOrAbove(scores: Scores, threshold: number): number {
  if (Number.isNaN(threshold)) return Number.NaN
  let above = 0
  for (let i = 0; i < scores.values.length && scores.values[i]! >= threshold; i += 1) above += scores.weights[i]!
  return above / total(scores.weights)
}

/**
 * The lowest threshold at which at most `rate` of the scores lie at or above it. It lies just above a score that was
 * seen, so it is as low as the data allow and not read off a fitted tail. NaN for scores without weight: a resample
 * that drew none of them measures nothing.
 */
export function thresholdAtRate(scores: Scores, rate: number): number {
  const { values, weights } = scores
  const all = total(weights)
  if (all === 0) return Number.NaN
  const allowed = rate * all + 1e-9
  let above = 0
  for (let i = 0; i < values.length; ) {
    const value = values[i]!
    let tied = 0
    let next = i
    while (next < values.length && values[next] === value) {
      tied += weights[next]!
      next += 1
    }
    if (above + tied > allowed) return value + Number.EPSILON
    above += tied
    i = next
  }
  return -1
}

/** One point of a DET curve: errors at a threshold, as shares 0..1. */
export interface ErrorPoint {
  readonly threshold: number
  /** Share of impostors (or strangers) at or above the threshold. */
  readonly falseMatch: number
  /** Share of genuine (or mated) scores below the threshold. */
  readonly falseNonMatch: number
}

/** At most `limit` points from the loosest threshold to the strictest, the ends included. */
export function errorPoints(genuine: Scores, impostor: Scores, limit = 400): ErrorPoint[] {
  const thresholds = [...new Set([...genuine.values, ...impostor.values].map((value) => value + Number.EPSILON))].sort(
    (a, b) => a - b,
  )
  const step = Math.max(1, thresholds.length / limit)
  const kept = new Set<number>()
  for (let i = 0; i < thresholds.length; i += step) kept.add(thresholds[Math.floor(i)]!)
  if (thresholds.length > 0) kept.add(thresholds.at(-1)!)
  return [...kept].map((threshold) => ({
    threshold,
    falseMatch: shareAtOrAbove(impostor, threshold),
    falseNonMatch: 1 - shareAtOrAbove(genuine, threshold),
  }))
}

/**
 * Equal error rate: where the two errors cross, linearly between the two thresholds around the crossing. 0..1; NaN
 * where one of the two kinds has no weight.
 */
export function equalErrorRate(genuine: Scores, impostor: Scores): number {
  let g = 0
  let i = 0
  let missed = total(genuine.weights)
  let accepted = 0
  const genuineTotal = missed
  const impostorTotal = total(impostor.weights)
  if (genuineTotal === 0 || impostorTotal === 0) return Number.NaN
  let before = { falseMatch: 0, falseNonMatch: 1 }
  while (g < genuine.values.length || i < impostor.values.length) {
    const value = Math.max(genuine.values[g] ?? -2, impostor.values[i] ?? -2)
    for (; g < genuine.values.length && genuine.values[g] === value; g += 1) missed -= genuine.weights[g]!
    for (; i < impostor.values.length && impostor.values[i] === value; i += 1) accepted += impostor.weights[i]!
    const now = { falseMatch: accepted / impostorTotal, falseNonMatch: missed / genuineTotal }
    if (now.falseMatch >= now.falseNonMatch) {
      const gapBefore = before.falseNonMatch - before.falseMatch
      const gapNow = now.falseMatch - now.falseNonMatch
      const share = gapBefore + gapNow === 0 ? 1 : gapBefore / (gapBefore + gapNow)
      return before.falseMatch + share * (now.falseMatch - before.falseMatch)
    }
    before = now
  }
  return 0.5
}

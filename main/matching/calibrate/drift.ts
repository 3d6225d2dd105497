import { wilsonInterval } from '../../numeric/statistics.ts'

/** How the scores of live recognitions compare with the calibrated ones. */
export interface Drift {
  /** Recognitions counted. */
  readonly looked: number
  /** The share of them below the tenth percentile of the calibrated genuine scores; null while there are too few. */
  readonly low: number | null
  readonly alarm: boolean
}

const fewest = 40
const expected = 0.1
/** A doubled share deserves attention: a dirty lens, new light, new glasses. */
const maxLowShare = 2 * expected
/** Two-sided 99 %. */
const z = 2.576

/**
 * Checks live scores for drift: the lower bound of the share of low scores must not lie above twice the expected share.
 * @param scores similarities of the latest recognitions
 * @param tenth the tenth percentile that was expected among those recognised
 */
export function driftOf(scores: readonly number[], tenth: number): Drift {
  const looked = scores.length
  if (looked < fewest) return { looked, low: null, alarm: false }
  const low = scores.filter((score) => score < tenth).length / looked
  return { looked, low, alarm: wilsonInterval(low, looked, z)[0] > maxLowShare }
}

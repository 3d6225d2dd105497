import { drawWithReplacement, type Uniform } from '../numeric/random.ts'
import { quantile } from '../numeric/statistics.ts'

/** Lower and upper end of a 95 % confidence interval. */
export type Interval = readonly [low: number, high: number]

/**
 * Percentile bootstrap over people (Efron & Tibshirani 1993, ch. 13): people, not photos, are drawn with replacement,
 * because the photos of one person fail together. `statistics` gets how often each person was drawn and returns
 * the figures of that resample; the answer holds one 95 % interval for each figure.
 */
export function bootstrap(
  people: number,
  resamples: number,
  random: Uniform,
  statistics: (drawn: Uint16Array) => readonly number[],
): Interval[] {
  const rows = Array.from({ length: resamples }, () => statistics(drawWithReplacement(people, random)))
  return (rows[0] ?? []).map((_, column) => {
    const values = rows
      .map((row) => row[column]!)
      .filter(Number.isFinite)
      .sort((a, b) => a - b)
    return [quantile(values, 0.025), quantile(values, 0.975)]
  })
}

/** Numbers distinct keys 0, 1, 2 ... in the order in which they are first seen. */
export function numbering(): { of(key: string): number; count(): number } {
  const seen = new Map<string, number>()
  return {
    of(key) {
      const known = seen.get(key)
      if (known !== undefined) return known
      seen.set(key, seen.size)
      return seen.size - 1
    },
    count: () => seen.size,
  }
}

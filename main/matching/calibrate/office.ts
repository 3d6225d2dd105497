import { fitTailScale, type Histogram, momentsOf, upperQuantile } from './tail.ts'

/**
 * An office's impostor similarities in three numbers, which go together: people of one origin and sex are more similar
 * (a higher mean, a greater deviation) but have a shorter tail than a mixed crowd.
 */
export type Office = readonly [mean: number, logDeviation: number, logTailScale: number]

/** What is believed about an office: a normal distribution over its three numbers. */
export interface OfficeBelief {
  readonly mean: Office
  readonly covariance: readonly [Office, Office, Office]
}

/** The tail is what this share of the pairs exceeds. */
export const tailShare = 0.02
/** Fewer pairs in the tail tell nothing about its scale. */
const minTailPairs = 4

/**
 * Standard errors of the three numbers in a gallery of m people, times m. Measured by `node bench/promise.ts` as the
 * spread over galleries of 20 to 50 people drawn from one population.
 */
export const officeErrors: Office = [0.24, 1.2, 10]

/**
 * Describes impostor similarities by their mean, spread and tail.
 * @param shape of the generalised Pareto distribution of the tail
 * @returns null for numbers that need more pairs
 */
export function describeOffice(
  pairs: Histogram,
  shape: number,
): readonly [mean: number | null, logDeviation: number | null, logTailScale: number | null] {
  if (pairs.total === 0) return [null, null, null]
  const { mean, deviation } = momentsOf(pairs)
  if (pairs.total < 3) return [mean, null, null]
  if (pairs.total * tailShare < minTailPairs) return [mean, Math.log(deviation), null]
  const scale = fitTailScale(pairs, upperQuantile(pairs, tailShare), shape)
  return [mean, Math.log(deviation), Math.log(scale / deviation)]
}

/** Corrects a belief by what a gallery of `people` shows, one number after the other (Kalman 1960, without motion). */
export function updateBelief(
  belief: OfficeBelief,
  seen: ReturnType<typeof describeOffice>,
  people: number,
): OfficeBelief {
  return seen.reduce<OfficeBelief>(({ mean, covariance }, value, row) => {
    if (value === null) return { mean, covariance }
    const uncertain = covariance[row]![row]! + (officeErrors[row]! / people) ** 2
    const gain = covariance[row]!.map((entry) => entry / uncertain)
    const surprise = value - mean[row]!
    return {
      mean: mean.map((entry, index) => entry + gain[index]! * surprise) as unknown as Office,
      covariance: covariance.map((line, index) =>
        line.map((entry, column) => entry - gain[index]! * covariance[row]![column]!),
      ) as unknown as OfficeBelief['covariance'],
    }
  }, belief)
}

/** Draws a possible office from a belief. @param noise three draws from the standard normal distribution */
export function drawOffice({ mean, covariance }: OfficeBelief, noise: readonly number[]): Office {
  const root = cholesky(covariance)
  return mean.map((entry, row) =>
    root[row]!.reduce((sum, factor, column) => sum + factor * noise[column]!, entry),
  ) as unknown as Office
}

/** Factors a matrix into a lower triangle times its own transpose. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const root = matrix.map((line) => line.map(() => 0))
  for (const [row, line] of root.entries()) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row]![column]!
      for (let k = 0; k < column; k++) rest -= line[k]! * root[column]![k]!
      line[column] = row === column ? Math.sqrt(Math.max(0, rest)) : divideOrZero(rest, root[column]![column]!)
    }
  }
  return root
}

/** A number that is known exactly varies with no other. */
const divideOrZero = (rest: number, pivot: number) => (pivot > 0 ? rest / pivot : 0)

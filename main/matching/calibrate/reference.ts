import { mean } from '../../numeric/statistics.ts'
import { describeOffice, type Office, type OfficeBelief, tailShare } from './office.ts'
import { type Histogram, momentsOf, upperQuantile } from './tail.ts'

/**
 * How similar strangers are in the offices that a model was measured on, and how much these offices differ. Small
 * galleries are judged by it until they have enough people of their own. Numbers only, no faces.
 */
export interface Reference {
  /** What it was measured on, for people. */
  readonly basis: string
  readonly people: number
  readonly offices: OfficeBelief
  /**
   * What these shares of pairs exceed, in standard deviations from an office's mean, down to where the tail starts;
   * shares fall.
   */
  readonly body: readonly (readonly [share: number, deviations: number])[]
  /**
   * By number of templates enrolled (1, 2, 3): the similarity that this share of genuine probes stay below, by their
   * best template.
   */
  readonly genuine: readonly (readonly (readonly [share: number, similarity: number])[])[]
}

/**
 * Shape of the generalised Pareto distribution of an office's tail, the same in every office: by maximum likelihood
 * -0.105 in Labeled Faces in the Wild and -0.113 in eight groups of one origin and sex (`npm run bench promise`).
 */
export const tailShape = -0.105

const bodyShares = [0.9, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05, tailShare]
const genuineShares = [0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 0.9]

/**
 * Derives a reference from measured similarities.
 * @param offices impostor similarities of each office, of a hundred pairs at least
 */
export function referenceOf(
  basis: string,
  people: number,
  offices: readonly Histogram[],
  genuine: readonly (readonly number[])[],
): Reference {
  const described = offices.map((pairs) => describeOffice(pairs, tailShape) as Office)
  const centre = [0, 1, 2].map((row) => mean(described.map((office) => office[row]!)))
  const covariance = centre.map((middle, row) =>
    centre.map((other, column) =>
      roundToStep(mean(described.map((office) => (office[row]! - middle) * (office[column]! - other))), 1e6),
    ),
  )
  return {
    basis,
    people,
    offices: {
      mean: centre.map((value) => roundToStep(value)) as unknown as Office,
      covariance: covariance as unknown as OfficeBelief['covariance'],
    },
    body: bodyShares.map((share) => [share, roundToStep(mean(offices.map((pairs) => deviationsAt(pairs, share))))]),
    genuine: genuine.map((similarities) => {
      const sorted = [...similarities].sort((a, b) => a - b)
      return genuineShares.map((share) => [share, roundToStep(sorted[Math.floor(share * sorted.length)]!)] as const)
    }),
  }
}

function deviationsAt(pairs: Histogram, share: number): number {
  const { mean, deviation } = momentsOf(pairs)
  return (upperQuantile(pairs, share) - mean) / deviation
}

const roundToStep = (value: number, steps = 1e4) => Math.round(value * steps) / steps

/**
 * Computes the share of an office's pairs above a similarity: linear in the logarithm of the share, then the Pareto
 * tail.
 */
export function shareAbove(
  { body }: Reference,
  [mean, logDeviation, logTailScale]: Office,
  similarity: number,
): number {
  const deviations = (similarity - mean) / Math.exp(logDeviation)
  const after = body.findIndex(([, value]) => value > deviations)
  if (after === 0) return 1
  if (after > 0) {
    const [lowShare, low] = body[after - 1]!
    const [highShare, high] = body[after]!
    return lowShare * (highShare / lowShare) ** ((deviations - low) / (high - low))
  }
  const [share, start] = body.at(-1)!
  return share * Math.max(0, 1 + (tailShape * (deviations - start)) / Math.exp(logTailScale)) ** (-1 / tailShape)
}

/** Computes the share of genuine probes below a similarity, linear between the quantiles. */
export function shareBelow(quantiles: Reference['genuine'][number], similarity: number): number {
  const [firstShare, first] = quantiles[0]!
  if (similarity <= first) return firstShare * Math.max(0, similarity / first)
  const after = quantiles.findIndex(([, value]) => value > similarity)
  if (after < 0) {
    const [share, last] = quantiles.at(-1)!
    return Math.min(1, share + ((1 - share) * (similarity - last)) / (1 - last))
  }
  const [lowShare, low] = quantiles[after - 1]!
  const [highShare, high] = quantiles[after]!
  return lowShare + ((highShare - lowShare) * (similarity - low)) / (high - low)
}

import { type Histogram, histogramOf, momentsOf, upperQuantile } from './tail.ts'

/**
 * Similarities of a model on many people who are not the office's: what a small gallery is judged by until it has
 * enough people of its own. Numbers only, no faces.
 */
export interface Reference {
  /** What it was measured on, for people. */
  readonly basis: string
  readonly people: number
  readonly impostor: {
    readonly mean: number
    readonly deviation: number
    readonly pairs: number
    /** Similarity that this share of pairs exceeds; shares fall. */
    readonly quantiles: readonly (readonly [share: number, similarity: number])[]
  }
  /** By number of templates enrolled (1, 2, 3): similarity of a genuine probe's best template that this share stays below. */
  readonly genuine: readonly (readonly (readonly [share: number, similarity: number])[])[]
}

export const impostorShares = [0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5]
export const genuineShares = [
  0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 0.9,
]

/** Draws up a reference from measured similarities. */
export function referenceOf(
  basis: string,
  people: number,
  impostor: Float64Array,
  genuine: readonly (readonly number[])[],
): Reference {
  const histogram: Histogram = histogramOf(impostor)
  const { mean, deviation } = momentsOf(histogram)
  return {
    basis,
    people,
    impostor: {
      mean: rounded(mean),
      deviation: rounded(deviation),
      pairs: histogram.total,
      quantiles: impostorShares.map((share) => [share, rounded(upperQuantile(histogram, share))]),
    },
    genuine: genuine.map((similarities) => {
      const sorted = [...similarities].sort((a, b) => a - b)
      return genuineShares.map((share) => [share, rounded(sorted[Math.floor(share * sorted.length)]!)] as const)
    }),
  }
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4

/** Straight lines in the logarithm of the share between the quantiles; beyond the last one, as from 1 in 1000 to it. */
export function shareAbove(quantiles: Reference['impostor']['quantiles'], similarity: number): number {
  const after = quantiles.findIndex(([, value]) => value > similarity)
  if (after === 0) return 1 - (1 - quantiles[0]![0]) * Math.exp(-8 * (quantiles[0]![1] - similarity))
  const upper = after < 0 ? quantiles.length - 1 : after
  const [lowShare, low] = after < 0 ? quantiles.findLast(([share]) => share >= 1e-3)! : quantiles[upper - 1]!
  const [highShare, high] = quantiles[upper]!
  const part = (similarity - low) / (high - low)
  return lowShare * (highShare / lowShare) ** part
}

/** Share of genuine probes below a similarity; straight lines between the quantiles. */
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

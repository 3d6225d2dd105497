import { type Reference, shareAbove } from './reference.ts'
import type { GalleryScores } from './scores.ts'
import { binOf, emptyCounts, fitPareto, type Histogram, histogramOf, momentsOf, type Tail } from './tail.ts'

/**
 * Templates of one person resemble each other, so k of them do not give a stranger k chances. Measured on the reference
 * faces at similarities of 0.35 to 0.45: 1.76 to 2 chances for two templates, 2.3 to 3 for three, 2.9 to 4 for four, the
 * more the higher the similarity, which k^0.9 describes well enough.
 */
const chancesExponent = 0.9

/** A pair of people this alike is far more often one person enrolled twice, or twins, than a sample of strangers. */
export const suspiciouslyAlike = 0.6

/** How far an office's people may differ from the reference: standard deviation of the mean, and of the log of the spread. */
const meanBetweenOffices = 0.01
const spreadBetweenOffices = 0.03
/** Standard error of the mean and of the log spread in galleries of m people is this, divided by m: drawn from the reference people, m from 3 to 160. */
const meanError = 0.15
const spreadError = 0.95
/**
 * Standard error of the logarithm of a fitted exceedance e, from 745 people: the root of 0.06 squared and
 * (0.007 ln(0.02/e)^2) squared. A bootstrap over the reference people gave 0.07, 0.10, 0.17, 0.32, 0.59 and 1.07 at e of
 * 2.3e-3, 6e-4, 1.3e-4, 2.5e-5, 3.6e-6 and 3.9e-7; this gives 0.07, 0.11, 0.19, 0.32, 0.52 and 0.83.
 */
const tailError = { people: 745, level: 0.06, curvature: 0.007, start: 0.02, greatest: 1.5 }

/** A short tail of the gallery's own may not pull the estimate down without end. */
const leastOwnShare = 0.05
/** Fewer pairs show no tail. */
const leastPairs = 200

/** Shares of impostor pairs above a similarity, as one draw from what is possible after seeing the gallery. */
export type ImpostorModel = (similarity: number) => number

/** How many chances a stranger has against a gallery. */
export function chances(templatesOf: readonly number[]): number {
  return templatesOf.reduce((sum, templates) => sum + templates ** chancesExponent, 0)
}

/** The gallery's impostor similarities, each person counted as often as `drawn` says. */
export function impostorHistogram({ impostor }: GalleryScores, drawn: Uint16Array | null): Histogram {
  const counts = emptyCounts()
  const { similarity, first, second } = impostor
  for (let pair = 0; pair < similarity.length; pair++) {
    if (similarity[pair]! >= suspiciouslyAlike) continue
    counts[binOf(similarity[pair]!)]! += drawn === null ? 1 : drawn[first[pair]!]! * drawn[second[pair]!]!
  }
  return histogramOf(counts)
}

/** The generalised Pareto fit of a gallery's own tail; null where there are too few pairs for one. */
export function ownTail(own: Histogram): Tail | null {
  return own.total < leastPairs ? null : fitPareto(own)
}

/**
 * Combines the gallery's own tail with the reference's. The reference is first shifted and stretched towards the
 * gallery's own mean and spread, as far as these are known (a normal prior for each); then the logarithms of the two
 * tails are averaged, each weighted by its people.
 *
 * @param own all of the gallery's pairs
 * @param tail the gallery's tail, or one resampled from it
 * @param noise draws from the standard normal distribution, all 0 for the best estimate: it moves what is uncertain
 */
export function impostorModel(
  own: Histogram,
  tail: Tail | null,
  people: number,
  reference: Reference | null,
  noise: { readonly mean: number; readonly spread: number; readonly tail: number },
): ImpostorModel {
  if (reference === null) return (similarity) => wobbled(tail?.exceedance(similarity) ?? 1, people, noise.tail)
  const { mean, deviation, quantiles } = reference.impostor
  const found = own.total > 0 ? momentsOf(own) : { mean, deviation }
  const stretched = found.deviation > 0 ? Math.log(found.deviation / deviation) : 0
  const shift = posterior(found.mean - mean, meanError / people, meanBetweenOffices, noise.mean)
  const factor = Math.exp(posterior(stretched, spreadError / people, spreadBetweenOffices, noise.spread))
  const weight = tail === null ? 0 : people / (people + reference.people)
  return (similarity) => {
    const expected = shareAbove(quantiles, mean + (similarity - mean - shift) / factor)
    const seen = Math.max(tail?.exceedance(similarity) ?? expected, leastOwnShare * expected)
    return wobbled(expected * (seen / expected) ** weight, reference.people + people, noise.tail)
  }
}

/** Normal prior around 0, normal observation: mean, moved by `noise` standard deviations. */
function posterior(observed: number, error: number, prior: number, noise: number): number {
  const trust = prior ** 2 / (prior ** 2 + error ** 2)
  return observed * trust + noise * Math.sqrt(prior ** 2 * (1 - trust))
}

/** An exceedance estimated from so many people, moved by `noise` standard errors. */
function wobbled(exceedance: number, people: number, noise: number): number {
  if (noise === 0 || people === 0) return Math.min(1, exceedance)
  const depth = Math.max(0, Math.log(tailError.start / Math.max(exceedance, 1e-12)))
  const error = Math.hypot(tailError.level, tailError.curvature * depth ** 2) * Math.sqrt(tailError.people / people)
  return Math.min(1, exceedance * Math.exp(noise * Math.min(tailError.greatest, error)))
}

import { drawWithReplacement, normalFrom, type Uniform } from '../../numeric/random.ts'
import { describeOffice, drawOffice, updateBelief } from './office.ts'
import { type Reference, shareAbove, tailShape } from './reference.ts'
import { describeMiddle, type GalleryScores } from './scores.ts'
import { binOf, emptyCounts, fitPareto, type Histogram, histogramOf } from './tail.ts'

/**
 * Templates of one person resemble each other, so k of them give a stranger fewer than k chances. Measured on the
 * reference faces at similarities of 0.35 to 0.45: 1.76 to 2 chances for two templates, 2.3 to 3 for three, 2.9 to 4
 * for four, more at higher similarities, which k^0.9 describes well enough.
 */
const chancesExponent = 0.9

/**
 * Two people this similar are far more often one person enrolled twice, or twins, than strangers: by a model
 * to which strangers are as alike as to those that we have measured.
 */
export const minSamePersonSimilarity = 0.6
/** By any other model: this far above the usual similarity of two people, in widths of the middle two thirds. */
const minSamePersonWidths = 3

/**
 * In a gallery of as many people only the worse half of the possible offices counts. A judgement, tried with 0, 10 and
 * 20 by `npm run bench promise`: with 0 galleries of ten Asian women name 2.8 times as many strangers as promised.
 */
const cautiousPeople = 10

/** Possible models drawn, enough for the ends of a 95 % interval. */
const draws = 200
/** Resampled tails, each used by several draws, since resampling takes most of the time. */
const resamples = 50
/** Fewer pairs show no tail. */
const minTailPairs = 200
/**
 * Standard error of the logarithm of a fitted exceedance e, from 745 people: the root of 0.06 squared and (0.007
 * ln(0.02/e)^2) squared. A bootstrap over the reference people gave 0.07, 0.10, 0.17, 0.32, 0.59 and 1.07 at e of
 * 2.3e-3, 6e-4, 1.3e-4, 2.5e-5, 3.6e-6 and 3.9e-7; this gives 0.07, 0.11, 0.19, 0.32, 0.52 and 0.83.
 */
const tailError = { people: 745, level: 0.06, curvature: 0.007, start: 0.02, max: 1.5 }

/** Computes the share of impostor pairs above a similarity. */
export type ImpostorModel = (similarity: number) => number

/** Computes how many chances a stranger has against a gallery. */
export function countChances(templatesOf: readonly number[]): number {
  return templatesOf.reduce((sum, templates) => sum + templates ** chancesExponent, 0)
}

/**
 * Finds from which similarity on two people of a gallery count as one person, for a model that nobody has measured: to
 * some models everybody is alike, and with a fixed number most strangers would count for nothing.
 * @returns a cosine, at least `minSamePersonSimilarity`
 */
export function findSamePersonSimilarity({ impostor: { similarity } }: GalleryScores): number {
  if (similarity.length < minTailPairs) return minSamePersonSimilarity
  const { level, width } = describeMiddle(similarity)
  return Math.max(minSamePersonSimilarity, level + minSamePersonWidths * width)
}

/**
 * Counts a gallery's impostor similarities, each person as often as `drawn` says.
 * @param limit a cosine; pairs from there on count for nothing
 */
export function countImpostors(
  { impostor }: GalleryScores,
  drawn: Uint16Array | null,
  limit = minSamePersonSimilarity,
): Histogram {
  const counts = emptyCounts()
  const { similarity, first, second } = impostor
  for (let pair = 0; pair < similarity.length; pair++) {
    if (similarity[pair]! >= limit) continue
    counts[binOf(similarity[pair]!)]! += drawn === null ? 1 : drawn[first[pair]!]! * drawn[second[pair]!]!
  }
  return histogramOf(counts)
}

/**
 * Draws what may be true of strangers, given the gallery. With a reference, offices are drawn from the belief about
 * offices, corrected by what this gallery shows; without one, the gallery's own tail, its people resampled.
 * @param own all of the gallery's pairs
 * @param random 0..1
 * @param limit as `own` was counted with
 */
export function possibleModels(
  scores: GalleryScores,
  own: Histogram,
  reference: Reference | null,
  random: Uniform,
  limit = minSamePersonSimilarity,
): readonly ImpostorModel[] {
  if (reference === null) return resampleTails(scores, limit, random)
  const belief = updateBelief(reference.offices, describeOffice(own, tailShape), scores.people)
  return Array.from({ length: draws }, () => {
    const office = drawOffice(belief, [normalFrom(random), normalFrom(random), normalFrom(random)])
    return (similarity) => shareAbove(reference, office, similarity)
  })
}

/**
 * Averages over the possible models, of which the mildest count only as far as the gallery has spoken: with nobody to
 * compare the threshold stands where the office of the most alike people is safe, and it comes down person by person.
 */
export function averageModels(possible: readonly ImpostorModel[], people: number): ImpostorModel {
  const counted = Math.max(1, Math.round((possible.length * people) / (people + cautiousPeople)))
  return (similarity) => {
    const rates = Float64Array.from(possible, (model) => model(similarity)).sort()
    return rates.subarray(-counted).reduce((sum, rate) => sum + rate, 0) / counted
  }
}

/** Bootstraps over people, since all templates of a person fail together (Bolle et al. 2004, subset bootstrap). */
function resampleTails(scores: GalleryScores, limit: number, random: Uniform): readonly ImpostorModel[] {
  const tails = Array.from({ length: resamples }, () => {
    const pairs = countImpostors(scores, drawWithReplacement(scores.people, random), limit)
    return pairs.total < minTailPairs ? null : fitPareto(pairs)
  })
  return Array.from({ length: draws }, (_, draw) => {
    const noise = normalFrom(random)
    const tail = tails[draw % resamples]!
    return (similarity) => wobbleExceedance(tail?.exceedance(similarity) ?? 1, scores.people, noise)
  })
}

/** Moves an exceedance estimated from `people` by `noise` standard errors. */
function wobbleExceedance(exceedance: number, people: number, noise: number): number {
  if (people === 0) return Math.min(1, exceedance)
  const depth = Math.max(0, Math.log(tailError.start / Math.max(exceedance, 1e-12)))
  const error = Math.hypot(tailError.level, tailError.curvature * depth ** 2) * Math.sqrt(tailError.people / people)
  return Math.min(1, exceedance * Math.exp(noise * Math.min(tailError.max, error)))
}

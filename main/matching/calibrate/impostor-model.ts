import { normalFrom, type Uniform } from '../../numeric/random.ts'
import { describeOffice, drawOffice, learn } from './office.ts'
import { type Reference, shareAbove, tailShape } from './reference.ts'
import type { GalleryScores } from './scores.ts'
import { binOf, emptyCounts, fitPareto, type Histogram, histogramOf } from './tail.ts'

/**
 * Templates of one person resemble each other, so k of them do not give a stranger k chances. Measured on the reference
 * faces at similarities of 0.35 to 0.45: 1.76 to 2 chances for two templates, 2.3 to 3 for three, 2.9 to 4 for four,
 * the more the higher the similarity, which k^0.9 describes well enough.
 */
const chancesExponent = 0.9

/** A pair of people this alike is far more often one person enrolled twice, or twins, than a sample of strangers. */
export const suspiciouslyAlike = 0.6

/** What a gallery could be: enough for the ends of a 95 % interval. */
const draws = 200
/** Resampled tails, each used by several draws: resampling takes most of the time. */
const resamples = 50
/** Fewer pairs show no tail. */
const minTailPairs = 200
/**
 * Standard error of the logarithm of a fitted exceedance e, from 745 people: the root of 0.06 squared and
 * (0.007 ln(0.02/e)^2) squared. A bootstrap over the reference people gave 0.07, 0.10, 0.17, 0.32, 0.59 and 1.07 at e
 * of 2.3e-3, 6e-4, 1.3e-4, 2.5e-5, 3.6e-6 and 3.9e-7; this gives 0.07, 0.11, 0.19, 0.32, 0.52 and 0.83.
 */
const tailError = { people: 745, level: 0.06, curvature: 0.007, start: 0.02, max: 1.5 }

/** Share of impostor pairs above a similarity. */
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

/**
 * What may be true of strangers, after seeing the gallery. With a reference: offices drawn from what is believed about
 * offices, corrected by what this gallery shows. Without one: the gallery's own tail, its people resampled.
 * @param own all of the gallery's pairs
 * @param random 0..1
 */
export function possibleModels(
  scores: GalleryScores,
  own: Histogram,
  reference: Reference | null,
  random: Uniform,
): readonly ImpostorModel[] {
  if (reference === null) return resampledTails(scores, random)
  const belief = learn(reference.offices, describeOffice(own, tailShape), scores.people)
  return Array.from({ length: draws }, () => {
    const office = drawOffice(belief, [normalFrom(random), normalFrom(random), normalFrom(random)])
    return (similarity) => shareAbove(reference, office, similarity)
  })
}

/** The expected share over all that is possible: what a promise is about as long as nobody knows which one is true. */
export function expectedOf(possible: readonly ImpostorModel[]): ImpostorModel {
  return (similarity) => possible.reduce((sum, model) => sum + model(similarity), 0) / possible.length
}

/** The bootstrap draws people, since all templates of a person fail together (Bolle et al. 2004, subset bootstrap). */
function resampledTails(scores: GalleryScores, random: Uniform): readonly ImpostorModel[] {
  const tails = Array.from({ length: resamples }, () => {
    const pairs = impostorHistogram(scores, resampleCounts(scores.people, random))
    return pairs.total < minTailPairs ? null : fitPareto(pairs)
  })
  return Array.from({ length: draws }, (_, draw) => {
    const noise = normalFrom(random)
    const tail = tails[draw % resamples]!
    return (similarity) => wobbleExceedance(tail?.exceedance(similarity) ?? 1, scores.people, noise)
  })
}

/** An exceedance estimated from `people`, moved by `noise` standard errors. */
function wobbleExceedance(exceedance: number, people: number, noise: number): number {
  if (people === 0) return Math.min(1, exceedance)
  const depth = Math.max(0, Math.log(tailError.start / Math.max(exceedance, 1e-12)))
  const error = Math.hypot(tailError.level, tailError.curvature * depth ** 2) * Math.sqrt(tailError.people / people)
  return Math.min(1, exceedance * Math.exp(noise * Math.min(tailError.max, error)))
}

/** How often each person is drawn when as many as there are are drawn with replacement. */
function resampleCounts(people: number, random: Uniform): Uint16Array {
  const drawn = new Uint16Array(people)
  for (let draw = 0; draw < people; draw++) drawn[Math.floor(random() * people)]! += 1
  return drawn
}

import type { Uniform } from '../../numeric/random.ts'
import { estimateMisses } from './genuine-model.ts'
import {
  averageModels,
  countChances,
  countImpostors,
  findSamePersonSimilarity,
  type ImpostorModel,
  minSamePersonSimilarity,
  possibleModels,
} from './impostor-model.ts'
import type { Reference } from './reference.ts'
import type { GalleryScores } from './scores.ts'
import { fitNormal, fitPareto, type TailFit } from './tail.ts'

/** An error rate that the user wants to rely on. */
export type RatePromise =
  /** The share of strangers at the door who are named as somebody. */
  | { readonly kind: 'fpir'; readonly rate: number }
  /** The share of comparisons of two different people that match. */
  | { readonly kind: 'fmr'; readonly rate: number }

export interface Basis {
  /** Where the reference was measured; null when the model has none. */
  readonly reference: string | null
  readonly ownPeople: number
  readonly ownPairs: number
  readonly ownGenuine: number
  /**
   * The gallery's own impostor tail in two descriptions, and how well each fits; empty where there are too few pairs.
   */
  readonly fits: readonly Pick<TailFit, 'name' | 'parameters' | 'worstRatio'>[]
}

export type Calibration =
  | {
      readonly kind: 'calibrated'
      readonly threshold: number
      /** 95 % interval of the threshold. */
      readonly interval: readonly [low: number, high: number]
      readonly promise: RatePromise
      /** At this threshold, in this gallery. */
      readonly expectedFpir: number
      readonly expectedFmr: number
      /** Share of colleagues who are asked to try again; null when nothing is known about it. */
      readonly expectedFnir: number | null
      readonly people: number
      readonly templates: number
      readonly basis: Basis
    }
  /** `best` is the lowest rate that can be promised with these people; null when none can. */
  | {
      readonly kind: 'too-little-data'
      readonly best: number | null
      readonly people: number
      readonly message: string
    }

/** A promise does not count when it may be off by more than this factor, at the upper end of its 95 % interval. */
const maxPromiseFactor = 5
/** Stricter thresholds would refuse most colleagues: half of all genuine pairs are below 0.69. */
const maxThreshold = 0.75
const roundRates = [0.1, 1 / 20, 1 / 30, 1 / 50, 1 / 100, 1 / 200, 1 / 300, 1 / 500, 1e-3, 5e-4, 2e-4, 1e-4, 1e-5, 1e-6]

/** What the gallery tells about strangers: the expected rates, and the range of possible ones. */
export interface Evidence {
  readonly scores: GalleryScores
  readonly reference: Reference | null
  readonly best: ImpostorModel
  readonly possible: readonly ImpostorModel[]
  /** How many chances a stranger has against the gallery. */
  readonly chances: number
  readonly basis: Basis
}

/** Weighs a gallery's own pairs against what is known of other offices. */
export function weighEvidence(scores: GalleryScores, reference: Reference | null, random: Uniform): Evidence {
  const limit = reference === null ? findSamePersonSimilarity(scores) : minSamePersonSimilarity
  const own = countImpostors(scores, null, limit)
  const possible = possibleModels(scores, own, reference, random, limit)
  return {
    scores,
    reference,
    best: averageModels(possible, scores.people),
    possible,
    chances: countChances(scores.templatesOf),
    basis: {
      reference: reference?.basis ?? null,
      ownPeople: scores.people,
      ownPairs: own.total,
      ownGenuine: scores.genuine.similarity.length,
      fits:
        own.total < 50
          ? []
          : [fitNormal(own), fitPareto(own)].map(({ name, parameters, worstRatio }) => ({
              name,
              parameters,
              worstRatio,
            })),
    },
  }
}

/**
 * Finds the threshold that keeps a promise in this gallery. FPIR = 1 - (1 - FMR)^chances: a stranger is compared with
 * every person independently (NIST IR 8271, section 2), which held within 0.007 of the threshold on the reference faces
 * at 50 to 320 people.
 */
export function calibrate(evidence: Evidence, promise: RatePromise): Calibration {
  const { scores, best, possible, basis } = evidence
  const { people, templates } = scores
  const threshold = people === 0 ? null : thresholdFor(best, promise, evidence.chances)
  if (threshold === null || !isHeld(evidence, threshold, promise)) return tooLittle(evidence, promise)
  const thresholds = possible
    .map((model) => thresholdFor(model, promise, evidence.chances) ?? maxThreshold)
    .sort((a, b) => a - b)
  const expectedFmr = best(threshold)
  const misses = estimateMisses(scores, evidence.reference, threshold)
  return {
    kind: 'calibrated',
    threshold,
    interval: [percentile(thresholds, 0.025), percentile(thresholds, 0.975)],
    promise,
    expectedFmr,
    expectedFpir: fpir(expectedFmr, evidence.chances),
    expectedFnir: Number.isNaN(misses) ? null : misses,
    people,
    templates,
    basis,
  }
}

/** Computes the share of strangers named from the share of pairs above the threshold. */
export function fpir(fmr: number, chances: number): number {
  return -Math.expm1(chances * Math.log1p(-Math.min(fmr, 1 - 1e-12)))
}

function rateAt(model: ImpostorModel, similarity: number, { kind }: RatePromise, chances: number): number {
  const fmr = model(similarity)
  return kind === 'fmr' ? fmr : fpir(fmr, chances)
}

/** Finds the threshold by bisection, since the rate falls with the similarity. */
function thresholdFor(model: ImpostorModel, promise: RatePromise, chances: number): number | null {
  if (rateAt(model, maxThreshold, promise, chances) > promise.rate) return null
  let low = -1
  let high = maxThreshold
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (rateAt(model, middle, promise, chances) > promise.rate) low = middle
    else high = middle
  }
  return high
}

/** Tells whether the promise is kept within `maxPromiseFactor` by all but a fortieth of the possible models. */
function isHeld({ possible, chances }: Evidence, threshold: number, promise: RatePromise): boolean {
  const rates = possible.map((model) => rateAt(model, threshold, promise, chances)).sort((a, b) => a - b)
  return percentile(rates, 0.975) <= maxPromiseFactor * promise.rate
}

function tooLittle(evidence: Evidence, wanted: RatePromise): Calibration {
  const { people } = evidence.scores
  const best = roundRates.findLast((rate) => {
    if (people === 0 || rate < wanted.rate) return false
    const threshold = thresholdFor(evidence.best, { ...wanted, rate }, evidence.chances)
    return threshold !== null && isHeld(evidence, threshold, { ...wanted, rate })
  })
  const who = people === 0 ? 'nobody enrolled' : people === 1 ? 'one person' : `${people} people`
  const message =
    best === undefined
      ? `With ${who} nothing can be promised yet. Enrol more people.`
      : `With ${who} we can promise 1 in ${Math.round(1 / best)} at best. Enrol more people, or ask for less.`
  return { kind: 'too-little-data', best: best ?? null, people, message }
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

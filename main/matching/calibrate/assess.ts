import type { ModelId } from '../../contract/entities.ts'
import type { Uniform } from '../../numeric/random.ts'
import type { GalleryEntry } from '../match.ts'
import { type Calibration, calibrate, type Evidence, fpir, type RatePromise, weighEvidence } from './calibrate.ts'
import { referenceFor } from './default-reference.ts'
import { estimateMisses } from './genuine-model.ts'
import { type GalleryScores, type LookalikePair, scoreGallery } from './scores.ts'

/** Everything that a gallery's own templates say about thresholds. */
export interface Assessment {
  readonly people: number
  readonly templates: number
  readonly genuine: Histogram
  readonly impostor: Histogram
  /** Error rates by threshold, in steps of 0.01. */
  readonly curve: readonly RatesAt[]
  readonly fits: Evidence['basis']['fits']
  readonly reference: string | null
  readonly lookalikes: readonly LookalikePair[]
  readonly hardest: GalleryScores['hardest']
  /** Null when no promise was asked for. */
  readonly calibration: Calibration | null
}

export interface RatesAt {
  readonly threshold: number
  readonly fmr: number
  readonly fpir: number
  readonly fnir: number | null
}

export interface Histogram {
  readonly from: number
  readonly step: number
  readonly counts: readonly number[]
}

const from = -0.4
const step = 0.02
const bins = 70
/** Thresholds outside of this range are of no use. */
const curveFrom = 0.1
const curveTo = 0.75

/**
 * Weighs a gallery's evidence about thresholds, and calibrates a promise if one is given; takes seconds for a thousand
 * people.
 * @param entries all templates of `model`, which is null when nothing is known of how they compare
 * @param random 0..1, for the bootstrap
 */
export function assess(
  entries: readonly GalleryEntry[],
  model: ModelId | null,
  promise: RatePromise | null,
  random: Uniform,
): Assessment {
  const scores = scoreGallery(entries, random)
  const evidence = weighEvidence(scores, model === null ? null : referenceFor(model), random)
  return {
    people: scores.people,
    templates: scores.templates,
    genuine: histogram(scores.genuine.similarity),
    impostor: histogram(scores.impostor.similarity),
    curve: ratesByThreshold(evidence),
    fits: evidence.basis.fits,
    reference: evidence.basis.reference,
    lookalikes: scores.lookalikes,
    hardest: scores.hardest,
    calibration: promise === null ? null : calibrate(evidence, promise),
  }
}

function ratesByThreshold({ best, chances, scores, reference }: Evidence): RatesAt[] {
  const steps = Math.round((curveTo - curveFrom) / 0.01)
  return Array.from({ length: steps + 1 }, (_, index) => {
    const threshold = curveFrom + index * 0.01
    const fmr = best(threshold)
    const misses = estimateMisses(scores, reference, threshold)
    return { threshold, fmr, fpir: fpir(fmr, chances), fnir: Number.isNaN(misses) ? null : misses }
  })
}

function histogram(similarities: Float32Array): Histogram {
  const counts = new Array<number>(bins).fill(0)
  for (const similarity of similarities) {
    const bin = Math.floor((similarity - from) / step)
    counts[Math.min(bins - 1, Math.max(0, bin))]! += 1
  }
  return { from, step, counts }
}

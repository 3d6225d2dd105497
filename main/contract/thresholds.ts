import { z } from 'zod'
import { Instant, PersonRef, Similarity, TemplateId } from './entities.ts'
import { method } from './method.ts'
import { RatePromise } from './rate-promise.ts'
import { Settings } from './settings.ts'

const TailFit = z.object({
  name: z.string(),
  parameters: z.record(z.string(), z.number()).readonly(),
  /** Largest factor between the fit and what was counted in the tail: 1 is perfect. */
  worstRatio: z.number(),
})

export const Basis = z.object({
  /** Where the reference distribution was measured; null when the model has none. */
  reference: z.string().nullable(),
  ownPeople: z.number().int(),
  ownPairs: z.number().int(),
  ownGenuine: z.number().int(),
  fits: z.array(TailFit).readonly(),
})

/** The threshold that keeps a promise for the gallery as it is, or why none can be named. */
export const Calibration = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('calibrated'),
    threshold: Similarity,
    /** 95 %. */
    interval: z.tuple([Similarity, Similarity]).readonly(),
    promise: RatePromise,
    expectedFpir: z.number(),
    expectedFmr: z.number(),
    /** Share of colleagues who are asked to try again; null when nothing is known about it. */
    expectedFnir: z.number().nullable(),
    people: z.number().int(),
    templates: z.number().int(),
    basis: Basis,
  }),
  z.object({
    kind: z.literal('too-little-data'),
    /** The smallest rate that can be promised with these people; null when none can. */
    best: z.number().nullable(),
    people: z.number().int(),
    message: z.string(),
  }),
])
export type Calibration = z.infer<typeof Calibration>

/** Counts of similarities in equal steps; the first bin begins at `from`. */
const Histogram = z.object({ from: z.number(), step: z.number(), counts: z.array(z.number().int()).readonly() })

/** What the gallery's own templates say about the threshold. */
export const ThresholdReport = z.object({
  people: z.number().int(),
  templates: z.number().int(),
  current: z.object({ threshold: Similarity, margin: z.number(), version: z.number().int() }),
  genuine: Histogram,
  impostor: Histogram,
  /** Expected error rates by threshold, rising; `fnir` is null when nothing is known about it. */
  curve: z
    .array(z.object({ threshold: Similarity, fmr: z.number(), fpir: z.number(), fnir: z.number().nullable() }))
    .readonly(),
  fits: z.array(TailFit).readonly(),
  reference: z.string().nullable(),
  /** Pairs of people who are most alike, worst first, with the templates that are. */
  lookAlikes: z.array(
    z.object({
      people: z.tuple([PersonRef, PersonRef]),
      templates: z.tuple([TemplateId, TemplateId]),
      similarity: Similarity,
    }),
  ),
  /** People whose own templates are least alike: they need new ones. Hardest first. */
  hardest: z.array(z.object({ person: PersonRef, similarity: Similarity })),
  history: z.array(
    z.object({
      version: z.number().int(),
      threshold: Similarity,
      margin: z.number(),
      since: Instant,
      /** The promise it was derived from; null when it was set by hand. */
      promise: RatePromise.nullable(),
    }),
  ),
  /** How live scores compare with the calibrated ones. */
  drift: z.object({
    /** Recognitions looked at. */
    looked: z.number().int(),
    /** Share of them below the level that one in ten was expected to be below; null while there are too few. */
    low: z.number().nullable(),
    alarm: z.boolean(),
  }),
})
export type ThresholdReport = z.infer<typeof ThresholdReport>

/** Taking seconds for large galleries, in a thread of its own. */
export const thresholdMethods = {
  'thresholds.report': method(z.object({}), ThresholdReport),
  /** The threshold for a promise; changes nothing. */
  'thresholds.calibrate': method(z.object({ promise: RatePromise }), Calibration),
  /**
   * Puts the threshold of a promise in use; from then on it follows the gallery, until a threshold is set by hand.
   * Null lets the threshold stay as it is and no longer follow.
   */
  'thresholds.apply': method(
    z.object({ promise: RatePromise.nullable() }),
    z.object({ settings: Settings, calibration: Calibration.nullable() }),
  ),
}

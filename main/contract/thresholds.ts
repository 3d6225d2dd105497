import { z } from 'zod'
import { Instant, PersonRef, Similarity, TemplateId } from './entities.ts'
import { method } from './method.ts'
import { RatePromise } from './rate-promise.ts'
import { Settings } from './settings.ts'

const TailFit = z.object({
  name: z.string(),
  parameters: z.record(z.string(), z.number()).readonly(),
  /** The greatest factor between the fit and the counts in the tail: 1 is perfect. */
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

/** The threshold that keeps a promise for the gallery as it is, or why there is none. */
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
    /** The lowest rate that can be promised with these people; null when none can. */
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
  /** Expected error rates by rising threshold; `fnir` is null when nothing is known about it. */
  curve: z
    .array(z.object({ threshold: Similarity, fmr: z.number(), fpir: z.number(), fnir: z.number().nullable() }))
    .readonly(),
  fits: z.array(TailFit).readonly(),
  reference: z.string().nullable(),
  /** The most similar pairs of people, worst first, with their most similar templates. */
  lookAlikes: z.array(
    z.object({
      people: z.tuple([PersonRef, PersonRef]),
      templates: z.tuple([TemplateId, TemplateId]),
      similarity: Similarity,
    }),
  ),
  /** People whose own templates are least similar and who need new ones, hardest first. */
  hardest: z.array(z.object({ person: PersonRef, similarity: Similarity })),
  /** People with one photo only: how many they are, and those with the poorest photos. */
  singles: z.object({
    people: z.number().int(),
    poorest: z.array(z.object({ person: PersonRef, template: TemplateId, quality: z.number() })).readonly(),
  }),
  history: z.array(
    z.object({
      version: z.number().int(),
      threshold: Similarity,
      margin: z.number(),
      since: Instant,
      /** The promise it was derived from; null when it was set by hand. */
      promise: RatePromise.nullable(),
      /** How many people it was derived from; null when that was not asked, as at the beginning. */
      people: z.number().int().nullable(),
    }),
  ),
  /** How live scores compare with the calibrated ones. */
  drift: z.object({
    /** Recognitions counted. */
    looked: z.number().int(),
    /** Share of them below the level that one in ten was expected to be below; null while there are too few. */
    low: z.number().nullable(),
    alarm: z.boolean(),
  }),
})
export type ThresholdReport = z.infer<typeof ThresholdReport>

/** Methods that take seconds for large galleries, in a thread of their own. */
export const thresholdMethods = {
  'thresholds.report': method(z.object({}), ThresholdReport),
  /** Finds the threshold for a promise; changes nothing. */
  'thresholds.calibrate': method(z.object({ promise: RatePromise }), Calibration),
  /**
   * Puts the threshold of a promise in use, which then follows the gallery until one is set by hand. Null keeps the
   * threshold as it is, no longer following.
   */
  'thresholds.apply': method(
    z.object({ promise: RatePromise.nullable() }),
    z.object({ settings: Settings, calibration: Calibration.nullable() }),
  ),
}

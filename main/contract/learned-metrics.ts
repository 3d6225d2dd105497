import { z } from 'zod'
import { Instant, ModelId } from './entities.ts'

/** Records of the metric lab, as they cross process borders. Shares are 0..1, angles radians. */

export const measureNames = ['tar-1e-2', 'tar-1e-3', 'eer', 'auc', 'rank-1', 'fnir-1e-2', 'knn', 'accuracy'] as const

export const MeasureName = z.enum(measureNames)
export type MeasureName = z.infer<typeof MeasureName>

/** A value with its 95 % bootstrap interval over people; null where too few people were there to measure it. */
export const Interval = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type Interval = z.infer<typeof Interval>

export const Measured = z.record(MeasureName, Interval)
export type Measured = z.infer<typeof Measured>

/** For each measure that needs more people, about how many would do. */
export const PeopleNeeded = z.partialRecord(MeasureName, z.number().int())
export type PeopleNeeded = z.infer<typeof PeopleNeeded>

/** Values of a loss's parameters by their names. */
export const LossParameters = z.record(z.string(), z.number())

/** How a metric is fitted; see docs/metric-lab.md. */
export const Recipe = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('closed'),
    form: z.enum(['whitening', 'wccn', 'cross-wccn', 'lda']),
    rows: z.number().int().nullable(),
    shrinkage: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('trained'),
    loss: z.string(),
    parameters: LossParameters,
    head: z.enum(['linear', 'diagonal']),
    rows: z.number().int().nullable(),
    optimiser: z.enum(['adam', 'sgd']),
    learningRate: z.number(),
    weightDecay: z.number(),
    steps: z.number().int(),
    peoplePerBatch: z.number().int(),
    photosPerPerson: z.number().int(),
    checkEvery: z.number().int(),
    patience: z.number().int(),
  }),
])
export type Recipe = z.infer<typeof Recipe>

export const MetricVerdict = z.object({
  kind: z.enum(['better', 'unproved', 'worse', 'nothing-learned']),
  adoptable: z.boolean(),
  /** English; the screen has its own words for each kind. */
  message: z.string(),
  /** Recipes that have been judged on these people. */
  looks: z.number().int().default(1),
  /** Gain in TAR at FAR 1e-2, with an interval that holds for all of them at once. */
  gain: Interval.default({ value: null, low: null, high: null }),
})
export type MetricVerdict = z.infer<typeof MetricVerdict>

/** Similarities that impostors exceed equally often under the standard metric and under this one. */
export const ThresholdPair = z.object({ fmr: z.number(), before: z.number(), after: z.number() })

/** Where embeddings come from: the enrolled templates, or an import. */
export const MetricSource = z.enum(['gallery', 'imported'])
export type MetricSource = z.infer<typeof MetricSource>

/** A metric that was trained and kept, with what cross-validation says about it. */
export const LearnedMetric = z.object({
  version: z.number().int().positive(),
  model: ModelId,
  /** Name of the loss or the closed form. */
  name: z.string(),
  recipe: Recipe,
  seed: z.number().int(),
  source: MetricSource,
  people: z.number().int(),
  photos: z.number().int(),
  /** Shape of W. */
  rows: z.number().int(),
  columns: z.number().int(),
  gain: Measured,
  verdict: MetricVerdict,
  thresholds: z.array(ThresholdPair).readonly(),
  trainedAt: Instant,
})
export type LearnedMetric = z.infer<typeof LearnedMetric>

/** `loss` is the mean of the batches since the previous point; `heldOut` the mean TAR of the held-out people. */
export const LearningPoint = z.object({
  step: z.number().int(),
  loss: z.number().nullable(),
  heldOut: z.number().nullable(),
})
export type LearningPoint = z.infer<typeof LearningPoint>

/** Share of pairs in each 2 degrees of angle, 0..180. */
export const AngleHistogram = z.object({
  genuine: z.array(z.number()).readonly(),
  impostor: z.array(z.number()).readonly(),
})
export type AngleHistogram = z.infer<typeof AngleHistogram>

export const JudgedMetric = z.object({
  peopleNeeded: PeopleNeeded,
  before: Measured,
  after: Measured,
  gain: Measured,
  verdict: MetricVerdict,
  angles: z.object({ before: AngleHistogram, after: AngleHistogram }),
})
export type JudgedMetric = z.infer<typeof JudgedMetric>

export const ComparisonRow = z.discriminatedUnion('kind', [
  JudgedMetric.extend({
    kind: z.literal('judged'),
    name: z.string(),
    recipe: Recipe,
    /** One learning curve per fold; empty for closed forms. */
    curves: z.array(z.array(LearningPoint).readonly()).readonly(),
    seconds: z.number(),
  }),
  z.object({ kind: z.literal('failed'), name: z.string(), recipe: Recipe, message: z.string() }),
])
export type ComparisonRow = z.infer<typeof ComparisonRow>

export const ComparisonTable = z.object({
  model: z.string(),
  people: z.number().int(),
  photos: z.number().int(),
  folds: z.number().int(),
  /** How often people were dealt into folds. */
  repeats: z.number().int(),
  seed: z.number().int(),
  standard: Measured,
  peopleNeeded: PeopleNeeded,
  rows: z.array(ComparisonRow).readonly(),
})
export type ComparisonTable = z.infer<typeof ComparisonTable>

const Position = z.array(z.number()).readonly()

/** Photos of a few people mapped to two or three dimensions by one loss. */
export const MetricFigure = z.object({
  loss: z.string(),
  dimensions: z.union([z.literal(2), z.literal(3)]),
  /** In the order that `points` count in. */
  people: z.array(z.string()).readonly(),
  /** W x, not normalised. */
  points: z.array(z.object({ person: z.number().int(), position: Position })).readonly(),
  /** Class vectors, one per person; empty for losses without. */
  centres: z.array(Position).readonly(),
  /** Mean loss of the last batches. */
  finalLoss: z.number(),
  /** Share of photos nearest to their own person, for networks trained from pixels. */
  accuracy: z.number().nullable(),
})
export type MetricFigure = z.infer<typeof MetricFigure>

/** A point of a plot. */
export const CurvePoint = z.object({ x: z.number(), y: z.number() })
export type CurvePoint = z.infer<typeof CurvePoint>

/** A loss in words, numbers and curves. */
export const LossDescription = z.object({
  name: z.string(),
  title: z.string(),
  formula: z.string(),
  source: z.string(),
  kind: z.enum(['classes', 'embeddings']),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        meaning: z.string(),
        default: z.number(),
        minimum: z.number(),
        maximum: z.number(),
        integer: z.boolean(),
      }),
    )
    .readonly(),
  /**
   * Logit of the true class, relative to the other classes' scale, against its angle 0..pi; null for losses over
   * distances.
   */
  logit: z.array(CurvePoint).readonly().nullable(),
  /** For angle x to class 1, the angle y to class 2 at which both logits are equal. */
  boundary: z.array(CurvePoint).readonly().nullable(),
})
export type LossDescription = z.infer<typeof LossDescription>

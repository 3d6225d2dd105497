import { z } from 'zod'
import { Bytes, PersonId } from './entities.ts'
import { exportOutcome } from './events.ts'
import {
  ComparisonTable,
  JudgedMetric,
  LearnedMetric,
  LearningPoint,
  LossDescription,
  LossParameters,
  MetricFigure,
  MetricSource,
} from './learned-metrics.ts'
import { method } from './method.ts'

const Seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .default(1)

const Folds = z.number().int().min(2).max(20).default(5)

/** The caller's name for the work, under which `progress` is announced and which can be cancelled. */
const Task = z.string().min(1).max(64)

const Source = MetricSource.default('gallery')

/** The parts of a recipe that may be changed; what does not fit the loss is refused. */
export const RecipeChanges = z.object({
  parameters: LossParameters.optional(),
  head: z.enum(['linear', 'diagonal']).optional(),
  rows: z.number().int().positive().nullable().optional(),
  optimiser: z.enum(['adam', 'sgd']).optional(),
  learningRate: z.number().positive().optional(),
  weightDecay: z.number().min(0).optional(),
  steps: z.number().int().positive().optional(),
  shrinkage: z.number().min(0).max(1).nullable().optional(),
})
export type RecipeChanges = z.infer<typeof RecipeChanges>

/** The metrics that were kept, newest first; `current` is the version in use, null for the standard metric. */
export const MetricList = z.object({
  current: z.number().int().nullable(),
  metrics: z.array(LearnedMetric).readonly(),
})
export type MetricList = z.infer<typeof MetricList>

const SetSize = z.object({
  people: z.number().int(),
  photos: z.number().int(),
  /** People with two photos or more, who can be learned from. */
  several: z.number().int(),
})
export type SetSize = z.infer<typeof SetSize>

/** What a training was started with, and how far it came; when all steps are taken, only judging is left. */
export const StoppedTraining = z.object({
  loss: z.string(),
  changes: RecipeChanges,
  source: MetricSource,
  folds: z.number().int(),
  seed: z.number().int(),
  step: z.number().int(),
  steps: z.number().int(),
})
export type StoppedTraining = z.infer<typeof StoppedTraining>

const FigureInput = z.object({
  task: Task,
  loss: z.string(),
  parameters: LossParameters.default({}),
  dimensions: z.union([z.literal(2), z.literal(3)]).default(2),
  seed: Seed,
})

export const metricMethods = {
  /** Describes every loss and closed form, with curves for the given parameters (by loss) or the defaults. */
  'metric.losses': method(
    z.object({ parameters: z.record(z.string(), LossParameters).default({}) }),
    z.object({
      losses: z.array(LossDescription).readonly(),
      forms: z.array(z.object({ name: z.string(), title: z.string() })).readonly(),
    }),
  ),
  /** Counts what there is to learn from. */
  'metric.sets': method(z.object({}), z.object({ gallery: SetSize, imported: SetSize.nullable() })),
  /**
   * Trains a metric, judges it by cross-validation and keeps it; it is not in use until it is adopted. With `resume`, a
   * cancelled training goes on where it stopped.
   */
  'metric.train': method(
    z.object({
      task: Task,
      loss: z.string(),
      changes: RecipeChanges.default({}),
      source: Source,
      folds: Folds,
      seed: Seed,
      resume: z.boolean().default(false),
    }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('trained'),
        metric: LearnedMetric,
        judged: JudgedMetric,
        curve: z.array(LearningPoint).readonly(),
      }),
      z.object({ kind: z.literal('diverged'), message: z.string(), curve: z.array(LearningPoint).readonly() }),
      z.object({ kind: z.literal('cancelled'), resumable: z.boolean() }),
    ]),
  ),
  /** Finds the training that `metric.train` with the same input and `resume` would continue, also after a restart. */
  'metric.stopped': method(z.object({}), z.object({ stopped: StoppedTraining.nullable() })),
  /** Compares every loss (or those named) on the same identity-disjoint folds. */
  'metric.compare': method(
    z.object({
      task: Task,
      losses: z.array(z.string()).min(1).nullable().default(null),
      source: Source,
      folds: Folds,
      repeats: z.number().int().min(1).max(50).default(1),
      seed: Seed,
      replicates: z.number().int().min(100).max(10_000).default(1000),
    }),
    ComparisonTable,
  ),
  /** Cancels the work of that name, which then fails as `cancelled` or says so. */
  'metric.cancel': method(z.object({ task: Task }), z.object({})),
  'metric.list': method(z.object({}), MetricList),
  /** Puts a kept metric to use, with a threshold that lets as many impostors pass as before. */
  'metric.adopt': method(z.object({ version: z.number().int().positive() }), MetricList),
  /** Undoes the last adoption, and its threshold. */
  'metric.undo': method(z.object({}), MetricList),
  /** Maps eight people (or those named) to the circle or the sphere by one loss. */
  'metric.figure': method(
    FigureInput.extend({ source: Source, people: z.array(PersonId).min(2).max(20).nullable().default(null) }),
    MetricFigure,
  ),
  /** Does the same with a small network, trained from the enrolled photos themselves. */
  'metric.pixelFigure': method(
    FigureInput.extend({ steps: z.number().int().min(1).max(5000).default(150) }),
    MetricFigure,
  ),
  /** Exports embeddings as .npy and their labels as CSV; people are named by their numbers here. */
  'metric.export': method(z.object({ source: Source }), z.object({ npy: Bytes, labels: z.string() })),
  /**
   * Writes a kept metric as a pack of models (docs/model-change.md) into the exports folder, as `events.export` does:
   * the models in use, whose embedder returns what the metric makes of its embeddings. It holds no photo, name or
   * template, but what was learned from the faces of many people together.
   */
  'metric.exportPack': method(
    z.object({
      version: z.number().int().positive(),
      task: z.string().min(1).max(64).default('metric.exportPack'),
      file: z.string().nullable().default(null),
    }),
    exportOutcome({ name: z.string() }),
  ),
  /** Imports embeddings made elsewhere; `model` names their embedder, null when it is not known here. */
  'metric.import': method(
    z.object({ npy: Bytes, labels: z.string(), model: z.string().nullable().default(null) }),
    SetSize,
  ),
}

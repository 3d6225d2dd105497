import { AppError } from '../contract/errors.ts'
import type { AdoptedMetric } from './adoption.ts'
import { type ComparisonRow, compareDefaults, compareLosses, type Judged } from './compare.ts'
import type { EmbeddingSet } from './embedding-set.ts'
import type { Control } from './learning/fit.ts'
import type { Recipe } from './learning/recipe.ts'
import type { LearningPoint, TrainingState } from './learning/train.ts'
import { describeDivergence, type RunTask, runHere } from './tasks.ts'

export interface TrainOptions {
  readonly folds?: number
  /** How many other recipes were judged on these people before; the verdict allows for them. */
  readonly looks?: number
  readonly seed?: number
  readonly replicates?: number
  readonly run?: RunTask
  readonly signal?: AbortSignal
  /** Resumes a cancelled training of the same set, recipe and seed. */
  readonly resume?: TrainingState
  /**
   * Called when the map that would be kept is trained; resumed from this state, only judging is left. Not called for a
   * closed form.
   */
  readonly onFitted?: (state: TrainingState) => void
  /** `curve` is the learning curve so far while the map that would be kept is trained. */
  readonly onProgress?: (done: number, total: number, note: string, curve: readonly LearningPoint[]) => void
}

/** A learned map, and what cross-validation says about its recipe; only `judged.verdict.adoptable` may be adopted. */
export type TrainResult =
  | {
      readonly kind: 'trained'
      /** To be numbered by whoever stores it. */
      readonly metric: Omit<AdoptedMetric, 'version'>
      readonly judged: Judged
      readonly curve: readonly LearningPoint[]
    }
  | { readonly kind: 'diverged'; readonly message: string; readonly curve: readonly LearningPoint[] }
  | { readonly kind: 'cancelled'; readonly resume: TrainingState | null }

/**
 * Trains the map that would be kept on everybody but a held-out fifth, then cross-validates its recipe. The same set,
 * recipe and seed give the same W to the last bit. Cancelled while it is judged, it resumes with what was learned.
 * @throws AppError `too-little-data`, `recipe-out-of-range`
 */
export async function trainMetric(set: EmbeddingSet, recipe: Recipe, options: TrainOptions = {}): Promise<TrainResult> {
  const { run = runHere, signal = new AbortController().signal, resume = null, onProgress = () => {} } = options
  const { folds = compareDefaults.folds, seed = compareDefaults.seed } = options
  const control: Control = { signal, progress: onProgress }
  const fitted = await run('fit', { set, recipe, seed, resume }, control)
  if (fitted.kind === 'cancelled') return { kind: 'cancelled', resume: fitted.state }
  if (fitted.kind === 'diverged') return { kind: 'diverged', message: describeDivergence(recipe), curve: fitted.curve }
  const { curve, map, state } = fitted
  if (state !== null) options.onFitted?.(state)
  const judged = await judgeAlone(set, recipe, { ...options, folds, seed }, curve).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'cancelled') return null
    throw error
  })
  if (judged === null) return { kind: 'cancelled', resume: state }
  if (judged.kind === 'failed') return { kind: 'diverged', message: judged.message, curve }
  const { verdict, comparison, thresholds, angles } = judged
  return {
    kind: 'trained',
    metric: {
      model: set.model,
      rows: map.rows,
      columns: map.columns,
      W: Float32Array.from(map.data),
      recipe,
      seed,
      gain: comparison.gain,
      thresholds,
    },
    judged: { verdict, comparison, thresholds, angles },
    curve,
  }
}

async function judgeAlone(
  set: EmbeddingSet,
  recipe: Recipe,
  options: TrainOptions,
  curve: readonly LearningPoint[],
): Promise<ComparisonRow> {
  const onProgress = (done: number, total: number, note: string) => options.onProgress?.(done, total, note, curve)
  const { rows } = await compareLosses(set, { ...options, losses: [recipe], onProgress })
  return rows[0]!
}

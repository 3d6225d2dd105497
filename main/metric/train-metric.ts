import type { AdoptedMetric } from './adoption.ts'
import { compareDefaults, compareLosses, type Judged } from './compare.ts'
import type { EmbeddingSet } from './embedding-set.ts'
import type { Control } from './learning/fit.ts'
import type { Recipe } from './learning/recipe.ts'
import type { LearningPoint, TrainingState } from './learning/train.ts'
import { divergedMessage, type RunTask, runHere } from './tasks.ts'

export interface TrainOptions {
  readonly folds?: number
  readonly seed?: number
  readonly replicates?: number
  readonly run?: RunTask
  readonly signal?: AbortSignal
  /** Where a cancelled training is taken up again: same set, recipe and seed. */
  readonly resume?: TrainingState
  /** `curve` is the learning curve so far while the map that would be kept is trained. */
  readonly onProgress?: (done: number, total: number, note: string, curve: readonly LearningPoint[]) => void
}

/** A learned map, and what cross-validation says of its recipe; only `judged.verdict.adoptable` may be adopted. */
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
 * Trains the map that would be kept on everybody but a held-out fifth, then cross-validates its recipe.
 * The same set, recipe and seed give the same W to the last bit.
 * @throws AppError `too-little-data`, `invalid-input`; `cancelled` when cancelled while being judged
 */
export async function trainMetric(set: EmbeddingSet, recipe: Recipe, options: TrainOptions = {}): Promise<TrainResult> {
  const { run = runHere, signal = new AbortController().signal, resume = null, onProgress = () => {} } = options
  const { folds = compareDefaults.folds, seed = compareDefaults.seed } = options
  const control: Control = { signal, progress: onProgress }
  const fitted = await run('fit', { set, recipe, seed, resume }, control)
  if (fitted.kind === 'cancelled') return { kind: 'cancelled', resume: fitted.state }
  if (fitted.kind === 'diverged') return { kind: 'diverged', message: divergedMessage(recipe), curve: fitted.curve }
  const { curve, map } = fitted
  const { rows: table } = await compareLosses(set, {
    ...options,
    losses: [recipe],
    folds,
    seed,
    onProgress: (done, total, note) => onProgress(done, total, note, curve),
  })
  const judged = table[0]!
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

import { AppError } from '../contract/errors.ts'
import type { EmbeddingSet } from './embedding-set.ts'
import { type Comparison, comparePaired, type Measured, type Resampled } from './judging/bootstrap.ts'
import { splitPeople } from './judging/folds.ts'
import type { FoldScores, PeopleNeeded } from './judging/measure.ts'
import {
  type AngleHistogram,
  angleHistogram,
  judgeGain,
  type ThresholdPair,
  thresholdPairs,
  type Verdict,
} from './judging/verdict.ts'
import type { Control } from './learning/fit.ts'
import { type Recipe, recipeFor, recipeName, recipeNames } from './learning/recipe.ts'
import type { LearningPoint } from './learning/train.ts'
import { type FoldTrial, type RunTask, runHere } from './tasks.ts'

export interface CompareOptions {
  /** Names of losses and closed forms, or whole recipes; everything with its defaults when undefined. */
  readonly losses?: readonly (string | Recipe)[]
  readonly folds?: number
  /** How often people are dealt into folds anew; figures are means over all folds. */
  readonly repeats?: number
  readonly seed?: number
  /** How many other recipes were judged on these people before; verdicts allow for them. */
  readonly looks?: number
  /** Bootstrap samples for the intervals. */
  readonly replicates?: number
  /** Where the work is done; on the caller's thread when undefined. */
  readonly run?: RunTask
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number, note: string) => void
}

/** What cross-validation says about one recipe. */
export interface Judged {
  readonly comparison: Comparison
  readonly verdict: Verdict
  readonly thresholds: readonly ThresholdPair[]
  readonly angles: { readonly before: AngleHistogram; readonly after: AngleHistogram }
}

/** One recipe on the same folds as all others. */
export type ComparisonRow =
  | (Judged & {
      readonly kind: 'judged'
      readonly name: string
      readonly recipe: Recipe
      /** One learning curve per fold; empty for closed forms. */
      readonly curves: readonly (readonly LearningPoint[])[]
      /** Time spent fitting and scoring, all folds together. */
      readonly seconds: number
    })
  | { readonly kind: 'failed'; readonly name: string; readonly recipe: Recipe; readonly message: string }

export interface ComparisonTable {
  readonly model: string
  readonly people: number
  readonly photos: number
  readonly folds: number
  readonly repeats: number
  readonly seed: number
  /** The standard metric on the same folds. */
  readonly standard: Measured
  readonly peopleNeeded: PeopleNeeded
  readonly rows: readonly ComparisonRow[]
}

export const compareDefaults = { folds: 5, repeats: 1, seed: 1, replicates: 1000 } as const

/**
 * Cross-validates every recipe on the same identity-disjoint folds. A recipe that diverges is a row that says so.
 * @throws AppError `too-little-data`, `recipe-out-of-range`, and `cancelled` when the signal aborts
 */
export async function compareLosses(set: EmbeddingSet, options: CompareOptions = {}): Promise<ComparisonTable> {
  const { losses = recipeNames, run = runHere, onProgress = () => {} } = options
  const { folds = compareDefaults.folds, seed = compareDefaults.seed } = options
  const { repeats = compareDefaults.repeats, looks = 0 } = options
  const { replicates = compareDefaults.replicates, signal = new AbortController().signal } = options
  const recipes = losses.map((loss) => (typeof loss === 'string' ? recipeFor(loss) : loss))
  if (recipes.length === 0) throw new AppError('recipe-out-of-range', 'Name at least one loss to compare.')
  splitPeople(set, folds, seed)

  const dealt = folds * repeats
  const total = (dealt + 1) * (recipes.length + 1)
  let done = 0
  const control: Control = { signal, progress: () => {} }
  const advance = (note: string, by = 1) => {
    done += by
    onProgress(done, total, note)
  }
  const byFold = await Promise.all(
    Array.from({ length: dealt }, (_, i) => {
      const fold = i % folds
      const deal = seed + (i - fold) / folds
      const fitPart = async (part: readonly (Recipe | null)[]): Promise<FoldTrial[]> => {
        let fitted = 0
        const progress: Control['progress'] = (now, _total, note) => {
          advance(`${note}, fold ${i + 1} of ${dealt}`, now - fitted)
          fitted = now
        }
        return run('fold', { set, folds, fold, seed: deal, recipes: part }, { signal, progress })
      }
      const half = Math.ceil(recipes.length / 2)
      return Promise.all([fitPart([null, ...recipes.slice(0, half)]), fitPart(recipes.slice(half))])
    }),
  )
  const trialsOf = (i: number) => byFold.map((parts) => parts.flat()[i]!)
  const measure = async (trials: readonly FoldTrial[], note: string) => {
    const folds = trials.map(({ scores }) => scores!)
    const resampled = await run('resample', { folds, seed, replicates }, control)
    advance(note)
    return { folds, resampled }
  }
  const before = measure(trialsOf(0), 'standard')
  const rows = await Promise.all(
    recipes.map(async (recipe, i): Promise<ComparisonRow> => {
      const trials = trialsOf(i + 1)
      const name = recipeName(recipe)
      const failure = trials.find((trial) => trial.failure !== null)?.failure ?? null
      if (failure !== null) return { kind: 'failed', name, recipe, message: failure }
      const judged = judge(recipe, trials, await before, await measure(trials, name), looks + recipes.length)
      const seconds = trials.reduce((sum, trial) => sum + trial.seconds, 0)
      return { kind: 'judged', name, recipe, ...judged, curves: trials.map(({ curve }) => curve), seconds }
    }),
  )
  const { resampled } = await before
  const { before: standard, peopleNeeded } = comparePaired(resampled, resampled)
  return {
    model: set.model,
    people: set.people.length,
    photos: set.labels.length,
    folds,
    repeats,
    seed,
    standard,
    peopleNeeded,
    rows,
  }
}

interface MeasuredFolds {
  readonly folds: readonly FoldScores[]
  readonly resampled: Resampled
}

function judge(
  recipe: Recipe,
  trials: readonly FoldTrial[],
  before: MeasuredFolds,
  after: MeasuredFolds,
  looks: number,
): Judged {
  const comparison = comparePaired(before.resampled, after.resampled)
  const learned = recipe.kind === 'closed' || trials.some(({ bestStep }) => bestStep > 0)
  return {
    comparison,
    verdict: judgeGain(comparison, learned, looks),
    thresholds: thresholdPairs(before.folds, after.folds),
    angles: { before: angleHistogram(before.folds), after: angleHistogram(after.folds) },
  }
}

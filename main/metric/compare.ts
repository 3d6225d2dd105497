import { AppError } from '../contract/errors.ts'
import type { EmbeddingSet } from './embedding-set.ts'
import type { Measured } from './judging/bootstrap.ts'
import { splitPeople } from './judging/folds.ts'
import type { Control } from './learning/fit.ts'
import { type Recipe, recipeFor, recipeName, recipeNames } from './learning/recipe.ts'
import type { LearningPoint } from './learning/train.ts'
import { type FoldTrial, type Judged, type RunTask, runHere } from './tasks.ts'

export interface CompareOptions {
  /** Names of losses and closed forms, or whole recipes; everything with its defaults when undefined. */
  readonly losses?: readonly (string | Recipe)[]
  readonly folds?: number
  readonly seed?: number
  /** Bootstrap samples for the intervals. */
  readonly replicates?: number
  /** Where the work is done; on the caller's thread when undefined. */
  readonly run?: RunTask
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number, note: string) => void
}

/** One recipe on the same folds as all others. */
export type ComparisonRow =
  | (Judged & {
      readonly kind: 'judged'
      readonly name: string
      readonly recipe: Recipe
      /** One learning curve a fold; empty for closed forms. */
      readonly curves: readonly (readonly LearningPoint[])[]
      /** Spent fitting and scoring, all folds together. */
      readonly seconds: number
    })
  | { readonly kind: 'failed'; readonly name: string; readonly recipe: Recipe; readonly message: string }

export interface ComparisonTable {
  readonly model: string
  readonly people: number
  readonly photos: number
  readonly folds: number
  readonly seed: number
  /** The standard metric. */
  readonly standard: Measured
  readonly rows: readonly ComparisonRow[]
}

export const compareDefaults = { folds: 5, seed: 1, replicates: 1000 } as const

/**
 * Cross-validates every recipe on the same identity-disjoint folds. A recipe that diverges is a row that says so.
 * @throws AppError `too-little-data`, `invalid-input`, and `cancelled` when the signal fires
 */
export async function compareLosses(set: EmbeddingSet, options: CompareOptions = {}): Promise<ComparisonTable> {
  const { losses = recipeNames, run = runHere, onProgress = () => {} } = options
  const { folds = compareDefaults.folds, seed = compareDefaults.seed } = options
  const { replicates = compareDefaults.replicates, signal = new AbortController().signal } = options
  const recipes = losses.map((loss) => (typeof loss === 'string' ? recipeFor(loss) : loss))
  if (recipes.length === 0) throw new AppError('invalid-input', 'Name at least one loss to compare.')
  splitPeople(set, folds, seed)

  const total = folds * (recipes.length + 1) + recipes.length
  let done = 0
  const control: Control = { signal, progress: () => {} }
  const advance = (note: string, by = 1) => {
    done += by
    onProgress(done, total, note)
  }
  const byFold = await Promise.all(
    Array.from({ length: folds }, (_, fold) => {
      const fitPart = async (part: readonly (Recipe | null)[]): Promise<FoldTrial[]> => {
        const trials = await run('fold', { set, folds, fold, seed, recipes: part }, control)
        advance(`fold ${fold + 1} of ${folds}`, part.length)
        return trials
      }
      const half = Math.ceil(recipes.length / 2)
      return Promise.all([fitPart([null, ...recipes.slice(0, half)]), fitPart(recipes.slice(half))])
    }),
  )
  const trialsOf = (i: number) => byFold.map((parts) => parts.flat()[i]!)
  const before = trialsOf(0).map(({ scores }) => scores!)
  const rows = await Promise.all(
    recipes.map(async (recipe, i): Promise<ComparisonRow> => {
      const trials = trialsOf(i + 1)
      const name = recipeName(recipe)
      const failure = trials.find((trial) => trial.failure !== null)?.failure ?? null
      if (failure !== null) return { kind: 'failed', name, recipe, message: failure }
      const judged = await run('judge', { recipe, before, trials, seed, replicates }, control)
      advance(name)
      const seconds = trials.reduce((sum, trial) => sum + trial.seconds, 0)
      return { kind: 'judged', name, recipe, ...judged, curves: trials.map(({ curve }) => curve), seconds }
    }),
  )
  const anyRow = rows.find((row) => row.kind === 'judged')
  if (anyRow === undefined) {
    throw new AppError('too-little-data', rows.flatMap((row) => (row.kind === 'failed' ? [row.message] : []))[0]!)
  }
  const standard = anyRow.comparison.before
  return { model: set.model, people: set.people.length, photos: set.labels.length, folds, seed, standard, rows }
}

import type { EmbeddingSet } from './embedding-set.ts'
import { type Figure, type FigureRequest, projectForFigure } from './figure.ts'
import { type BootstrapOptions, type Resampled, resample } from './judging/bootstrap.ts'
import { splitForKept, splitPeople } from './judging/folds.ts'
import { type FoldScores, scoreFold } from './judging/measure.ts'
import { type Control, type Fitted, fitRecipe, prepareFold, stopIfCancelled } from './learning/fit.ts'
import { type Recipe, recipeName } from './learning/recipe.ts'
import type { LearningPoint, TrainingState } from './learning/train.ts'
import { type PixelFigure, type PixelFigureRequest, trainPixelFigure } from './pixels/pixel-figure.ts'

/** Fits recipes to one fold and scores its test people; progress counts recipes. */
export interface FoldRequest {
  readonly set: EmbeddingSet
  readonly folds: number
  readonly fold: number
  readonly seed: number
  /** Null is the standard metric. */
  readonly recipes: readonly (Recipe | null)[]
}

/** The result of one recipe on one fold; `scores` is null when it diverged. */
export interface FoldTrial {
  readonly scores: FoldScores | null
  readonly curve: readonly LearningPoint[]
  readonly bestStep: number
  readonly seconds: number
  /** Says why there are no scores. */
  readonly failure: string | null
}

export interface ResampleRequest extends BootstrapOptions {
  readonly folds: readonly FoldScores[]
}

export interface FitRequest {
  readonly set: EmbeddingSet
  readonly recipe: Recipe
  readonly seed: number
  readonly resume: TrainingState | null
}

/** The long computations that run in a worker: input and output are plain data. */
export const tasks = {
  fold: fitFold,
  resample: async ({ folds, ...options }: ResampleRequest, _: Control): Promise<Resampled> => resample(folds, options),
  fit: (request: FitRequest, control: Control): Promise<Fitted> =>
    fitRecipe(
      prepareFold(request.set, splitForKept(request.set, request.seed), request.seed),
      request.recipe,
      request.seed,
      control,
      request.resume,
    ),
  figure: (request: FigureRequest, control: Control): Promise<Figure> => projectForFigure(request, control),
  pixels: (request: PixelFigureRequest, control: Control): Promise<PixelFigure> => trainPixelFigure(request, control),
}

export type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type TaskInput<T extends TaskName> = Parameters<Tasks[T]>[0]
export type TaskOutput<T extends TaskName> = Awaited<ReturnType<Tasks[T]>>

/** Runs a task somewhere: here, or in a worker. */
export type RunTask = <T extends TaskName>(name: T, input: TaskInput<T>, control: Control) => Promise<TaskOutput<T>>

/** Runs tasks on the caller's own thread, in between its other work. */
export const runHere: RunTask = async (name, input, control) => {
  const task = tasks[name] as (input: unknown, control: Control) => Promise<never>
  return task(input, control)
}

async function fitFold({ set, folds, fold, seed, recipes }: FoldRequest, control: Control): Promise<FoldTrial[]> {
  const split = splitPeople(set, folds, seed)[fold]!
  const problem = recipes.every((recipe) => recipe === null) ? null : prepareFold(set, split, seed)
  const trials: FoldTrial[] = []
  const whole = recipes.length
  for (const recipe of recipes) {
    const started = performance.now()
    const end = (rest: Omit<FoldTrial, 'seconds'>) => {
      trials.push({ ...rest, seconds: (performance.now() - started) / 1000 })
      control.progress(trials.length, whole, recipe === null ? 'standard' : recipeName(recipe), [])
    }
    if (recipe === null || problem === null) {
      end({ scores: scoreFold(set, split, null, seed), curve: [], bestStep: 0, failure: null })
      continue
    }
    const fitted = await fitRecipe(problem, recipe, seed + fold, { ...control, progress: () => {} })
    stopIfCancelled(control.signal)
    if (fitted.kind === 'fitted') {
      const { curve, bestStep, map } = fitted
      end({ scores: scoreFold(set, split, map, seed), curve, bestStep, failure: null })
    } else {
      const { curve } = fitted.kind === 'diverged' ? fitted : { curve: [] }
      end({ scores: null, curve, bestStep: 0, failure: describeDivergence(recipe) })
    }
  }
  return trials
}

/** Explains a diverged training to the person who started it. */
export function describeDivergence(recipe: Recipe): string {
  return `${recipeName(recipe)} diverged: its loss grew out of bounds. Choose a lower learning rate. Nothing was changed.`
}

import { AppError } from '../../contract/errors.ts'
import type { LossParameters } from '../losses/loss.ts'
import { findLoss, losses, parametersOf } from '../losses/table.ts'
import { type ClosedForm, closedForms } from './closed-forms.ts'
import type { HeadKind } from './head.ts'
import type { OptimiserKind } from './optimiser.ts'

/** A map computed from covariances. */
export interface ClosedRecipe {
  readonly kind: 'closed'
  readonly form: ClosedForm
  /** Rows of W; null keeps as many as the embedding has dimensions. */
  readonly rows: number | null
  /** 0..1, see closed-forms.ts; null tries `shrinkages` and keeps what serves the held-out people best. */
  readonly shrinkage: number | null
}

/** A map learned step by step. */
export interface TrainedRecipe {
  readonly kind: 'trained'
  readonly loss: string
  readonly parameters: LossParameters
  readonly head: HeadKind
  readonly rows: number | null
  readonly optimiser: OptimiserKind
  readonly learningRate: number
  /** Pull towards the starting map, per step and unit of learning rate. */
  readonly weightDecay: number
  readonly steps: number
  readonly peoplePerBatch: number
  readonly photosPerPerson: number
  /** Steps between two checks of the held-out people. */
  readonly checkEvery: number
  /** Checks without an improvement before training stops. */
  readonly patience: number
}

export type Recipe = ClosedRecipe | TrainedRecipe

export type RecipeChanges = Partial<Omit<TrainedRecipe, 'kind' | 'loss'> & Pick<ClosedRecipe, 'shrinkage'>>

const trainedDefaults = {
  kind: 'trained',
  head: 'linear',
  rows: null,
  optimiser: 'adam',
  learningRate: 3e-4,
  weightDecay: 1,
  steps: 120,
  peoplePerBatch: 48,
  photosPerPerson: 3,
  checkEvery: 10,
  patience: 4,
} as const

/** All directions of LDA are the same metric as WCCN; fewer are what makes it another. */
const closedRows = { whitening: null, wccn: null, 'cross-wccn': null, lda: 128 } as const

/** Shrinkages g with g / (1 - g) from 1e-3 to 1e2 in steps of equal ratio. Fixed and wide, fitted to no data. */
export const shrinkages: readonly number[] = Array.from({ length: 11 }, (_, i) => {
  const odds = 10 ** (2 - i / 2)
  return odds / (1 + odds)
})

/** Names of everything that can be fitted: the losses, then the closed forms. */
export const recipeNames: readonly string[] = [...losses, ...closedForms].map(({ name }) => name)

/**
 * Makes the recipe of a loss or a closed form from its defaults and the given changes.
 * @throws AppError `recipe-out-of-range` for an unknown name or a value that makes no sense
 */
export function recipeFor(name: string, changes: RecipeChanges = {}): Recipe {
  const form = closedForms.find((candidate) => candidate.name === name)
  if (form !== undefined) {
    const { rows = closedRows[form.name], shrinkage = null } = changes
    if (shrinkage !== null) requireRange('shrinkage', shrinkage, 0, 1)
    return { kind: 'closed', form: form.name, rows, shrinkage }
  }
  const loss = findLoss(name)
  const { shrinkage: _, ...own } = changes
  const recipe: TrainedRecipe = {
    ...trainedDefaults,
    ...own,
    loss: loss.name,
    parameters: parametersOf(loss, changes.parameters ?? {}),
  }
  requireRange('learningRate', recipe.learningRate, 0, 1e6)
  requireRange('weightDecay', recipe.weightDecay, 0, 1e6)
  requireRange('steps', recipe.steps, 1, 1e6)
  requireRange('peoplePerBatch', recipe.peoplePerBatch, 2, 1e5)
  requireRange('photosPerPerson', recipe.photosPerPerson, 1, 1e3)
  requireRange('checkEvery', recipe.checkEvery, 1, 1e6)
  requireRange('patience', recipe.patience, 1, 1e6)
  return recipe
}

export function recipeName(recipe: Recipe): string {
  return recipe.kind === 'closed' ? recipe.form : recipe.loss
}

function requireRange(name: string, value: number, minimum: number, maximum: number): void {
  if (value >= minimum && value <= maximum) return
  throw new AppError('recipe-out-of-range', `${name} must be from ${minimum} to ${maximum}; it is ${value}.`)
}

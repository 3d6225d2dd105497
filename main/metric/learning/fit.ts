import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import { type EmbeddingSet, rowsOf, vectorsOf } from '../embedding-set.ts'
import type { Split } from '../judging/folds.ts'
import { scoreHeldOut } from '../judging/held-out.ts'
import { hasBothKinds, planPairs } from '../judging/pairs.ts'
import { type Matrix, multiply, multiplyTransposed } from '../linear-algebra/matrix.ts'
import { normaliseRows } from '../linear-algebra/normalise.ts'
import { principalAxes } from './axes.ts'
import { solveClosedForm } from './closed-forms.ts'
import { type ClosedRecipe, type Recipe, shrinkages } from './recipe.ts'
import {
  advanceTraining,
  beginTraining,
  type LearningPoint,
  pickBestMap,
  type TrainingProblem,
  type TrainingState,
} from './train.ts'

/** How a long computation reports progress and is cancelled. */
export interface Control {
  /** @param note what is being done, in English */
  progress(done: number, total: number, note: string, curve: readonly LearningPoint[]): void
  readonly signal: AbortSignal
}

/** @throws AppError `cancelled` once the signal has aborted */
export function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.')
}

/** The result of fitting a recipe. `cancelled` carries the state to resume from (null for a closed form). */
export type Fitted =
  | {
      readonly kind: 'fitted'
      /** W, to be applied to embeddings as the model makes them. */
      readonly map: Matrix
      readonly curve: readonly LearningPoint[]
      /** The step whose map was kept; at 0, the start, nothing learned was better. */
      readonly bestStep: number
      /** Training resumed from it ends at once, with the same map; null for a closed form. */
      readonly state: TrainingState | null
    }
  | { readonly kind: 'diverged'; readonly step: number; readonly curve: readonly LearningPoint[] }
  | { readonly kind: 'cancelled'; readonly state: TrainingState | null }

/**
 * A split made ready for any recipe, in the embedding's own dimensions and in the principal axes of the training rows.
 */
export interface FoldProblem {
  readonly axes: Matrix
  readonly own: TrainingProblem
  readonly inAxes: TrainingProblem
}

/** Prepares a split: the training people with two rows or more, and the held-out people's pairs. */
export function prepareFold(set: EmbeddingSet, split: Split, seed: number): FoldProblem {
  const rowsOfPerson = new Int32Array(set.people.length)
  for (const person of set.labels) rowsOfPerson[person]!++
  const people = split.train.filter((person) => rowsOfPerson[person]! > 1)
  const rows = rowsOf(set, people)
  const classes = new Map(people.map((person, i) => [person, i]))
  const plan = planPairs(set, split.heldOut, seed)
  const own: TrainingProblem = {
    embeddings: vectorsOf(set, rows),
    labels: Int32Array.from(rows, (i) => classes.get(set.labels[i]!)!),
    sides: Uint8Array.from(rows, (i) => set.roles[i]!),
    heldOut: hasBothKinds(plan) ? { embeddings: vectorsOf(set, plan.rows), plan } : null,
  }
  const axes = principalAxes(own.embeddings)
  const turnToAxes = (embeddings: Matrix) => multiplyTransposed(embeddings, axes)
  const heldOut = own.heldOut && { ...own.heldOut, embeddings: turnToAxes(own.heldOut.embeddings) }
  return { axes, own, inAxes: { ...own, embeddings: turnToAxes(own.embeddings), heldOut } }
}

/**
 * Fits a recipe to a split. The same seed and data give the same map to the last bit.
 * @param resume the state that a cancelled run of the same recipe, split and seed returned
 * @throws AppError `too-little-data` from closed forms
 */
export async function fitRecipe(
  { axes, own, inAxes }: FoldProblem,
  recipe: Recipe,
  seed: number,
  control: Control,
  resume: TrainingState | null = null,
): Promise<Fitted> {
  if (recipe.kind === 'closed') {
    if (control.signal.aborted) return { kind: 'cancelled', state: null }
    return { kind: 'fitted', map: multiply(solveClosedMap(inAxes, recipe), axes), curve: [], bestStep: 0, state: null }
  }
  const problem = recipe.head === 'diagonal' ? own : inAxes
  const state = resume ?? beginTraining(problem, recipe, seed)
  while (state.end === null) {
    if (control.signal.aborted) return { kind: 'cancelled', state }
    advanceTraining(problem, recipe, state)
    control.progress(state.step, recipe.steps, recipe.loss, state.curve)
    await setImmediate()
  }
  if (state.end === 'diverged') return { kind: 'diverged', step: state.step, curve: state.curve }
  const learned = pickBestMap(recipe, state)
  const map = recipe.head === 'diagonal' ? learned : multiply(learned, axes)
  return { kind: 'fitted', map, curve: state.curve, bestStep: state.best.step, state }
}

function solveClosedMap(problem: TrainingProblem, { form, rows, shrinkage }: ClosedRecipe): Matrix {
  const { embeddings, labels, sides, heldOut } = problem
  const shrunkTo = solveClosedForm(form, embeddings, labels, sides, rows ?? embeddings.columns)
  if (shrinkage !== null) return shrunkTo(shrinkage)
  if (heldOut === null) return shrunkTo(0.5)
  const candidates = shrinkages.map((share) => {
    const map = shrunkTo(share)
    const mapped = normaliseRows(multiplyTransposed(heldOut.embeddings, map)).unit
    return { map, score: scoreHeldOut(mapped, heldOut.plan) }
  })
  return candidates.reduce((best, candidate) => (candidate.score > best.score ? candidate : best)).map
}

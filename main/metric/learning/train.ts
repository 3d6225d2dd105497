import { createRandom, type RandomState } from '../../numeric/random.ts'
import { scoreHeldOut } from '../judging/held-out.ts'
import type { PairPlan } from '../judging/pairs.ts'
import { identity, type Matrix, selectRows } from '../linear-algebra/matrix.ts'
import { normaliseRows } from '../linear-algebra/normalise.ts'
import type { ClassVectors } from '../losses/loss.ts'
import { findLoss } from '../losses/table.ts'
import { drawBatch, rowsByClass } from './batches.ts'
import { classMeans } from './closed-forms.ts'
import { evaluateLoss } from './evaluate.ts'
import { applyHead, gradientThroughHead, headAsMap } from './head.ts'
import { descend, type Moments, noMoments } from './optimiser.ts'
import type { TrainedRecipe } from './recipe.ts'

/**
 * What is learned from: unit embeddings, one per row, of classes 0.. without gaps, and the people who decide when to
 * stop.
 */
export interface TrainingProblem {
  readonly embeddings: Matrix
  readonly labels: Int32Array
  /** Which side of a comparison each row may be on; see `roles` in embedding-set.ts. */
  readonly sides: Uint8Array
  /** Null where nobody could be held out; then all steps are taken. */
  readonly heldOut: { readonly embeddings: Matrix; readonly plan: PairPlan } | null
}

export interface LearningPoint {
  readonly step: number
  /** Mean loss of the batches since the point before; null before the first step. */
  readonly loss: number | null
  /** See held-out.ts; higher is better. */
  readonly heldOut: number | null
}

/** Why training is over: all steps taken, no improvement for a while, or numbers out of bounds. */
export type TrainingEnd = 'steps' | 'stopped-early' | 'diverged'

/** The whole state of training. Plain data: stored or cloned, it resumes as if it had not been interrupted. */
export interface TrainingState {
  step: number
  random: RandomState
  readonly weights: Matrix
  /** Where training began, and what weight decay pulls to. */
  readonly start: Matrix
  readonly classes: ClassVectors
  readonly moments: { readonly weights: Moments; readonly vectors: Moments; readonly bias: Moments }
  best: { readonly weights: Matrix; readonly step: number; readonly heldOut: number | null }
  readonly curve: LearningPoint[]
  /** Losses since the last point of the curve. */
  recent: number[]
  firstLoss: number | null
  end: TrainingEnd | null
}

/**
 * Frozen embeddings have length 1, but the network features that these losses were made for are some ten to thirty
 * long. So raw features are lengthened by this much.
 */
const rawLength = 16

/** Training has diverged when the loss is this many times as large as at the first step. */
const maxLossFactor = 20

/**
 * Creates the state before the first step: the identity (its first rows when W has fewer), class vectors at the class
 * means.
 */
export function beginTraining(problem: TrainingProblem, recipe: TrainedRecipe, seed: number): TrainingState {
  const { embeddings, labels } = problem
  const columns = embeddings.columns
  const start =
    recipe.head === 'linear'
      ? identity(Math.min(recipe.rows ?? columns, columns), columns)
      : { rows: 1, columns, data: new Float64Array(columns).fill(1) }
  const vectors = normaliseRows(classMeans(applyHead(recipe.head, start, embeddings), labels)).unit
  const weights = { ...start, data: start.data.slice() }
  const heldOut = score(problem, recipe, weights)
  return {
    step: 0,
    random: createRandom(seed).state(),
    weights,
    start,
    classes: { vectors, bias: new Float64Array(vectors.rows) },
    moments: {
      weights: noMoments(weights.data.length),
      vectors: noMoments(vectors.data.length),
      bias: noMoments(vectors.rows),
    },
    best: { weights: start, step: 0, heldOut },
    curve: [{ step: 0, loss: null, heldOut }],
    recent: [],
    firstLoss: null,
    end: null,
  }
}

/** Takes one step, in place; a state that has ended stays as it is. */
export function advanceTraining(problem: TrainingProblem, recipe: TrainedRecipe, state: TrainingState): void {
  if (state.end !== null) return
  const random = createRandom(state.random)
  const rows = drawBatch(rowsByClass(problem.labels), recipe.peoplePerBatch, recipe.photosPerPerson, random)
  state.random = random.state()
  const value = descendOnce(problem, recipe, state, rows)
  state.step++
  state.recent.push(value)
  state.firstLoss ??= value
  if (!Number.isFinite(value) || value > maxLossFactor * Math.max(state.firstLoss, 1)) state.end = 'diverged'
  else if (state.step === recipe.steps || state.step % recipe.checkEvery === 0) lookAtHeldOut(problem, recipe, state)
}

/** Picks the best map so far, judged by the held-out people; the last one where nobody is held out. */
export function pickBestMap(recipe: TrainedRecipe, state: TrainingState): Matrix {
  return headAsMap(recipe.head, state.best.weights)
}

function descendOnce(
  problem: TrainingProblem,
  { head, loss: lossName, optimiser, learningRate, weightDecay, parameters }: TrainedRecipe,
  { step, weights, start, classes, moments }: TrainingState,
  rows: readonly number[],
): number {
  const loss = findLoss(lossName)
  const samples = selectRows(problem.embeddings.data, problem.embeddings.columns, rows)
  const labels = Int32Array.from(rows, (i) => problem.labels[i]!)
  const mapped = applyHead(head, weights, samples)
  const { value, gradient, vectors, bias } = evaluateLoss(loss, mapped, labels, classes, parameters, step, rawLength)
  const byWeights = gradientThroughHead(head, samples, gradient)
  const decay = { rate: weightDecay, towards: start.data }
  descend(optimiser, weights.data, byWeights.data, moments.weights, step + 1, learningRate, decay)
  if (vectors !== null) {
    descend(optimiser, classes.vectors.data, vectors.data, moments.vectors, step + 1, learningRate, null)
    descend(optimiser, classes.bias, bias, moments.bias, step + 1, learningRate, null)
  }
  return value
}

function lookAtHeldOut(problem: TrainingProblem, recipe: TrainedRecipe, state: TrainingState): void {
  const loss = state.recent.reduce((sum, value) => sum + value, 0) / state.recent.length
  const heldOut = score(problem, recipe, state.weights)
  state.recent = []
  state.curve.push({ step: state.step, loss, heldOut })
  if (heldOut === null || heldOut > state.best.heldOut!) {
    state.best = { weights: { ...state.weights, data: state.weights.data.slice() }, step: state.step, heldOut }
  }
  const looksSince = (state.step - state.best.step) / recipe.checkEvery
  if (state.step === recipe.steps) state.end = 'steps'
  else if (looksSince >= recipe.patience) state.end = 'stopped-early'
}

function score({ heldOut }: TrainingProblem, { head }: TrainedRecipe, weights: Matrix): number | null {
  if (heldOut === null) return null
  return scoreHeldOut(normaliseRows(applyHead(head, weights, heldOut.embeddings)).unit, heldOut.plan)
}

import { setImmediate } from 'node:timers/promises'
import { AppError } from '../contract/errors.ts'
import { createRandom } from '../numeric/random.ts'
import { type EmbeddingSet, rowsOf, vectorsOf } from './embedding-set.ts'
import { principalAxes } from './learning/axes.ts'
import { type Control, stopIfCancelled } from './learning/fit.ts'
import { recipeFor } from './learning/recipe.ts'
import { advanceTraining, beginTraining, type TrainingProblem, type TrainingState } from './learning/train.ts'
import { multiplyTransposed, row, selectRows } from './linear-algebra/matrix.ts'
import type { LossParameters } from './losses/loss.ts'
import { findLoss } from './losses/table.ts'

export interface FigureRequest {
  readonly set: EmbeddingSet
  /** Indices into `set.people`; eight make the classic picture. */
  readonly people: readonly number[]
  readonly loss: string
  readonly parameters: LossParameters
  /** 2 for the circle, 3 for the sphere. */
  readonly dimensions: 2 | 3
  readonly seed: number
}

/**
 * The papers' picture on real faces: where each photo lies once the loss has trained a map to two or three dimensions.
 */
export interface Figure {
  readonly dimensions: 2 | 3
  readonly points: readonly FigurePoint[]
  /** Directions of the class vectors, one per person in the order asked for; empty for losses without. */
  readonly centres: readonly (readonly number[])[]
  /** Mean loss of the last batches. */
  readonly loss: number
}

export interface FigurePoint {
  /** Position in the list of people asked for. */
  readonly person: number
  /** W x, not normalised: its direction is the point on the circle or the sphere, its length is |W x|. */
  readonly position: readonly number[]
}

const steps = 400

/**
 * With few dimensions, a person who starts on the wrong side of another hardly gets past. So training begins several
 * times, first from the leading principal axes and then from others, and the lowest loss is shown.
 */
const starts = 6

/**
 * Trains a map on all photos of the chosen people, to show what the loss does rather than to judge it.
 * @throws AppError `too-little-data` for fewer than two people, `recipe-out-of-range` for a closed form,
 * `training-diverged`, `cancelled`
 */
export async function projectForFigure(request: FigureRequest, control: Control): Promise<Figure> {
  const { set, people, loss, parameters, dimensions, seed } = request
  if (people.length < 2) throw new AppError('too-little-data', 'Choose at least two people for the picture.')
  const recipe = recipeFor(loss, {
    parameters,
    rows: dimensions,
    steps,
    checkEvery: 20,
    learningRate: 0.01,
    weightDecay: 0,
    peoplePerBatch: people.length,
    photosPerPerson: 8,
  })
  if (recipe.kind === 'closed') throw new AppError('recipe-out-of-range', 'This picture needs a loss that is trained.')
  const rows = rowsOf(set, people)
  const position = new Map(people.map((person, i) => [person, i]))
  const embeddings = vectorsOf(set, rows)
  const labels = Int32Array.from(rows, (i) => position.get(set.labels[i]!)!)
  const sides = Uint8Array.from(rows, (i) => set.roles[i]!)
  const random = createRandom(seed)
  let axes = principalAxes(embeddings)
  const attempts: { problem: TrainingProblem; state: TrainingState; loss: number }[] = []
  for (let attempt = 0; attempt < starts; attempt++) {
    const turned = multiplyTransposed(embeddings, axes)
    const problem: TrainingProblem = { embeddings: turned, labels, sides, heldOut: null }
    const state = beginTraining(problem, recipe, seed)
    while (state.end === null) {
      stopIfCancelled(control.signal)
      advanceTraining(problem, recipe, state)
      control.progress(attempt * steps + state.step, starts * steps, loss, state.curve)
      await setImmediate()
    }
    if (state.end === 'steps') attempts.push({ problem, state, loss: state.curve.at(-1)!.loss! })
    axes = selectRows(axes.data, axes.columns, random.shuffle([...Array(axes.rows).keys()]))
  }
  if (attempts.length === 0) throw new AppError('training-diverged', `${loss} diverged. Choose smaller parameters.`)
  const { problem, state, ...best } = attempts.reduce((a, b) => (b.loss < a.loss ? b : a))
  const mapped = multiplyTransposed(problem.embeddings, state.weights)
  const { vectors } = state.classes
  return {
    dimensions,
    points: rows.map((_, i) => ({ person: problem.labels[i]!, position: [...row(mapped, i)] })),
    centres: findLoss(loss).kind === 'classes' ? people.map((_, i) => [...row(vectors, i)]) : [],
    loss: best.loss,
  }
}

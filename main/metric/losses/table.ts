import { AppError } from '../../contract/errors.ts'
import { aSoftmax } from './a-softmax.ts'
import { arcface } from './arcface.ts'
import { combined } from './combined-margin.ts'
import { contrastive } from './contrastive.ts'
import { cosface } from './cosface.ts'
import type { ClassLoss, Loss, LossParameters } from './loss.ts'
import { modifiedSoftmax } from './modified-softmax.ts'
import { normface } from './normface.ts'
import { softmax } from './softmax.ts'
import { spherefaceNormalised } from './sphereface-normalised.ts'
import { triplet } from './triplet.ts'
import { x2Softmax } from './x2-softmax.ts'

/** Every loss that can be trained, in the order of their history. */
export const losses: readonly Loss[] = [
  softmax,
  modifiedSoftmax,
  aSoftmax,
  spherefaceNormalised,
  normface,
  cosface,
  arcface,
  combined,
  x2Softmax,
  contrastive,
  triplet,
]

/** @throws AppError `loss-unknown` when there is no loss of that name */
export function findLoss(name: string): Loss {
  const found = losses.find((loss) => loss.name === name)
  if (found !== undefined) return found
  const known = losses.map((loss) => loss.name).join(', ')
  throw new AppError('loss-unknown', `There is no loss called "${name}". Choose one of: ${known}.`)
}

/**
 * Applies changes to the loss's defaults.
 * @throws AppError `recipe-out-of-range` for a parameter that the loss does not have, or a value out of its range
 */
export function parametersOf(loss: Loss, changes: LossParameters): LossParameters {
  for (const name of Object.keys(changes)) {
    if (loss.parameters.some((parameter) => parameter.name === name)) continue
    throw new AppError('recipe-out-of-range', `${loss.title} has no parameter "${name}".`)
  }
  return Object.fromEntries(
    loss.parameters.map(({ name, default: value, minimum, maximum, integer }) => {
      const chosen = changes[name] ?? value
      if (chosen >= minimum && chosen <= maximum && (!integer || Number.isInteger(chosen))) return [name, chosen]
      const kind = integer ? 'a whole number' : 'a number'
      throw new AppError(
        'recipe-out-of-range',
        `${name} of ${loss.title} must be ${kind} from ${minimum} to ${maximum}.`,
      )
    }),
  )
}

/** A point of a plot; angles in radians. */
export interface CurvePoint {
  readonly x: number
  readonly y: number
}

/** Computes the logit of the true class against its angle, 0..pi, at `points` equal steps. */
export function logitCurve(loss: ClassLoss, parameters: LossParameters, points = 181): CurvePoint[] {
  return angles(points).map((x) => ({ x, y: loss.trueLogit(x, parameters) }))
}

/**
 * Computes the decision boundary between two classes: for angle x to class 1 the angle y to class 2 at which both
 * logits are equal. Points at which no angle does are left out.
 */
export function decisionBoundary(loss: ClassLoss, parameters: LossParameters, points = 181): CurvePoint[] {
  const scale = loss.otherLogit(0, parameters)
  return angles(points).flatMap((x) => {
    const cosine = loss.trueLogit(x, parameters) / scale
    return Math.abs(cosine) <= 1 ? [{ x, y: Math.acos(cosine) }] : []
  })
}

function angles(points: number): number[] {
  return Array.from({ length: points }, (_, i) => (Math.PI * i) / (points - 1))
}

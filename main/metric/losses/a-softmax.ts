import { angularLoss, type Logit } from './angular.ts'
import { type ClassLoss, integer, type LossParameter, type LossParameters, number } from './loss.ts'
import { psi } from './psi.ts'

/** How A-Softmax is eased in: its margin is too hard for a map that has learned nothing yet. */
export const annealing: readonly LossParameter[] = [
  integer('m', 'multiplies the angle to the true class; 1 is no margin', 4, [1, 8]),
  number('lambda', 'weight of cos theta against psi(theta) that is left in the end', 5, [0, 1000]),
  number('lambdaStart', 'that weight at the first step', 1000, [0, 10000]),
  number('lambdaDecay', 'it falls as lambdaStart / (1 + lambdaDecay x step)', 10, [0, 1000]),
]

/**
 * (lambda cos theta + psi(theta)) / (1 + lambda), psi with pieces of pi / m (arXiv 1704.08063, eq. 7 and section 3.3).
 */
export function annealPsi(cosine: number, { m, lambda }: LossParameters): Logit {
  const turned = psi(cosine, m!, 0)
  return {
    value: (lambda! * cosine + turned.value) / (1 + lambda!),
    slope: (lambda! + turned.slope) / (1 + lambda!),
  }
}

/** Computes lambda at one step: max(lambda, lambdaStart / (1 + lambdaDecay x step)). */
export function annealMargin(parameters: LossParameters, step: number): LossParameters {
  const { lambda, lambdaStart, lambdaDecay } = parameters
  return { ...parameters, lambda: Math.max(lambda!, lambdaStart! / (1 + lambdaDecay! * step)) }
}

/** A-Softmax (SphereFace): z_y = |x| (lambda cos theta_y + psi(theta_y)) / (1 + lambda), z_j = |x| cos theta_j. */
export const aSoftmax: ClassLoss = {
  kind: 'classes',
  name: 'a-softmax',
  title: 'A-Softmax (SphereFace)',
  formula: 'z_y = |x| psi(theta_y), psi(t) = (-1)^k cos(m t) - 2k; z_j = |x| cos theta_j',
  source: 'SphereFace, arXiv 1704.08063, eq. 7',
  features: 'raw',
  parameters: annealing,
  evaluate: (batch, classes, parameters) =>
    angularLoss(batch, classes, 'norm', (cosine) => annealPsi(cosine, parameters)),
  trueLogit: (theta, parameters) => annealPsi(Math.cos(theta), parameters).value,
  otherLogit: Math.cos,
  atStep: annealMargin,
}

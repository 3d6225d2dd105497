import { angularLoss, type Logit, sineOf } from './angular.ts'
import { type ClassLoss, keepParameters, type LossParameters, number } from './loss.ts'

/** a (theta - h)² + k by cos theta; d theta / d cos theta = -1 / sin theta. */
function parabola(cosine: number, { a, h, k }: LossParameters): Logit {
  const sine = sineOf(cosine)
  const distance = Math.atan2(sine, cosine) - h!
  return { value: a! * distance * distance + k!, slope: (-2 * a! * distance) / sine }
}

/**
 * X2-Softmax: z_y = s (a (theta_y - h)² + k), z_j = s cos theta_j (arXiv 2312.05281). The margin in cosines, cos theta
 * - z_y / s, grows with the angle; the angular margin, between the two angles at one logit, falls until about 30
 * degrees and grows from there on. The gradient is that of the formula. The authors' code changes the target logit
 * without tracking the gradient, so it trains with slope 1 instead of -2a (theta - h) / sin theta: the same value,
 * another gradient.
 */
export const x2Softmax: ClassLoss = {
  kind: 'classes',
  name: 'x2-softmax',
  title: 'X2-Softmax',
  formula: 'z_y = s (a (theta_y - h)^2 + k); z_j = s cos theta_j',
  source: 'X2-Softmax, arXiv 2312.05281',
  features: 'unit',
  parameters: [
    number('s', 'scale of all logits', 64, [1, 128]),
    number('a', 'opening of the parabola; negative, so that it falls', -0.9, [-4, 0]),
    number('h', 'angle of its top, in radians', 0, [-1, 1]),
    number('k', 'its height at the top; 1 - k is the margin at angle 0', 0.65, [-1, 1]),
  ],
  evaluate: (batch, classes, parameters) =>
    angularLoss(batch, classes, parameters.s!, (cosine) => parabola(cosine, parameters)),
  trueLogit: (theta, parameters) => parameters.s! * parabola(Math.cos(theta), parameters).value,
  otherLogit: (theta, { s }) => s! * Math.cos(theta),
  atStep: keepParameters,
}

import { angularLoss, type Logit } from './angular.ts'
import { additiveAngle } from './arcface.ts'
import { type ClassLoss, keepParameters, type LossParameters, number } from './loss.ts'
import { psi } from './psi.ts'

/**
 * cos(m1 theta + m2) - m3. Beyond pi it keeps falling, for m1 = 1 as in ArcFace, otherwise piece by piece as in
 * A-Softmax, so that (1, m, 0), (1, 0, m) and (m, 0, 0) are ArcFace, CosFace and SphereFace at every angle.
 */
function combineMargins(cosine: number, { m1, m2, m3 }: LossParameters): Logit {
  const { value, slope } = m1 === 1 ? additiveAngle(cosine, m2!) : psi(cosine, m1!, m2!)
  return { value: value - m3!, slope }
}

/** Combined margin: z_y = s (cos(m1 theta_y + m2) - m3), z_j = s cos theta_j (arXiv 1801.07698, eq. 4). */
export const combined: ClassLoss = {
  kind: 'classes',
  name: 'combined',
  title: 'Combined margin',
  formula: 'z_y = s (cos(m1 theta_y + m2) - m3); z_j = s cos theta_j',
  source: 'ArcFace, arXiv 1801.07698, eq. 4',
  features: 'unit',
  parameters: [
    number('s', 'scale of all logits', 64, [1, 128]),
    number('m1', 'multiplies the angle (SphereFace)', 1, [1, 8]),
    number('m2', 'added to the angle, in radians (ArcFace)', 0.3, [0, 1.5]),
    number('m3', 'taken off the cosine (CosFace)', 0.2, [0, 1]),
  ],
  evaluate: (batch, classes, parameters) =>
    angularLoss(batch, classes, parameters.s!, (cosine) => combineMargins(cosine, parameters)),
  trueLogit: (theta, parameters) => parameters.s! * combineMargins(Math.cos(theta), parameters).value,
  otherLogit: (theta, { s }) => s! * Math.cos(theta),
  atStep: keepParameters,
}

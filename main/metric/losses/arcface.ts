import { angularLoss, type Logit, sineOf } from './angular.ts'
import { type ClassLoss, keepParameters, number } from './loss.ts'

/**
 * cos(theta + m), and cos theta - m sin m once theta + m passes pi, where the cosine would rise again
 * (arXiv 1801.07698, eq. 3; the second branch as in the authors' code). The step down between the branches is theirs.
 */
export function additiveAngle(cosine: number, m: number): Logit {
  if (m > 0 && cosine <= -Math.cos(m)) return { value: cosine - m * Math.sin(m), slope: 1 }
  const sine = sineOf(cosine)
  return {
    value: cosine * Math.cos(m) - sine * Math.sin(m),
    slope: Math.cos(m) + (cosine / sine) * Math.sin(m),
  }
}

/** ArcFace: z_y = s cos(theta_y + m), z_j = s cos theta_j. */
export const arcface: ClassLoss = {
  kind: 'classes',
  name: 'arcface',
  title: 'ArcFace',
  formula: 'z_y = s cos(theta_y + m), beyond pi - m s (cos theta_y - m sin m); z_j = s cos theta_j',
  source: 'ArcFace, arXiv 1801.07698, eq. 3',
  features: 'unit',
  parameters: [
    number('s', 'scale of all logits', 64, [1, 128]),
    number('m', 'added to the angle to the true class, in radians', 0.5, [0, 1.5]),
  ],
  evaluate: (batch, classes, { s, m }) => angularLoss(batch, classes, s!, (cosine) => additiveAngle(cosine, m!)),
  trueLogit: (theta, { s, m }) => s! * additiveAngle(Math.cos(theta), m!).value,
  otherLogit: (theta, { s }) => s! * Math.cos(theta),
  atStep: keepParameters,
}

import { angularLoss } from './angular.ts'
import { type ClassLoss, keepParameters, number } from './loss.ts'

/** CosFace (LMCL): z_y = s (cos theta_y - m), z_j = s cos theta_j (arXiv 1801.09414, eq. 4). */
export const cosface: ClassLoss = {
  kind: 'classes',
  name: 'cosface',
  title: 'CosFace',
  formula: 'z_y = s (cos theta_y - m); z_j = s cos theta_j',
  source: 'CosFace, arXiv 1801.09414, eq. 4',
  features: 'unit',
  parameters: [
    number('s', 'scale of all logits', 64, [1, 128]),
    number('m', 'taken off the cosine to the true class', 0.35, [0, 1]),
  ],
  evaluate: (batch, classes, { s, m }) =>
    angularLoss(batch, classes, s!, (cosine) => ({ value: cosine - m!, slope: 1 })),
  trueLogit: (theta, { s, m }) => s! * (Math.cos(theta) - m!),
  otherLogit: (theta, { s }) => s! * Math.cos(theta),
  atStep: keepParameters,
}

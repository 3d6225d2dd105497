import { angularLoss } from './angular.ts'
import { type ClassLoss, keepParameters, number } from './loss.ts'

/** NormFace: features and class vectors of length 1, z_j = s cos theta_j (arXiv 1704.06369, section 3). */
export const normface: ClassLoss = {
  kind: 'classes',
  name: 'normface',
  title: 'NormFace',
  formula: 'z_j = s cos theta_j',
  source: 'NormFace, arXiv 1704.06369',
  features: 'unit',
  parameters: [number('s', 'scale of all logits', 30, [1, 128])],
  evaluate: (batch, classes, { s }) => angularLoss(batch, classes, s!, (cosine) => ({ value: cosine, slope: 1 })),
  trueLogit: (theta, { s }) => s! * Math.cos(theta),
  otherLogit: (theta, { s }) => s! * Math.cos(theta),
  atStep: keepParameters,
}

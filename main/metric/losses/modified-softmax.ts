import { angularLoss } from './angular.ts'
import { type ClassLoss, keepParameters } from './loss.ts'

/**
 * Modified softmax: class vectors of length 1 and no bias, z_j = |x| cos theta_j (SphereFace, arXiv 1704.08063, eq. 5).
 */
export const modifiedSoftmax: ClassLoss = {
  kind: 'classes',
  name: 'modified-softmax',
  title: 'Modified softmax',
  formula: 'z_j = |x| cos theta_j',
  source: 'SphereFace, arXiv 1704.08063, eq. 5',
  features: 'raw',
  parameters: [],
  evaluate: (batch, classes) => angularLoss(batch, classes, 'norm', (cosine) => ({ value: cosine, slope: 1 })),
  trueLogit: Math.cos,
  otherLogit: Math.cos,
  atStep: keepParameters,
}

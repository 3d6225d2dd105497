import { annealing, annealMargin, annealPsi } from './a-softmax.ts'
import { angularLoss } from './angular.ts'
import { type ClassLoss, number } from './loss.ts'

/** SphereFace with features of length 1: z_y = s psi(theta_y), z_j = s cos theta_j, annealed as A-Softmax is. */
export const spherefaceNormalised: ClassLoss = {
  kind: 'classes',
  name: 'sphereface-normalised',
  title: 'SphereFace, normalised features',
  formula: 'z_y = s psi(theta_y); z_j = s cos theta_j',
  source: 'SphereFace, arXiv 1704.08063, with the scale of NormFace, arXiv 1704.06369',
  features: 'unit',
  parameters: [number('s', 'scale of all logits', 30, [1, 128]), ...annealing],
  evaluate: (batch, classes, parameters) =>
    angularLoss(batch, classes, parameters.s!, (cosine) => annealPsi(cosine, parameters)),
  trueLogit: (theta, parameters) => parameters.s! * annealPsi(Math.cos(theta), parameters).value,
  otherLogit: (theta, { s }) => s! * Math.cos(theta),
  atStep: annealMargin,
}

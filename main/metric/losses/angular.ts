import { dot, multiply, multiplyTransposed, row, transposeMultiply, zeros } from '../linear-algebra/matrix.ts'
import { gradientThroughNormalisation, normaliseRows } from '../linear-algebra/normalise.ts'
import { crossEntropy } from './cross-entropy.ts'
import type { Batch, ClassLossResult, ClassVectors } from './loss.ts'

/** A logit of the true class before scaling, as a function of cos theta, with its derivative by cos theta. */
export interface Logit {
  readonly value: number
  readonly slope: number
}

/**
 * Evaluates a loss of the angular family: logits s f(cos theta_y) for the true class and s cos theta_j for the others,
 * with s the given scale or (`'norm'`) the length of each feature. Only the direction of the class vectors counts.
 */
export function angularLoss(
  { embeddings, labels }: Batch,
  classes: ClassVectors,
  scale: number | 'norm',
  target: (cosine: number) => Logit,
): ClassLossResult {
  const features = normaliseRows(embeddings)
  const centres = normaliseRows(classes.vectors)
  const logits = multiplyTransposed(features.unit, centres.unit)
  const slopes = new Float64Array(embeddings.rows)
  const scales = scale === 'norm' ? features.norms : new Float64Array(embeddings.rows).fill(scale)
  for (let i = 0; i < logits.rows; i++) {
    const z = row(logits, i)
    const label = labels[i]!
    const { value, slope } = target(Math.min(1, Math.max(-1, z[label]!)))
    z[label] = value
    slopes[i] = slope
    for (let j = 0; j < z.length; j++) z[j] = z[j]! * scales[i]!
  }
  const { value, gradient } = crossEntropy(logits, labels)

  const byScale = new Float64Array(embeddings.rows)
  for (let i = 0; i < logits.rows; i++) {
    const g = row(gradient, i)
    if (scale === 'norm') byScale[i] = dot(g, row(logits, i)) / scales[i]!
    for (let j = 0; j < g.length; j++) g[j] = g[j]! * scales[i]!
    g[labels[i]!] = g[labels[i]!]! * slopes[i]!
  }
  const byFeature = gradientThroughNormalisation(multiply(gradient, centres.unit), features)
  for (let i = 0; i < byFeature.rows; i++) {
    const g = row(byFeature, i)
    const direction = row(features.unit, i)
    for (let j = 0; j < g.length; j++) g[j] = g[j]! + byScale[i]! * direction[j]!
  }
  return {
    value,
    embeddings: byFeature,
    vectors: gradientThroughNormalisation(transposeMultiply(gradient, features.unit), centres),
    bias: zeros(1, classes.bias.length).data,
  }
}

/** The lowest 1 - cos² that is divided by: below it the tangent part of the gradient has vanished anyway. */
const minSquaredSine = 1e-18

/** Computes sin theta from cos theta, kept off zero so that slopes with 1 / sin theta stay finite. */
export function sineOf(cosine: number): number {
  return Math.sqrt(Math.max(1 - cosine * cosine, minSquaredSine))
}

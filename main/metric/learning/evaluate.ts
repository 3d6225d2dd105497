import type { Matrix } from '../linear-algebra/matrix.ts'
import { gradientThroughNormalisation, normaliseRows } from '../linear-algebra/normalise.ts'
import type { ClassVectors, Loss, LossParameters } from '../losses/loss.ts'

/** A loss of samples before normalisation, and its gradients. Losses over distances have no class vectors. */
export interface Evaluated {
  readonly value: number
  readonly gradient: Matrix
  readonly vectors: Matrix | null
  readonly bias: Float64Array
}

/**
 * Feeds the loss the features it wants (see `features` in loss.ts) and carries the gradient back to `samples`.
 * @param rawLength factor by which raw features are lengthened first
 */
export function evaluateLoss(
  loss: Loss,
  samples: Matrix,
  labels: Int32Array,
  classes: ClassVectors,
  parameters: LossParameters,
  step: number,
  rawLength: number,
): Evaluated {
  const unit = loss.features === 'unit' ? normaliseRows(samples) : null
  const embeddings = unit?.unit ?? { ...samples, data: samples.data.map((x) => x * rawLength) }
  const {
    value,
    embeddings: byEmbeddings,
    ...byClasses
  } = loss.kind === 'classes'
    ? loss.evaluate({ embeddings, labels }, classes, loss.atStep(parameters, step))
    : { ...loss.evaluate({ embeddings, labels }, parameters), vectors: null, bias: new Float64Array(0) }
  const gradient =
    unit === null
      ? { ...samples, data: byEmbeddings.data.map((g) => g * rawLength) }
      : gradientThroughNormalisation(byEmbeddings, unit)
  return { value, gradient, ...byClasses }
}

/** Adam (arXiv 1412.6980) or stochastic gradient descent with momentum. */
export type OptimiserKind = 'adam' | 'sgd'

/** The running means of one group of weights. Plain data. */
export interface Moments {
  readonly first: Float64Array
  readonly second: Float64Array
}

const momentum = 0.9
const secondDecay = 0.999
const epsilon = 1e-8

export function noMoments(length: number): Moments {
  return { first: new Float64Array(length), second: new Float64Array(length) }
}

/** Weight decay, decoupled from the gradient (arXiv 1711.05101), towards a point that need not be 0. */
export interface Decay {
  readonly rate: number
  readonly towards: Float64Array
}

/** Takes one step, in place. `step` counts from 1. */
export function descend(
  kind: OptimiserKind,
  weights: Float64Array,
  gradient: Float64Array,
  moments: Moments,
  step: number,
  learningRate: number,
  decay: Decay | null,
): void {
  const { first, second } = moments
  const firstBias = 1 - momentum ** step
  const secondBias = 1 - secondDecay ** step
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i]!
    const pull = decay === null ? 0 : decay.rate * (weights[i]! - decay.towards[i]!)
    if (kind === 'adam') {
      first[i] = momentum * first[i]! + (1 - momentum) * g
      second[i] = secondDecay * second[i]! + (1 - secondDecay) * g * g
      const move = first[i]! / firstBias / (Math.sqrt(second[i]! / secondBias) + epsilon)
      weights[i] = weights[i]! - learningRate * (move + pull)
    } else {
      first[i] = momentum * first[i]! + g
      weights[i] = weights[i]! - learningRate * (first[i]! + pull)
    }
  }
}

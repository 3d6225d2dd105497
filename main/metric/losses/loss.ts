import type { Matrix } from '../linear-algebra/matrix.ts'

/** Samples of one training step: row i of `embeddings` (n x d) belongs to class `labels[i]`. */
export interface Batch {
  readonly embeddings: Matrix
  readonly labels: Int32Array
}

/** What the softmax family learns besides the map and discards afterwards: one vector and one bias per class. */
export interface ClassVectors {
  readonly vectors: Matrix
  readonly bias: Float64Array
}

/** Mean loss of the batch and its gradients, in the shapes of what they belong to. */
export interface ClassLossResult {
  readonly value: number
  readonly embeddings: Matrix
  readonly vectors: Matrix
  readonly bias: Float64Array
}

export interface EmbeddingLossResult {
  readonly value: number
  readonly embeddings: Matrix
}

export type LossParameters = Readonly<Record<string, number>>

export interface LossParameter {
  readonly name: string
  readonly meaning: string
  readonly default: number
  readonly minimum: number
  readonly maximum: number
  readonly integer: boolean
}

interface Described {
  readonly name: string
  readonly title: string
  readonly formula: string
  readonly source: string
  /**
   * What the loss is fed while training: `raw` W x, whose length the loss uses as its paper does, or `unit` W x scaled
   * to length 1. In both cases, unit vectors are compared when judging and afterwards.
   */
  readonly features: 'raw' | 'unit'
  readonly parameters: readonly LossParameter[]
}

/** A loss of the softmax family: cross-entropy over one logit per class. */
export interface ClassLoss extends Described {
  readonly kind: 'classes'
  evaluate(batch: Batch, classes: ClassVectors, parameters: LossParameters): ClassLossResult
  /** Computes the logit of the true class at angle theta (radians), for a unit feature and class vector and no bias. */
  trueLogit(theta: number, parameters: LossParameters): number
  /** Does the same for any other class. */
  otherLogit(theta: number, parameters: LossParameters): number
  /** Anneals the parameters for one step of training. */
  atStep(parameters: LossParameters, step: number): LossParameters
}

/** A loss over distances between the embeddings of a batch. */
export interface EmbeddingLoss extends Described {
  readonly kind: 'embeddings'
  evaluate(batch: Batch, parameters: LossParameters): EmbeddingLossResult
}

export type Loss = ClassLoss | EmbeddingLoss

/** For losses that do not change while training. */
export function keepParameters(parameters: LossParameters): LossParameters {
  return parameters
}

export function number(
  name: string,
  meaning: string,
  value: number,
  [minimum, maximum]: readonly [number, number],
): LossParameter {
  return { name, meaning, default: value, minimum, maximum, integer: false }
}

export function integer(name: string, meaning: string, value: number, range: readonly [number, number]): LossParameter {
  return { ...number(name, meaning, value, range), integer: true }
}

import { multiply, multiplyTransposed, row, transposeMultiply, zeros } from '../linear-algebra/matrix.ts'
import { crossEntropy } from './cross-entropy.ts'
import { type Batch, type ClassLoss, type ClassLossResult, type ClassVectors, keepParameters } from './loss.ts'

/** Plain softmax: z_j = W_j . x + b_j for every class, cross-entropy over z. No parameters. */
export const softmax: ClassLoss = {
  kind: 'classes',
  name: 'softmax',
  title: 'Softmax',
  formula: 'z_j = W_j . x + b_j',
  source: 'Bishop, Pattern Recognition and Machine Learning, 4.3.4',
  features: 'raw',
  parameters: [],
  evaluate: softmaxLoss,
  trueLogit: Math.cos,
  otherLogit: Math.cos,
  atStep: keepParameters,
}

function softmaxLoss({ embeddings, labels }: Batch, { vectors, bias }: ClassVectors): ClassLossResult {
  const logits = multiplyTransposed(embeddings, vectors)
  for (let i = 0; i < logits.rows; i++) {
    const z = row(logits, i)
    for (let j = 0; j < z.length; j++) z[j] = z[j]! + bias[j]!
  }
  const { value, gradient } = crossEntropy(logits, labels)
  const byBias = zeros(1, bias.length).data
  for (let i = 0; i < gradient.rows; i++) {
    const g = row(gradient, i)
    for (let j = 0; j < g.length; j++) byBias[j] = byBias[j]! + g[j]!
  }
  return {
    value,
    embeddings: multiply(gradient, vectors),
    vectors: transposeMultiply(gradient, embeddings),
    bias: byBias,
  }
}

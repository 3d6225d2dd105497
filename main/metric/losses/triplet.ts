import { type Matrix, zeros } from '../linear-algebra/matrix.ts'
import { distances, gradientThroughDistances } from './distances.ts'
import { type Batch, type EmbeddingLoss, type EmbeddingLossResult, type LossParameters, number } from './loss.ts'

/** Three rows of a batch: two of one person and one of somebody else. */
export interface Triplet {
  readonly anchor: number
  readonly positive: number
  readonly negative: number
}

/**
 * Triplet: mean of max(0, m + d(a, p) - d(a, n)) over the semi-hard triplets of the batch, d the Euclidean distance
 * (FaceNet squares it). A batch without any has value 0 and gradient 0.
 */
export const triplet: EmbeddingLoss = {
  kind: 'embeddings',
  name: 'triplet',
  title: 'Triplet, semi-hard',
  formula: 'max(0, m + d(a, p) - d(a, n)), mined where d(a, p) < d(a, n) < d(a, p) + m',
  source: 'FaceNet, arXiv 1503.03832, eq. 3 and section 3.2',
  features: 'unit',
  parameters: [number('m', 'how much farther a stranger should be than the same person', 0.3, [0.01, 2])],
  evaluate(batch, parameters) {
    const table = distances(batch.embeddings)
    return tripletLoss(batch, table, mineSemiHard(table, batch.labels, parameters.m!), parameters)
  },
}

/**
 * Finds for each anchor and positive the nearest negative that lies beyond the positive and within the margin, if any.
 */
export function mineSemiHard(table: Matrix, labels: Int32Array, margin: number): Triplet[] {
  const n = table.rows
  const triplets: Triplet[] = []
  for (let anchor = 0; anchor < n; anchor++) {
    for (let positive = 0; positive < n; positive++) {
      if (positive === anchor || labels[positive] !== labels[anchor]) continue
      const reach = table.data[anchor * n + positive]!
      let negative = -1
      let nearest = reach + margin
      for (let k = 0; k < n; k++) {
        const d = table.data[anchor * n + k]!
        if (labels[k] === labels[anchor] || d <= reach || d >= nearest) continue
        nearest = d
        negative = k
      }
      if (negative >= 0) triplets.push({ anchor, positive, negative })
    }
  }
  return triplets
}

/** Computes the loss over given triplets; `table` holds the distances between the rows of the batch. */
export function tripletLoss(
  { embeddings }: Batch,
  table: Matrix,
  triplets: readonly Triplet[],
  { m }: LossParameters,
): EmbeddingLossResult {
  const n = embeddings.rows
  const weights = zeros(n, n)
  let value = 0
  for (const { anchor, positive, negative } of triplets) {
    const toPositive = anchor * n + positive
    const toNegative = anchor * n + negative
    const excess = m! + table.data[toPositive]! - table.data[toNegative]!
    if (excess <= 0) continue
    value += excess / triplets.length
    weights.data[toPositive] = weights.data[toPositive]! + 1 / triplets.length
    weights.data[toNegative] = weights.data[toNegative]! - 1 / triplets.length
  }
  return { value, embeddings: gradientThroughDistances(embeddings, table, weights) }
}

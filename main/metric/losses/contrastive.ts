import { zeros } from '../linear-algebra/matrix.ts'
import { distances, gradientThroughDistances } from './distances.ts'
import { type Batch, type EmbeddingLoss, type EmbeddingLossResult, type LossParameters, number } from './loss.ts'

/**
 * Contrastive (Siamese): d for two embeddings of one person, max(0, m - d) for two people's, d the Euclidean distance.
 * All pairs of the batch count; each kind is averaged by itself, so that the few genuine pairs are not drowned. Hadsell
 * et al. square both terms, and pytorch-metric-learning averages over the pairs with a loss above 0 only.
 */
export const contrastive: EmbeddingLoss = {
  kind: 'embeddings',
  name: 'contrastive',
  title: 'Contrastive',
  formula: 'same: d; different: max(0, m - d)',
  source: 'Hadsell, Chopra and LeCun, CVPR 2006, who square both terms',
  features: 'unit',
  parameters: [number('m', 'distance that two people should keep; unit vectors are at most 2 apart', 1.2, [0.1, 2])],
  evaluate: contrastiveLoss,
}

function contrastiveLoss({ embeddings, labels }: Batch, { m }: LossParameters): EmbeddingLossResult {
  const n = embeddings.rows
  let same = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (labels[i] === labels[j]) same++
  const shareOfSame = 1 / Math.max(1, same)
  const shareOfDifferent = 1 / Math.max(1, (n * (n - 1)) / 2 - same)
  const table = distances(embeddings)
  const weights = zeros(n, n)
  let value = 0
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const d = table.data[i * n + j]!
      if (labels[i] === labels[j]) {
        value += d * shareOfSame
        weights.data[i * n + j] = shareOfSame
      } else if (d < m!) {
        value += (m! - d) * shareOfDifferent
        weights.data[i * n + j] = -shareOfDifferent
      }
    }
  }
  return { value, embeddings: gradientThroughDistances(embeddings, table, weights) }
}

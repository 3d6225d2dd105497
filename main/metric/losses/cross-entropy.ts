import { type Matrix, row, zeros } from '../linear-algebra/matrix.ts'

/** Mean of -log softmax(logits)[label] over the rows, and its gradient with respect to the logits. */
export interface CrossEntropy {
  readonly value: number
  readonly gradient: Matrix
}

/**
 * Computes the cross-entropy. The largest logit of each row is subtracted before exp, so that no scale overflows
 * (log-sum-exp).
 */
export function crossEntropy(logits: Matrix, labels: Int32Array): CrossEntropy {
  const gradient = zeros(logits.rows, logits.columns)
  let total = 0
  for (let i = 0; i < logits.rows; i++) {
    const z = row(logits, i)
    const g = row(gradient, i)
    const label = labels[i]!
    let highest = Number.NEGATIVE_INFINITY
    for (let j = 0; j < z.length; j++) highest = Math.max(highest, z[j]!)
    let sum = 0
    for (let j = 0; j < z.length; j++) {
      const e = Math.exp(z[j]! - highest)
      g[j] = e
      sum += e
    }
    total += Math.log(sum) + highest - z[label]!
    for (let j = 0; j < z.length; j++) g[j] = g[j]! / sum / logits.rows
    g[label] = g[label]! - 1 / logits.rows
  }
  return { value: total / logits.rows, gradient }
}

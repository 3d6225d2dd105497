import { readWeights, writeWeights } from '../graph.ts'
import type { Graph } from '../proto.ts'

/** Far below what float32 resolves (2^-24) in a sum with the tensor's other weights. */
const negligible = 2 ** -40

/**
 * Sets weights to zero that are too small to change any sum. Weight decay leaves thousands of subnormal numbers behind
 * (below 1.2e-38), on which many processors take a hundred times as long.
 */
export function flushTinyWeights(graph: Graph): void {
  for (const tensor of graph.initializer) {
    const weights = readWeights(graph, tensor.name)
    if (weights === null) continue
    let largest = 0
    for (const value of weights.values) largest = Math.max(largest, Math.abs(value))
    const limit = negligible * largest
    const flushed = weights.values.map((value) => (Math.abs(value) < limit ? 0 : value))
    writeWeights(graph, tensor.name, weights.dims, flushed)
  }
}

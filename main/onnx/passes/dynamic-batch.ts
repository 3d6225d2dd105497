import { findInitializer } from '../graph.ts'
import { dataTypes, type Graph, type Tensor } from '../proto.ts'

/**
 * Frees the batch dimension of every input and output, so that several pictures can go through the model at once. Only
 * for models whose first dimension is the batch throughout and that never mix the pictures of a batch.
 */
export function freeBatch(graph: Graph): void {
  for (const value of [...graph.input, ...graph.output]) {
    const batch = value.type.tensor_type?.shape?.dim[0]
    if (batch === undefined) continue
    delete batch.dim_value
    batch.dim_param = 'batch'
  }
  graph.value_info = []
  for (const node of graph.node) {
    const shape = node.op_type === 'Reshape' ? findInitializer(graph, node.input[1] ?? '') : undefined
    if (shape !== undefined) copyFirstDimension(shape)
  }
}

/** In the shape that Reshape takes, 0 means "as in the input". */
function copyFirstDimension(shape: Tensor): void {
  if (shape.data_type !== dataTypes.int64 || shape.raw_data === undefined) return
  const raw = Uint8Array.from(shape.raw_data)
  const sizes = new BigInt64Array(raw.buffer)
  if (sizes[0] === 1n) sizes[0] = 0n
  shape.raw_data = raw
}

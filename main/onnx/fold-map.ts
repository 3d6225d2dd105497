import { AppError } from '../contract/errors.ts'
import {
  findAttribute,
  findConsumers,
  findInitializer,
  makeNode,
  readConvolution,
  readWeights,
  removeUnusedInitializers,
  requireOnlyOutput,
  toNumber,
  type Weights,
  writeWeights,
} from './graph.ts'
import { dataTypes, decodeModel, encodeModel, type Graph, type Node } from './proto.ts'

/** A matrix with one row for each output, row by row. */
export interface FoldedMap {
  readonly rows: number
  readonly columns: number
  readonly W: Float32Array
}

/** Nodes that change the shape of one picture's embedding, and none of its numbers. */
const shaping: ReadonlySet<string> = new Set(['Reshape', 'Flatten', 'Squeeze', 'Identity'])

/**
 * Rewrites an embedder so that it returns W f where it returned f. W is multiplied into the weights of the last layer
 * where that is a convolution or a fully connected one, so that the model takes no longer than before; after any other
 * layer a multiplication is added.
 * @throws AppError `model-damaged` for bytes that are no ONNX model, `model-unsupported` when it has not one output of
 * as many numbers as W has columns
 */
export function foldMap(bytes: Uint8Array, map: FoldedMap): Uint8Array {
  const model = decodeModel(bytes)
  const { graph } = model
  const [output, ...others] = graph.output
  const dims = output?.type.tensor_type?.shape?.dim ?? []
  const last = dims.at(-1)
  if (
    output === undefined ||
    others.length > 0 ||
    last === undefined ||
    toNumber(last.dim_value ?? 0) !== map.columns
  ) {
    throw new AppError('model-unsupported', `The model has not one output of ${map.columns} numbers.`)
  }
  const found = findLastLayer(graph, output.name)
  const folded =
    found !== null && (foldIntoConvolution(graph, found.layer, map) || foldIntoGemm(graph, found.layer, map))
  if (folded) resize(graph, found.shapers, map)
  else multiply(graph, output.name, map)
  last.dim_value = map.rows
  graph.value_info = []
  removeUnusedInitializers(graph)
  return encodeModel(model)
}

/** Finds the node that computes an output's numbers, and those that shape them; null where others read them too. */
function findLastLayer(graph: Graph, output: string): { layer: Node; shapers: Node[] } | null {
  const shapers: Node[] = []
  for (let value = output; ; ) {
    const node = graph.node.find((each) => each.output.includes(value))
    const readers = findConsumers(graph, value).length
    if (node === undefined || readers > (value === output ? 0 : 1)) return null
    if (!shaping.has(node.op_type)) return { layer: node, shapers }
    shapers.push(node)
    value = node.input[0]!
  }
}

function foldIntoConvolution(graph: Graph, node: Node, map: FoldedMap): boolean {
  const convolution = readConvolution(graph, node)
  if (convolution === null || convolution.group !== 1 || convolution.outputs !== map.columns) return false
  const { filter, bias, size } = convolution
  const [, ...rest] = filter.dims
  const name = requireOnlyOutput(node)
  node.input = [
    node.input[0]!,
    writeWeights(graph, `${name}.folded.filter`, [map.rows, ...rest], product(map, filter.values, size)),
    writeWeights(graph, `${name}.folded.bias`, [map.rows], product(map, bias, 1)),
  ]
  return true
}

/** Y = alpha A B + beta C, with B as it is or transposed. */
function foldIntoGemm(graph: Graph, node: Node, map: FoldedMap): boolean {
  const [input, weightName, biasName] = node.input
  if (node.op_type !== 'Gemm' || input === undefined || weightName === undefined) return false
  const weights = readWeights(graph, weightName)
  const bias = biasName === undefined || biasName === '' ? null : readWeights(graph, biasName)
  if (weights === null || weights.dims.length !== 2) return false
  if (biasName && bias?.values.length !== map.columns) return false
  const transposed = toNumber(findAttribute(node, 'transB')?.i ?? 0) === 1
  const byOutput = transposed ? weights : transpose(weights)
  const [outputs, size] = byOutput.dims as [number, number]
  if (outputs !== map.columns) return false
  const name = requireOnlyOutput(node)
  const folded: Weights = { dims: [map.rows, size], values: product(map, byOutput.values, size) }
  const { dims, values } = transposed ? folded : transpose(folded)
  node.input = [input, writeWeights(graph, `${name}.folded.weights`, dims, values)]
  if (bias !== null)
    node.input.push(writeWeights(graph, `${name}.folded.bias`, [map.rows], product(map, bias.values, 1)))
  return true
}

/** Adds a multiplication behind the output, which keeps its name. */
function multiply(graph: Graph, output: string, map: FoldedMap): void {
  const before = `${output}.before`
  for (const node of graph.node) {
    node.output = node.output.map((name) => (name === output ? before : name))
    node.input = node.input.map((name) => (name === output ? before : name))
  }
  const { dims, values } = transpose({ dims: [map.rows, map.columns], values: map.W })
  const node = makeNode('MatMul', output, [before, writeWeights(graph, `${output}.map`, dims, values)])
  graph.node.push({ ...node, name: `${output}.mapped` })
}

/** Has the nodes that shape the embedding expect its new length. */
function resize(graph: Graph, shapers: readonly Node[], { rows, columns }: FoldedMap): void {
  if (rows === columns) return
  for (const node of shapers) {
    const shape = node.op_type === 'Reshape' ? findInitializer(graph, node.input[1] ?? '') : undefined
    if (shape === undefined) continue
    const raw = shape.raw_data && shape.raw_data.length > 0 ? Uint8Array.from(shape.raw_data).buffer : null
    const sides = raw === null ? (shape.int64_data ?? []).map(toNumber) : [...new BigInt64Array(raw)].map(Number)
    const int64_data = sides.map((side) => (side === columns ? rows : side))
    const name = `${requireOnlyOutput(node)}.shape`
    graph.initializer.push({ name, dims: [sides.length], data_type: dataTypes.int64, int64_data })
    node.input[1] = name
  }
}

/** Computes W M for a matrix of `size` numbers a row, in double precision. */
function product({ rows, columns, W }: FoldedMap, M: Float32Array, size: number): Float32Array {
  const result = new Float32Array(rows * size)
  const sums = new Float64Array(size)
  for (let row = 0; row < rows; row++) {
    sums.fill(0)
    for (let column = 0; column < columns; column++) {
      const weight = W[row * columns + column]!
      for (let at = 0; at < size; at++) sums[at]! += weight * M[column * size + at]!
    }
    result.set(sums, row * size)
  }
  return result
}

function transpose({ dims, values }: Weights): Weights {
  const [rows, columns] = dims as [number, number]
  const turned = new Float32Array(values.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column]!
  }
  return { dims: [columns, rows], values: turned }
}

import { AppError } from '../contract/errors.ts'
import { type Attribute, attributeTypes, dataTypes, type Graph, type Integer, type Node, type Tensor } from './proto.ts'

/** The dimensions and numbers of a float initializer. `values` is row-major and belongs to the caller. */
export interface Weights {
  readonly dims: readonly number[]
  readonly values: Float32Array
}

/** A two-dimensional convolution whose filter and bias are constants. */
export interface Convolution {
  readonly node: Node
  /** Filter, [outputs, inputs per group, height, width]. */
  readonly filter: Weights
  /** One number per output; zeros where the node has no bias. */
  readonly bias: Float32Array
  readonly outputs: number
  readonly group: number
  /** Numbers of the filter per output. */
  readonly size: number
  /** Whether every output reads only the input channel of the same index. */
  readonly depthwise: boolean
  readonly padded: boolean
}

export function toNumber(value: Integer): number {
  return typeof value === 'number' ? value : value.toNumber()
}

export function findInitializer(graph: Graph, name: string): Tensor | undefined {
  return graph.initializer.find((tensor) => tensor.name === name)
}

/** Copies a float initializer's numbers; null where `name` is no float initializer stored in the file. */
export function readWeights(graph: Graph, name: string): Weights | null {
  const tensor = findInitializer(graph, name)
  if (tensor === undefined || tensor.data_type !== dataTypes.float) return null
  const dims = tensor.dims.map(toNumber)
  const count = dims.reduce((product, size) => product * size, 1)
  const values =
    tensor.raw_data && tensor.raw_data.length > 0
      ? new Float32Array(Uint8Array.from(tensor.raw_data).buffer)
      : Float32Array.from(tensor.float_data ?? [])
  return values.length === count ? { dims, values } : null
}

/** Adds a float initializer, or replaces the one of that name. @returns its name */
export function writeWeights(graph: Graph, name: string, dims: readonly number[], values: Float32Array): string {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const tensor: Tensor = { name, dims: [...dims], data_type: dataTypes.float, raw_data: raw }
  const index = graph.initializer.findIndex((other) => other.name === name)
  if (index < 0) graph.initializer.push(tensor)
  else graph.initializer[index] = tensor
  return name
}

export function findAttribute(node: Node, name: string): Attribute | undefined {
  return node.attribute.find((each) => each.name === name)
}

export function readIntegers(node: Node, name: string): readonly number[] {
  return findAttribute(node, name)?.ints?.map(toNumber) ?? []
}

/** Reads a node as a convolution with constant weights; null where it is anything else. */
export function readConvolution(graph: Graph, node: Node): Convolution | null {
  const filterName = node.input[1]
  if (node.op_type !== 'Conv' || filterName === undefined) return null
  const filter = readWeights(graph, filterName)
  const biasName = node.input[2]
  const outputs = filter?.dims[0]
  if (filter === null || outputs === undefined || filter.dims.length !== 4) return null
  const bias = biasName === undefined ? new Float32Array(outputs) : readWeights(graph, biasName)?.values
  if (bias === undefined) return null
  const group = toNumber(findAttribute(node, 'group')?.i ?? 1)
  return {
    node,
    filter,
    bias,
    outputs,
    group,
    size: filter.values.length / outputs,
    depthwise: group > 1 && group === outputs && filter.dims[1] === 1,
    padded: readIntegers(node, 'pads').some((pad) => pad !== 0),
  }
}

/** Finds the nodes that read a value. */
export function findConsumers(graph: Graph, value: string): Node[] {
  return graph.node.filter((node) => node.input.includes(value))
}

/** Finds the only node that reads a value; null where there are several, or the value is an output of the graph. */
export function findOnlyConsumer(graph: Graph, value: string): Node | null {
  if (graph.output.some((output) => output.name === value)) return null
  const [node, ...others] = findConsumers(graph, value)
  return node === undefined || others.length > 0 ? null : node
}

export function requireOnlyOutput(node: Node): string {
  const [output, ...others] = node.output
  if (output === undefined || others.length > 0)
    throw new AppError('model-unsupported', `The model's ${node.op_type} "${node.name}" has not exactly one output.`)
  return output
}

/** Makes a node with one output that is named after it. */
export function makeNode(type: string, output: string, input: string[], attributes: Attribute[] = []): Node {
  return { op_type: type, name: output, input, output: [output], attribute: attributes }
}

export function makeIntegersAttribute(name: string, ints: readonly number[]): Attribute {
  return { name, type: attributeTypes.ints, ints: [...ints] }
}

export function makeIntegerAttribute(name: string, i: number): Attribute {
  return { name, type: attributeTypes.int, i }
}

/** Replaces a node by others. */
export function replaceNode(graph: Graph, node: Node, replacement: readonly Node[]): void {
  graph.node.splice(graph.node.indexOf(node), 1, ...replacement)
}

/** Removes the initializers that no node reads, and their entries among the graph's inputs. */
export function removeUnusedInitializers(graph: Graph): void {
  const used = new Set(graph.node.flatMap((node) => node.input))
  const unused = new Set(graph.initializer.map((tensor) => tensor.name).filter((name) => !used.has(name)))
  graph.initializer = graph.initializer.filter((tensor) => !unused.has(tensor.name))
  graph.input = graph.input.filter((input) => !unused.has(input.name))
}

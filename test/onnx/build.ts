import { makeIntegerAttribute, makeIntegersAttribute, makeNode, writeWeights } from '../../main/onnx/graph.ts'
import { dataTypes, decodeModel, encodeModel, type Graph, type Model, type ValueInfo } from '../../main/onnx/proto.ts'

/** Numbers between -1 and 1 that are the same in every run (Park and Miller's generator). */
export function randoms(count: number, seed: number): Float32Array {
  let state = seed
  return Float32Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647
    return (state / 2_147_483_647) * 2 - 1
  })
}

function value(name: string, dims: readonly number[]): ValueInfo {
  const shape = { dim: dims.map((size) => ({ dim_value: size })) }
  return { name, type: { tensor_type: { elem_type: dataTypes.float, shape } } }
}

/** A model of opset 9 with one input and one output, to which nodes are added. */
export function emptyModel(input: readonly number[], output: readonly number[]): Model {
  return {
    ir_version: 7,
    opset_import: [{ version: 9 }],
    graph: {
      name: 'test',
      node: [],
      initializer: [],
      input: [value('input', input)],
      output: [value('output', output)],
      value_info: [],
    },
  }
}

export interface ConvolutionOptions {
  readonly filter: Float32Array
  readonly bias: Float32Array
  readonly inputs: number
  readonly side: number
  readonly group?: number
  readonly pad?: number
}

export function addConvolution(graph: Graph, output: string, input: string, options: ConvolutionOptions): void {
  const { filter, bias, inputs, side, group = 1, pad = 0 } = options
  const attributes = [
    makeIntegerAttribute('group', group),
    makeIntegersAttribute('kernel_shape', [side, side]),
    makeIntegersAttribute('pads', [pad, pad, pad, pad]),
  ]
  const names = [
    writeWeights(graph, `${output}.w`, [bias.length, inputs / group, side, side], filter),
    writeWeights(graph, `${output}.b`, [bias.length], bias),
  ]
  graph.node.push(makeNode('Conv', output, [input, ...names], attributes))
}

export function addPrelu(graph: Graph, output: string, input: string, slope: Float32Array): void {
  const name = writeWeights(graph, `${output}.s`, [slope.length, 1, 1], slope)
  graph.node.push(makeNode('PRelu', output, [input, name]))
}

/** What a reader of the file would see. */
export function reread(model: Model): Model {
  return decodeModel(encodeModel(model))
}

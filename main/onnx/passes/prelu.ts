import {
  type Convolution,
  findOnlyConsumer,
  makeIntegerAttribute,
  makeIntegersAttribute,
  makeNode,
  readConvolution,
  readWeights,
  removeUnusedInitializers,
  replaceNode,
  requireOnlyOutput,
  writeWeights,
} from '../graph.ts'
import type { Graph, Node } from '../proto.ts'

/**
 * Writes PRelu with a slope per channel as depthwise convolutions, which runtimes compute in their blocked layout with
 * the addition and the Relu for free, where PRelu forces every tensor out of that layout and back:
 *
 *     prelu(x) = a x + Relu((1 - a) x)         where no slope a is above 1
 *     prelu(x) = a x + (1 - a) Relu(x)         otherwise
 *
 * Where x itself comes from a depthwise convolution, a and 1 - a are multiplied into that one's filter.
 * The result differs by rounding only.
 */
export function unfoldPrelu(graph: Graph): void {
  for (const node of [...graph.node]) {
    const slope = node.op_type === 'PRelu' ? readWeights(graph, node.input[1] ?? '') : null
    if (slope === null || slope.dims.length !== 3 || slope.dims[0] !== slope.values.length) continue
    unfold(graph, node, slope.values)
  }
  removeUnusedInitializers(graph)
}

function unfold(graph: Graph, node: Node, slope: Float32Array): void {
  const [input = ''] = node.input
  const output = requireOnlyOutput(node)
  const rest = slope.map((a) => 1 - a)
  const scaled = `${output}.scaled`
  const positive = `${output}.positive`
  const relu = `${output}.relu`
  const add = makeNode('Add', output, [scaled, relu])
  if (slope.some((a) => a > 1)) {
    replaceNode(graph, node, [
      makeNode('Relu', positive, [input]),
      scaleChannels(graph, relu, positive, rest),
      scaleChannels(graph, scaled, input, slope),
      add,
    ])
    return
  }
  const producer = findDepthwiseProducer(graph, node)
  const scale = (name: string, factors: Float32Array) =>
    producer === null ? scaleChannels(graph, name, input, factors) : scaleOutputs(graph, name, producer, factors)
  replaceNode(graph, node, [scale(positive, rest), makeNode('Relu', relu, [positive]), scale(scaled, slope), add])
  if (producer !== null) replaceNode(graph, producer.node, [])
}

/** Finds the depthwise convolution whose output only this node reads. */
function findDepthwiseProducer(graph: Graph, node: Node): Convolution | null {
  const [input = ''] = node.input
  const producer = graph.node.find((each) => each.output.includes(input))
  const convolution = producer === undefined ? null : readConvolution(graph, producer)
  return convolution?.depthwise && findOnlyConsumer(graph, input) === node ? convolution : null
}

function scaleChannels(graph: Graph, output: string, input: string, factors: Float32Array): Node {
  const channels = factors.length
  const filter = writeWeights(graph, `${output}.filter`, [channels, 1, 1, 1], factors)
  const attributes = [makeIntegerAttribute('group', channels), makeIntegersAttribute('kernel_shape', [1, 1])]
  return makeNode('Conv', output, [input, filter], attributes)
}

function scaleOutputs(graph: Graph, output: string, convolution: Convolution, factors: Float32Array): Node {
  const { node, filter, bias, size, outputs } = convolution
  const values = filter.values.map((weight, index) => weight * (factors[Math.floor(index / size)] ?? 0))
  const biases = bias.map((value, channel) => value * (factors[channel] ?? 0))
  const input = [
    node.input[0] ?? '',
    writeWeights(graph, `${output}.filter`, filter.dims, values),
    writeWeights(graph, `${output}.bias`, [outputs], biases),
  ]
  return makeNode('Conv', output, input, node.attribute)
}

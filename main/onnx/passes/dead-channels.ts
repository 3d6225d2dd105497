import {
  type Convolution,
  findOnlyConsumer,
  readConvolution,
  readWeights,
  removeUnusedInitializers,
  requireOnlyOutput,
  writeWeights,
} from '../graph.ts'
import type { Graph, Node } from '../proto.ts'

/** Channels are kept in multiples of this, since the processor's blocked kernels compute 8 or 16 at a time. */
const channelBlock = 8

/** Weights below this part of the largest one of their tensor count as zero: float32 resolves 6e-8. */
const negligible = 1e-7

/** Two convolutions over all channels with nothing but per-channel steps in between. */
interface Chain {
  readonly first: Convolution
  readonly between: readonly ChannelStep[]
  readonly last: Convolution
}

type ChannelStep =
  | { readonly kind: 'prelu'; readonly node: Node; readonly slope: Float32Array }
  | { readonly kind: 'depthwise'; readonly convolution: Convolution }

/**
 * Removes channels that hold the same number for every picture, as weight decay leaves them behind. What they
 * contributed moves into the bias of the next convolution. Zero channels then fill up the last block, without which the
 * runtime leaves its blocked layout. The result differs by rounding only.
 */
export function removeDeadChannels(graph: Graph): void {
  for (const node of [...graph.node]) {
    const chain = readChain(graph, node)
    if (chain !== null) pruneChain(graph, chain)
  }
  removeUnusedInitializers(graph)
}

function readChain(graph: Graph, start: Node): Chain | null {
  const first = readConvolution(graph, start)
  if (first === null || first.group !== 1) return null
  const between: ChannelStep[] = []
  let node = findOnlyConsumer(graph, requireOnlyOutput(start))
  while (node !== null) {
    const convolution = readConvolution(graph, node)
    if (convolution !== null && convolution.group === 1) return { first, between, last: convolution }
    const step = readChannelStep(graph, node, first.outputs)
    if (step === null) return null
    between.push(step)
    node = findOnlyConsumer(graph, requireOnlyOutput(node))
  }
  return null
}

function readChannelStep(graph: Graph, node: Node, channels: number): ChannelStep | null {
  const convolution = readConvolution(graph, node)
  if (convolution?.depthwise) return { kind: 'depthwise', convolution }
  if (node.op_type !== 'PRelu') return null
  const slope = readWeights(graph, node.input[1] ?? '')?.values
  return slope?.length === channels ? { kind: 'prelu', node, slope } : null
}

function pruneChain(graph: Graph, chain: Chain): void {
  const { first, between, last } = chain
  const constants = findConstants(chain)
  const channels = chooseChannels(constants)
  if (channels.every((channel, index) => channel === index) && channels.length === first.outputs) return

  writeConvolution(graph, first, channels)
  for (const step of between) {
    if (step.kind === 'depthwise') {
      writeConvolution(graph, step.convolution, channels)
      setGroup(step.convolution.node, channels.length)
    } else {
      const name = `${requireOnlyOutput(step.node)}.slope`
      writeWeights(graph, name, [channels.length, 1, 1], pick(step.slope, 1, channels))
      step.node.input = [step.node.input[0] ?? '', name]
    }
  }
  writeLast(graph, last, channels, constants)
}

/**
 * Lists the old index of each new channel: those that depend on the picture, then null for the zeros that fill the last
 * block.
 */
function chooseChannels(constants: readonly (number | null)[]): (number | null)[] {
  const live = constants.flatMap((constant, channel) => (constant === null ? [channel] : []))
  const filled = Math.max(1, Math.ceil(live.length / channelBlock)) * channelBlock
  return [...live, ...new Array<null>(filled - live.length).fill(null)]
}

/**
 * Finds the number that each channel holds everywhere at the last convolution; null where it depends on the picture.
 */
function findConstants({ first, between, last }: Chain): (number | null)[] {
  let constants = findDeadOutputs(first).map((dead, channel) => (dead ? (first.bias[channel] ?? 0) : null))
  for (const step of between) {
    if (step.kind === 'prelu') {
      constants = constants.map((value, channel) =>
        value === null || value >= 0 ? value : value * (step.slope[channel] ?? 0),
      )
    } else {
      const { convolution } = step
      const dead = findDeadOutputs(convolution)
      const sums = sumRows(convolution)
      constants = constants.map((value, channel) => {
        const bias = convolution.bias[channel] ?? 0
        if (dead[channel] || value === 0) return bias
        // A padded picture is not constant at its border.
        return value === null || convolution.padded ? null : value * (sums[channel] ?? 0) + bias
      })
    }
  }
  const unread = findUnreadInputs(last)
  return constants.map((value, channel) => {
    if (unread[channel]) return 0
    return value !== 0 && last.padded ? null : value
  })
}

function findDeadOutputs(convolution: Convolution): boolean[] {
  const { values } = convolution.filter
  const limit = negligible * findLargest(values)
  return Array.from({ length: convolution.outputs }, (_, output) => {
    return findLargest(values.subarray(output * convolution.size, (output + 1) * convolution.size)) <= limit
  })
}

function findUnreadInputs(convolution: Convolution): boolean[] {
  const { values } = convolution.filter
  const inputs = convolution.filter.dims[1] ?? 0
  const area = convolution.size / inputs
  const limit = negligible * findLargest(values)
  const unread = new Array<boolean>(inputs).fill(true)
  for (const [index, value] of values.entries()) {
    if (Math.abs(value) > limit) unread[Math.floor(index / area) % inputs] = false
  }
  return unread
}

function sumRows(convolution: Convolution): number[] {
  return Array.from({ length: convolution.outputs }, (_, output) =>
    convolution.filter.values
      .subarray(output * convolution.size, (output + 1) * convolution.size)
      .reduce((sum, value) => sum + value, 0),
  )
}

function writeConvolution(graph: Graph, convolution: Convolution, channels: readonly (number | null)[]): void {
  const { node, filter, bias, size } = convolution
  const output = requireOnlyOutput(node)
  const dims = [channels.length, ...filter.dims.slice(1)]
  node.input = [
    node.input[0] ?? '',
    writeWeights(graph, `${output}.filter`, dims, pick(filter.values, size, channels)),
    writeWeights(graph, `${output}.bias`, [channels.length], pick(bias, 1, channels)),
  ]
}

/** Keeps the given input channels and moves what the others contributed as constants into the bias. */
function writeLast(
  graph: Graph,
  last: Convolution,
  channels: readonly (number | null)[],
  constants: readonly (number | null)[],
): void {
  const inputs = last.filter.dims[1] ?? 0
  const area = last.size / inputs
  const kept = new Set(channels)
  const bias = Float32Array.from(last.bias)
  const values = new Float32Array(last.outputs * channels.length * area)
  for (let output = 0; output < last.outputs; output++) {
    const row = last.filter.values.subarray(output * last.size, (output + 1) * last.size)
    values.set(pick(row, area, channels), output * channels.length * area)
    let constant = 0
    for (const [channel, value] of constants.entries()) {
      if (kept.has(channel) || value === null || value === 0) continue
      for (const weight of row.subarray(channel * area, (channel + 1) * area)) constant += weight * value
    }
    bias[output] = (last.bias[output] ?? 0) + constant
  }
  const output = requireOnlyOutput(last.node)
  const dims = [last.outputs, channels.length, ...last.filter.dims.slice(2)]
  last.node.input = [
    last.node.input[0] ?? '',
    writeWeights(graph, `${output}.filter`, dims, values),
    writeWeights(graph, `${output}.bias`, [last.outputs], bias),
  ]
}

function setGroup(node: Node, group: number): void {
  for (const attribute of node.attribute) if (attribute.name === 'group') attribute.i = group
}

/** Picks rows of `size` numbers in the order of `channels`; zeros for null. */
function pick(values: Float32Array, size: number, channels: readonly (number | null)[]): Float32Array {
  const result = new Float32Array(channels.length * size)
  for (const [row, channel] of channels.entries()) {
    if (channel !== null) result.set(values.subarray(channel * size, (channel + 1) * size), row * size)
  }
  return result
}

function findLargest(values: Float32Array): number {
  let result = 0
  for (const value of values) result = Math.max(result, Math.abs(value))
  return result
}

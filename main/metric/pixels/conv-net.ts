import type { Random } from '../../numeric/random.ts'
import { type Matrix, multiply, multiplyTransposed, transposeMultiply, zeros } from '../linear-algebra/matrix.ts'

/**
 * A small convolutional embedder with backpropagation by hand: three 3x3 convolutions of stride 2 with leaky ReLU, then
 * a linear layer to a few features. Activations are matrices with one pixel per row (image by image, row by row from
 * the top left) and one channel per column, so that each convolution is one matrix product over gathered patches.
 */
export interface ConvNet {
  /** Input side in pixels; grey, one channel. */
  readonly side: number
  /** One per convolution: channels out x (9 x channels in). */
  readonly kernels: readonly Matrix[]
  readonly biases: readonly Float64Array[]
  /** Features x (pixels left x channels left). */
  readonly last: Matrix
}

const channels = [1, 8, 16, 32] as const
const leak = 0.25

/** Creates a network with He's initialisation (arXiv 1502.01852). @param side divisible by 8 */
export function createConvNet(side: number, features: number, random: Random): ConvNet {
  const fillMatrix = (rows: number, columns: number): Matrix => {
    const matrix = zeros(rows, columns)
    const deviation = Math.sqrt(2 / columns)
    for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = deviation * random.normal()
    return matrix
  }
  const kernels = channels.slice(1).map((out, i) => fillMatrix(out, 9 * channels[i]!))
  return {
    side,
    kernels,
    biases: kernels.map(({ rows }) => new Float64Array(rows)),
    last: fillMatrix(features, (side / 8) ** 2 * channels[3]),
  }
}

/** Lists all weights in a fixed order, in which `backward` returns gradients. */
export function weightsOf({ kernels, biases, last }: ConvNet): Float64Array[] {
  return [...kernels.map(({ data }) => data), ...biases, last.data]
}

/** What `backward` needs to know of a forward pass. */
export interface Tape {
  readonly features: Matrix
  /** The patches that each convolution saw, and its output before the leaky ReLU. */
  readonly stages: readonly { readonly patches: Matrix; readonly sums: Matrix }[]
  readonly flat: Matrix
}

/** Computes the features of images. @param images one per row, `side` x `side` values of about -1..1 */
export function forward(net: ConvNet, images: Matrix): Tape {
  let activations: Matrix = { rows: images.rows * net.side ** 2, columns: 1, data: images.data }
  let side = net.side
  const stages = net.kernels.map((kernel, layer) => {
    const patches = gather(activations, images.rows, side)
    const sums = multiplyTransposed(patches, kernel)
    for (let i = 0; i < sums.data.length; i++) sums.data[i] = sums.data[i]! + net.biases[layer]![i % sums.columns]!
    activations = { ...sums, data: sums.data.map((x) => (x > 0 ? x : leak * x)) }
    side /= 2
    return { patches, sums }
  })
  const flat = { rows: images.rows, columns: activations.data.length / images.rows, data: activations.data }
  return { features: multiplyTransposed(flat, net.last), stages, flat }
}

/** Computes the gradients of all weights, in the order of `weightsOf`, from the gradient by the features. */
export function backward(net: ConvNet, { stages, flat }: Tape, gradient: Matrix): Float64Array[] {
  const images = gradient.rows
  const byLast = transposeMultiply(gradient, flat)
  const byKernel: Float64Array[] = []
  const byBias: Float64Array[] = []
  let flowing = multiply(gradient, net.last).data
  for (let layer = stages.length - 1; layer >= 0; layer--) {
    const { patches, sums } = stages[layer]!
    const g: Matrix = { ...sums, data: flowing.map((x, i) => (sums.data[i]! > 0 ? x : leak * x)) }
    byKernel.unshift(transposeMultiply(g, patches).data)
    const bias = new Float64Array(g.columns)
    for (let i = 0; i < g.data.length; i++) bias[i % g.columns] = bias[i % g.columns]! + g.data[i]!
    byBias.unshift(bias)
    if (layer > 0) flowing = scatter(multiply(g, net.kernels[layer]!), images, net.side / 2 ** layer)
  }
  return [...byKernel, ...byBias, byLast.data]
}

/**
 * Gathers every second pixel's 3x3 neighbourhood, zero beyond the border: one output pixel per row, 9 x channels
 * columns.
 */
function gather(activations: Matrix, images: number, side: number): Matrix {
  const depth = activations.columns
  const taps = tapsOf(side)
  const patches = zeros((images * side ** 2) / 4, 9 * depth)
  for (let image = 0; image < images; image++) {
    const pixels = image * side ** 2
    const target = (pixels / 4) * 9 * depth
    for (let tap = 0; tap < taps.length; tap++) {
      if (taps[tap]! < 0) continue
      const from = (pixels + taps[tap]!) * depth
      const to = target + tap * depth
      for (let c = 0; c < depth; c++) patches.data[to + c] = activations.data[from + c]!
    }
  }
  return patches
}

/** Transposes `gather`: sums gradients of patches back onto the pixels they came from. */
function scatter(patches: Matrix, images: number, side: number): Float64Array<ArrayBuffer> {
  const depth = patches.columns / 9
  const taps = tapsOf(side)
  const result = new Float64Array(images * side ** 2 * depth)
  for (let image = 0; image < images; image++) {
    const pixels = image * side ** 2
    const source = (pixels / 4) * 9 * depth
    for (let tap = 0; tap < taps.length; tap++) {
      if (taps[tap]! < 0) continue
      const to = (pixels + taps[tap]!) * depth
      const from = source + tap * depth
      for (let c = 0; c < depth; c++) result[to + c] = result[to + c]! + patches.data[from + c]!
    }
  }
  return result
}

/** Lists for each output pixel its nine input pixels within the image, -1 beyond the border. */
function tapsOf(side: number): Int32Array {
  const half = side / 2
  return Int32Array.from({ length: half * half * 9 }, (_, i) => {
    const tap = i % 9
    const patch = (i - tap) / 9
    const row = 2 * Math.floor(patch / half) + Math.floor(tap / 3) - 1
    const column = 2 * (patch % half) + (tap % 3) - 1
    return row < 0 || column < 0 || row >= side || column >= side ? -1 : row * side + column
  })
}

import { expect, test } from 'vitest'
import { type Matrix, zeros } from '../../../main/metric/linear-algebra/matrix.ts'
import { losses } from '../../../main/metric/losses/table.ts'
import { backward, createConvNet, forward, weightsOf } from '../../../main/metric/pixels/conv-net.ts'
import { trainPixelFigure } from '../../../main/metric/pixels/pixel-figure.ts'
import { greyThumbnail, thumbnailSide } from '../../../main/metric/pixels/thumbnail.ts'
import { createRandom } from '../../../main/numeric/random.ts'

const random = createRandom(21)

function noise(rows: number, columns: number): Matrix {
  const matrix = zeros(rows, columns)
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal()
  return matrix
}

test('backpropagation agrees with central differences in every layer', () => {
  const net = createConvNet(8, 3, random)
  const images = noise(2, 64)
  const direction = noise(2, 3)
  const value = () => forward(net, images).features.data.reduce((sum, x, i) => sum + x * direction.data[i]!, 0)
  const gradients = backward(net, forward(net, images), direction)
  weightsOf(net).forEach((weights, group) => {
    for (let k = 0; k < 12; k++) {
      const i = random.below(weights.length)
      const held = weights[i]!
      weights[i] = held + 1e-6
      const above = value()
      weights[i] = held - 1e-6
      const below = value()
      weights[i] = held
      const numeric = (above - below) / 2e-6
      expect(Math.abs(gradients[group]![i]! - numeric)).toBeLessThan(1e-5 * Math.max(1e-2, Math.abs(numeric)))
    }
  })
})

test('a thumbnail is the mean of the area, as luma from -1 to 1', () => {
  const pixels = new Uint8Array(64 * 64 * 3).fill(255)
  pixels.fill(0, 0, 64 * 3)
  const grey = greyThumbnail(pixels, 64, 3)
  expect(grey).toHaveLength(thumbnailSide ** 2)
  expect(grey[0]).toBeCloseTo(0, 6)
  expect(grey.at(-1)).toBeCloseTo(1, 6)
})

/** Eight classes of bars and blobs at different places, with noise. */
function madeUpImages() {
  const classes = 8
  const each = 3
  const images = new Float64Array(classes * each * thumbnailSide ** 2)
  const labels = Int32Array.from({ length: classes * each }, (_, i) => i % classes)
  labels.forEach((label, i) => {
    for (let y = 0; y < thumbnailSide; y++) {
      for (let x = 0; x < thumbnailSide; x++) {
        const angle = (label * Math.PI) / classes
        const stripe = Math.cos(0.6 * (x * Math.cos(angle) + y * Math.sin(angle)))
        images[i * thumbnailSide ** 2 + y * thumbnailSide + x] = 0.8 * stripe + 0.2 * random.normal()
      }
    }
  })
  return { images, labels }
}

const calm = { progress: () => {}, signal: new AbortController().signal }

test.each(losses.map(({ name }) => [name]))('%s trains the small network from pixels', async (loss) => {
  const request = { ...madeUpImages(), loss, parameters: {}, dimensions: 3, steps: 4, seed: 1 } as const
  const figure = await trainPixelFigure(request, calm)
  expect(figure.points).toHaveLength(24)
  expect(figure.points.flatMap(({ position }) => position).every(Number.isFinite)).toBe(true)
  expect(await trainPixelFigure(request, calm)).toEqual(figure)
})

test('after enough steps the classes stand apart', async () => {
  const request = {
    ...madeUpImages(),
    loss: 'normface',
    parameters: { s: 10 },
    dimensions: 2,
    steps: 120,
    seed: 2,
  } as const
  const { accuracy } = await trainPixelFigure(request, calm)
  expect(accuracy).toBeGreaterThan(0.5)
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readWeights } from '../../main/onnx/graph.ts'
import { decodeModel, encodeModel, type Model } from '../../main/onnx/proto.ts'
import { rewriteModel } from '../../main/onnx/rewrite.ts'
import { InferenceSession, Tensor } from '../../main/vision/runtime.ts'
import { addConvolution, addPrelu, emptyModel, randoms } from './build.ts'

const channels = 24

/** Expand, depthwise 3 x 3, project: the block of a MobileFaceNet, on 8 x 8 pictures of 4 channels. */
interface Block {
  readonly expand: Float32Array
  readonly expandBias: Float32Array
  readonly slope: Float32Array
  readonly depthwise: Float32Array
  readonly depthwiseBias: Float32Array
  readonly slope2: Float32Array
  readonly project: Float32Array
}

function randomBlock(): Block {
  return {
    expand: randoms(channels * 4, 1),
    expandBias: randoms(channels, 2),
    slope: randoms(channels, 3),
    depthwise: randoms(channels * 9, 4),
    depthwiseBias: randoms(channels, 5),
    slope2: randoms(channels, 6),
    project: randoms(4 * channels, 7),
  }
}

function blockModel(block: Block): Model {
  const model = emptyModel([1, 4, 8, 8], [1, 4, 8, 8])
  const { graph } = model
  addConvolution(graph, 'a', 'input', { filter: block.expand, bias: block.expandBias, inputs: 4, side: 1 })
  addPrelu(graph, 'b', 'a', block.slope)
  const depthwise = { inputs: channels, side: 3, group: channels, pad: 1 }
  addConvolution(graph, 'c', 'b', { ...depthwise, filter: block.depthwise, bias: block.depthwiseBias })
  addPrelu(graph, 'd', 'c', block.slope2)
  addConvolution(graph, 'output', 'd', { filter: block.project, bias: randoms(4, 8), inputs: channels, side: 1 })
  return model
}

const picture = randoms(4 * 64, 9)

async function run(model: Uint8Array, input: Float32Array, dims: readonly number[]): Promise<Float32Array> {
  const session = await InferenceSession.create(model, { graphOptimizationLevel: 'all', intraOpNumThreads: 1 })
  const results = await session.run({ input: new Tensor('float32', input, [...dims]) })
  await session.release()
  return results.output?.data as Float32Array
}

async function expectSameOutputs(model: Model): Promise<Model> {
  const original = encodeModel(model)
  const rewritten = rewriteModel(original)
  const expected = await run(original, picture, [1, 4, 8, 8])
  const actual = await run(rewritten, picture, [1, 4, 8, 8])
  expect(actual.length).toBe(expected.length)
  for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 4)
  return decodeModel(rewritten)
}

function expandedChannels(model: Model): number | undefined {
  const [first] = model.graph.node
  return readWeights(model.graph, first?.input[1] ?? '')?.dims[0]
}

function fillChannel(values: Float32Array, size: number, channel: number, value: number): void {
  values.fill(value, channel * size, (channel + 1) * size)
}

describe('rewriteModel', () => {
  test('1. gives the outputs of the original, without PRelu', async () => {
    const rewritten = await expectSameOutputs(blockModel(randomBlock()))
    expect(rewritten.graph.node.map((node) => node.op_type)).not.toContain('PRelu')
    expect(expandedChannels(rewritten)).toBe(24)
  })

  test('2. slopes above 1 and below 0', async () => {
    const block = randomBlock()
    block.slope[3] = 1.7
    block.slope2[5] = 2.5
    block.slope2[6] = -3
    await expectSameOutputs(blockModel(block))
  })

  test('3. removes channels whose filter is dead and keeps what their bias contributes', async () => {
    const block = randomBlock()
    for (let channel = 2; channel < 12; channel++) fillChannel(block.depthwise, 9, channel, 1e-30)
    block.depthwiseBias[4] = -2
    block.depthwiseBias[5] = 3
    const rewritten = await expectSameOutputs(blockModel(block))
    expect(expandedChannels(rewritten)).toBe(16)
  })

  test('4. a dead channel with a bias before a padded filter is not constant at the border, and stays', async () => {
    const block = randomBlock()
    for (let channel = 0; channel < 8; channel++) fillChannel(block.expand, 4, channel, 0)
    const rewritten = await expectSameOutputs(blockModel(block))
    expect(expandedChannels(rewritten)).toBe(24)
    for (let channel = 0; channel < 8; channel++) block.expandBias[channel] = 0
    expect(expandedChannels(await expectSameOutputs(blockModel(block)))).toBe(16)
  })

  test('5. removes channels that nothing reads', async () => {
    const block = randomBlock()
    for (let output = 0; output < 4; output++) block.project.fill(0, output * channels, output * channels + 9)
    expect(expandedChannels(await expectSameOutputs(blockModel(block)))).toBe(16)
  })

  test('6. fills channels up to whole blocks with zeros', async () => {
    const block = randomBlock()
    for (let channel = 0; channel < 11; channel++) fillChannel(block.depthwise, 9, channel, 0)
    expect(expandedChannels(await expectSameOutputs(blockModel(block)))).toBe(16)
  })

  test('7. a channel that is read elsewhere too is left alone', async () => {
    const block = randomBlock()
    for (let channel = 0; channel < 16; channel++) fillChannel(block.depthwise, 9, channel, 0)
    const model = blockModel(block)
    model.graph.output.push({ ...model.graph.output[0]!, name: 'c' })
    model.graph.output[1] = { name: 'c', type: { tensor_type: { elem_type: 1 } } }
    const rewritten = await expectSameOutputs(model)
    expect(expandedChannels(rewritten)).toBe(24)
  })

  test('8. leaves no subnormal weight', () => {
    const block = randomBlock()
    block.expand[7] = 1e-40
    block.project[3] = -3e-42
    const { graph } = decodeModel(rewriteModel(encodeModel(blockModel(block))))
    const numbers = graph.initializer.flatMap((tensor) => [...(readWeights(graph, tensor.name)?.values ?? [])])
    expect(numbers.filter((number) => number !== 0 && Math.abs(number) < 1.2e-38)).toEqual([])
  })

  test('9. takes batches, each picture as if it were alone', async () => {
    const rewritten = rewriteModel(encodeModel(blockModel(randomBlock())))
    const second = randoms(4 * 64, 10)
    const both = await run(rewritten, Float32Array.of(...picture, ...second), [2, 4, 8, 8])
    expect(both.subarray(0, 256)).toEqual(await run(rewritten, picture, [1, 4, 8, 8]))
    expect(both.subarray(256)).toEqual(await run(rewritten, second, [1, 4, 8, 8]))
  })

  test('10. keeps the fields it does not know', () => {
    const original = encodeModel(blockModel(randomBlock()))
    // metadata_props (field 14): { key: "author", value: "somebody" }
    const metadata = Buffer.from('\x72\x12\x0a\x06author\x12\x08somebody', 'latin1')
    const rewritten = Buffer.from(rewriteModel(Buffer.concat([original, metadata])))
    expect(rewritten.includes(metadata)).toBe(true)
  })

  test('11. the same bytes give the same bytes, and the input is untouched', () => {
    const original = Uint8Array.from(encodeModel(blockModel(randomBlock())))
    const copy = Uint8Array.from(original)
    expect(Buffer.compare(rewriteModel(original), rewriteModel(original))).toBe(0)
    expect(original).toEqual(copy)
  })

  test('12. refuses what is no model, and models of an opset with other rules', () => {
    expect(() => rewriteModel(new TextEncoder().encode('<html>not found</html>'))).toThrow(
      expect.objectContaining({ code: 'model-damaged' }),
    )
    expect(() => rewriteModel(new Uint8Array())).toThrow(expect.objectContaining({ code: 'model-damaged' }))
    const old = blockModel(randomBlock())
    old.opset_import = [{ version: 6 }]
    expect(() => rewriteModel(encodeModel(old))).toThrow(expect.objectContaining({ code: 'model-unsupported' }))
  })
})

const packFolder = join(import.meta.dirname, '../../models/faceplugin')

describe.skipIf(!existsSync(packFolder))('rewriteModel on the default pack (skipped where it is not installed)', () => {
  test.each([
    ['fr_feature.onnx', 112, 0.78],
    ['fr_liveness.onnx', 128, 1.05],
  ])('13. %s: outputs agree, file no larger than stated', async (file, side, size) => {
    const original = readFileSync(join(packFolder, file))
    const rewritten = rewriteModel(original)
    expect(rewritten.length).toBeLessThan(original.length * size)
    const input = randoms(3 * side * side, 11)
    const expected = await run(original, input, [1, 3, side, side])
    const actual = await run(rewritten, input, [1, 3, side, side])
    const largest = Math.max(...expected.map(Math.abs))
    for (const [index, value] of expected.entries())
      expect(Math.abs((actual[index] ?? Number.NaN) - value)).toBeLessThan(1e-4 * largest)
  })

  test('14. fr_detect.onnx: keeps the boxes scored above 0.3, in their order, and nothing where there are none', async () => {
    const original = readFileSync(join(packFolder, 'fr_detect.onnx'))
    const rewritten = rewriteModel(original)
    const photo = await sharp(join(packFolder, '../samples/sample1.jpg'))
      .resize(320, 240, { fit: 'fill' })
      .raw()
      .toBuffer()
    const size = 320 * 240
    const input = new Float32Array(3 * size)
    for (const [index, value] of photo.entries())
      input[(index % 3) * size + Math.floor(index / 3)] = (value - 127) / 128
    const all = await detect(original, input)
    const kept = [...all.scores.keys()].filter((index) => index % 2 === 1 && all.scores[index]! > 0.3)
    const likely = await detect(rewritten, input)
    expect(kept.length).toBeGreaterThan(5)
    expect([...likely.scores]).toEqual(kept.flatMap((index) => [all.scores[index - 1], all.scores[index]]))
    expect([...likely.boxes]).toEqual(kept.flatMap((index) => [...all.boxes.subarray(2 * index - 2, 2 * index + 2)]))
    expect(await detect(rewritten, new Float32Array(3 * size))).toEqual({
      scores: new Float32Array(),
      boxes: new Float32Array(),
    })
  })
})

async function detect(model: Uint8Array, input: Float32Array) {
  const session = await InferenceSession.create(model, { graphOptimizationLevel: 'all', intraOpNumThreads: 1 })
  const { scores, boxes } = await session.run({ input: new Tensor('float32', input, [1, 3, 240, 320]) })
  await session.release()
  return { scores: scores?.data as Float32Array, boxes: boxes?.data as Float32Array }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldMap } from '../../main/onnx/fold-map.ts'
import { makeIntegerAttribute, makeNode, writeWeights } from '../../main/onnx/graph.ts'
import { dataTypes, decodeModel, encodeModel, type Model } from '../../main/onnx/proto.ts'
import { InferenceSession, Tensor } from '../../main/vision/runtime.ts'
import { modelsFolder } from '../helpers/models-folder.ts'
import { addConvolution, emptyModel, randoms } from './build.ts'

const columns = 4
const map = (rows: number) => ({ rows, columns, W: randoms(rows * columns, 77) })

/** The output of a model, and how many numbers its file says that it has. */
async function run(bytes: Uint8Array, input: Float32Array, dims: readonly number[]) {
  const session = await InferenceSession.create(bytes, { graphOptimizationLevel: 'all', intraOpNumThreads: 1 })
  const [name] = session.inputNames
  const results = await session.run({ [name!]: new Tensor('float32', input, [...dims]) })
  await session.release()
  const data = results[session.outputNames[0]!]!.data as Float32Array
  const [shape] = decodeModel(bytes).graph.output
  return { data, declared: Number(shape!.type.tensor_type!.shape!.dim.at(-1)!.dim_value) }
}

function mapped({ rows, W }: ReturnType<typeof map>, f: Float32Array): number[] {
  return Array.from({ length: rows }, (_, row) => f.reduce((sum, each, at) => sum + W[row * f.length + at]! * each, 0))
}

/** Picture of 3 x 2 x 2, convolved to four numbers, and shaped to one row as the real embedders do. */
function convolved(): Model {
  const model = emptyModel([1, 3, 2, 2], [1, columns])
  const { graph } = model
  addConvolution(graph, 'c', 'input', {
    filter: randoms(columns * 12, 1),
    bias: randoms(columns, 2),
    inputs: 3,
    side: 2,
  })
  graph.initializer.push({ name: 'shape', dims: [2], data_type: dataTypes.int64, int64_data: [1, columns] })
  graph.node.push(makeNode('Reshape', 'output', ['c', 'shape']))
  return model
}

function connected(transposed: boolean, bias: boolean): Model {
  const model = emptyModel([1, 6], [1, columns])
  const { graph } = model
  const dims = transposed ? [columns, 6] : [6, columns]
  const inputs = ['input', writeWeights(graph, 'w', dims, randoms(columns * 6, 3))]
  if (!bias) model.opset_import = [{ version: 11 }]
  else inputs.push(writeWeights(graph, 'b', [columns], randoms(columns, 4)))
  graph.node.push(makeNode('Gemm', 'output', inputs, transposed ? [makeIntegerAttribute('transB', 1)] : []))
  return model
}

/** A last layer that nothing can be multiplied into. */
function normalised(): Model {
  const model = connected(true, true)
  const { graph } = model
  Object.assign(graph.node[0]!, { name: 'y', output: ['y'] })
  const names = ['scale', 'shift', 'mean', 'variance'].map((name, at) =>
    writeWeights(
      graph,
      name,
      [columns],
      randoms(columns, 5 + at).map((each) => Math.abs(each) + 0.5),
    ),
  )
  graph.node.push(makeNode('BatchNormalization', 'output', ['y', ...names]))
  return model
}

const cases: readonly (readonly [what: string, model: Model, input: readonly number[], layers: number])[] = [
  ['a convolution', convolved(), [1, 3, 2, 2], 2],
  ['a fully connected layer', connected(false, true), [1, 6], 1],
  ['one with its weights the other way round', connected(true, true), [1, 6], 1],
  ['one without a bias', connected(true, false), [1, 6], 1],
  ['another layer, behind which it stands', normalised(), [1, 6], 3],
]

for (const rows of [columns, 2, 7]) {
  test.each(cases)(`a map to ${rows} numbers goes into %s`, async (_what, model, dims, layers) => {
    const original = encodeModel(model)
    const input = randoms(
      dims.reduce((product, side) => product * side, 1),
      9,
    )
    const before = await run(original, input, dims)
    const folded = foldMap(original, map(rows))
    const after = await run(folded, input, dims)
    expect(after.data).toHaveLength(rows)
    expect(after.declared).toBe(rows)
    const expected = mapped(map(rows), before.data)
    for (const [at, value] of expected.entries()) expect(after.data[at]).toBeCloseTo(value, 5)
    const { graph } = decodeModel(folded)
    expect(graph.node).toHaveLength(layers)
    const used = new Set(graph.node.flatMap((node) => node.input))
    expect(graph.initializer.filter(({ name }) => !used.has(name))).toEqual([])
  })
}

test('a map of another length, and a file that is no model, are refused', () => {
  expect(() => foldMap(encodeModel(connected(true, true)), { rows: 3, columns: 3, W: randoms(9, 1) })).toThrow(
    'not one output of 3 numbers',
  )
  expect(() => foldMap(Uint8Array.of(1, 2, 3), map(4))).toThrow('not an ONNX model')
})

test('the embedder that ships takes it into its last convolution, and no longer than before', () => {
  const bytes = readFileSync(join(modelsFolder, 'faceplugin/fr_feature.fast.onnx'))
  const W = randoms(185 * 512, 3)
  const folded = foldMap(bytes, { rows: 185, columns: 512, W })
  const types = (file: Uint8Array) => decodeModel(file).graph.node.map(({ op_type }) => op_type)
  expect(types(folded)).toEqual(types(bytes))
  expect(folded.length).toBeLessThan(bytes.length)
})

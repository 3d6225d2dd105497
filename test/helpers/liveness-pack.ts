import { makeIntegersAttribute, makeNode, writeWeights } from '../../main/onnx/graph.ts'
import { encodeModel } from '../../main/onnx/proto.ts'
import { PackEntry } from '../../main/packs/pack-entry.ts'
import { emptyModel } from '../onnx/build.ts'
import { type MadeUpPack, sha256 } from './made-up-pack.ts'

/**
 * A model of the shape of a MiniFASNet: three logits of a picture of 80 x 80, each a weighted sum of the picture's mean
 * blue, green and red, as far as it is fed in that order.
 * @param weights three rows, one a class
 */
export function meanModel(weights: readonly (readonly number[])[], bias: readonly number[]): Uint8Array {
  const model = emptyModel([1, 3, 80, 80], [1, 3])
  const { graph } = model
  const columns = [0, 1, 2].flatMap((channel) => weights.map((row) => row[channel]!))
  const [matrix, offset] = [
    writeWeights(graph, 'w', [3, 3], Float32Array.from(columns)),
    writeWeights(graph, 'b', [3], Float32Array.from(bias)),
  ]
  graph.node.push(
    makeNode('ReduceMean', 'means', ['input'], [makeIntegersAttribute('axes', [2, 3])]),
    makeNode('Squeeze', 'flat', ['means'], [makeIntegersAttribute('axes', [2, 3])]),
    makeNode('MatMul', 'sums', ['flat', matrix]),
    makeNode('Add', 'output', ['sums', offset]),
  )
  return encodeModel(model)
}

const nothing = [0, 0, 0]

/** A model that finds every face as likely to be alive as it is told, in its second class. */
export function settledModel(real: number): Uint8Array {
  const other = Math.log((1 - real) / 2)
  return meanModel([nothing, nothing, nothing], [other, Math.log(real), other])
}

/** A pack for liveness: models by the names of their files, fed as the MiniFASNet pair is. */
export function livenessPackOf(models: Readonly<Record<string, Uint8Array>>, scales = [2.7, 4]): MadeUpPack {
  const files = new Map(Object.entries(models).map(([name, bytes]) => [`${name}.onnx`, bytes]))
  const entry = PackEntry.parse({
    ...{ name: 'second', title: 'Second opinion', use: 'liveness', licence: 'MIT' },
    models: [...files].map(([file, bytes], index) => ({
      ...{ role: 'liveness', kind: 'minifasnet', file, sha256: sha256(bytes), graphOptimizationLevel: 'all' },
      input: { shape: [1, 3, 80, 80], colour: 'bgr', mean: 0, scale: 1 },
      ...{ crop: { scale: scales[index % scales.length], shape: 'box' }, living: 1 },
    })),
  })
  return { entry, files }
}

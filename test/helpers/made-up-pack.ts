import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeNode, writeWeights } from '../../main/onnx/graph.ts'
import { decodeModel, encodeModel } from '../../main/onnx/proto.ts'
import { type FoundPack, locatePack, modelOf, Pack, readPack } from '../../main/vision/manifest.ts'
import { randoms } from '../onnx/build.ts'
import { modelsFolder } from './models-folder.ts'

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The default embedder with a random projection to fewer dimensions behind it, which keeps angles roughly. */
export function shortenedEmbedder(dimensions: number): Uint8Array {
  const model = decodeModel(readFileSync(join(modelsFolder, 'faceplugin/fr_feature.onnx')))
  const { graph } = model
  const output = graph.output[0]!
  const weights = writeWeights(graph, 'projection', [512, dimensions], randoms(512 * dimensions, 7))
  graph.node.push(makeNode('MatMul', 'shortened', [output.name, weights]))
  const shape = { dim: [1, dimensions].map((size) => ({ dim_value: size })) }
  graph.output = [{ name: 'shortened', type: { tensor_type: { elem_type: 1, shape } } }]
  return encodeModel(model)
}

/** Lays a pack that differs from the default one in its embedder, of 128 dimensions, into a data folder. */
export async function installMadeUpPack(dataFolder: string, name = 'made-up'): Promise<FoundPack> {
  const standard = await readPack({ modelsFolder })
  const folder = join(dataFolder, 'models', name)
  mkdirSync(folder, { recursive: true })
  const bytes = shortenedEmbedder(128)
  const embedder = modelOf(standard, 'embedder')!
  const { fast: _, agreement: __, lowerFace: ___, ...rest } = embedder
  const short = { ...rest, file: 'short.onnx', bytes: bytes.length, sha256: sha256(bytes), dimensions: 128 }
  const models = standard.models.map((model) => (model.role === 'embedder' ? short : model))
  const pack = Pack.parse({ ...standard, name, models })
  for (const { file } of standard.models) cpSync(join(modelsFolder, 'faceplugin', file), join(folder, file))
  writeFileSync(join(folder, 'short.onnx'), bytes)
  writeFileSync(join(folder, 'pack.json'), JSON.stringify(pack))
  return locatePack({ modelsFolder, installedFolder: join(dataFolder, 'models') }, pack)
}

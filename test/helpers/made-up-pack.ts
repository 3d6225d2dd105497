import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../main/contract/entities.ts'
import type { PackTrial } from '../../main/contract/models.ts'
import { makeNode, writeWeights } from '../../main/onnx/graph.ts'
import { decodeModel, encodeModel } from '../../main/onnx/proto.ts'
import { PackEntry } from '../../main/packs/pack-entry.ts'
import { zipChunks } from '../../main/text/zip.ts'
import { type FoundPack, locatePack, modelOf, readPack } from '../../main/vision/manifest.ts'
import { randoms } from '../onnx/build.ts'
import { modelsFolder } from './models-folder.ts'

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The default embedder with a random projection to fewer dimensions behind it, which keeps angles roughly. */
export function shortenedEmbedder(dimensions: number): Uint8Array {
  return withProjection(dimensions, randoms(512 * dimensions, 7))
}

/** An embedder that sees two numbers of a face, too few to tell people apart. */
export function blindEmbedder(): Uint8Array {
  const directions = randoms(2 * 512, 7)
  const values = Array.from({ length: 512 * 128 }, (_, index) => directions[2 * (index >> 7) + (index & 1)]!)
  return withProjection(128, Float32Array.from(values))
}

/** An embedder that gives nothing. */
export function muteEmbedder(): Uint8Array {
  return withProjection(128, new Float32Array(512 * 128))
}

function withProjection(dimensions: number, values: Float32Array): Uint8Array {
  const model = decodeModel(readFileSync(join(modelsFolder, 'faceplugin/fr_feature.onnx')))
  const { graph } = model
  const output = graph.output[0]!
  const weights = writeWeights(graph, 'projection', [512, dimensions], values)
  graph.node.push(makeNode('MatMul', 'shortened', [output.name, weights]))
  const shape = { dim: [1, dimensions].map((size) => ({ dim_value: size })) }
  graph.output = [{ name: 'shortened', type: { tensor_type: { elem_type: 1, shape } } }]
  return encodeModel(model)
}

/** A pack that differs from the default one in its embedder, of 128 dimensions, and all its files by name. */
export interface MadeUpPack {
  readonly entry: PackEntry
  readonly files: ReadonlyMap<string, Uint8Array>
}

export async function makeUpPack(
  changes: Partial<PackEntry> = {},
  embedder: Uint8Array = shortenedEmbedder(128),
): Promise<MadeUpPack> {
  const standard = await readPack({ modelsFolder })
  const { agreement: _, lowerFace: __, ...rest } = modelOf(standard, 'embedder')!
  const short = { ...rest, file: 'short.onnx', bytes: embedder.length, sha256: sha256(embedder), dimensions: 128 }
  const others = standard.models.filter(({ role }) => role === 'detector' || role === 'landmarks')
  const models = [...others, short].map((model) => ({ ...model, fast: undefined }))
  const files = new Map<string, Uint8Array>([[short.file, embedder]])
  for (const { file } of others) files.set(file, readFileSync(join(standard.folder, file)))
  const entry = PackEntry.parse({ name: 'made-up', licence: 'MIT', ...changes, models })
  return { entry, files }
}

/** Writes the files of a pack, and its `pack.json`, into a folder. */
export function layOut({ entry, files }: MadeUpPack, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes)
  writeFileSync(join(folder, 'pack.json'), JSON.stringify(entry))
}

/** The files of a pack in a ZIP archive, below a folder as InsightFace has them. */
export function archiveOf({ files }: MadeUpPack): Uint8Array {
  const inside = [...files].map(([file, bytes]) => ({ path: `pack/${file}`, pieces: [bytes] }))
  return Buffer.concat([...zipChunks(inside, Date.UTC(2026, 0, 1))])
}

/** Lays the pack into a data folder, as if it had been installed and tried. */
export async function installMadeUpPack(dataFolder: string): Promise<FoundPack> {
  const pack = await makeUpPack()
  const folder = join(dataFolder, 'models', pack.entry.name)
  layOut(pack, folder)
  const counts = { faces: 22, found: 22, again: 26, recognised: 26, milliseconds: 1, presentMilliseconds: 1 }
  const trial = { at: 0 as Instant, kind: 'fit', ...counts, problem: null, startingThreshold: 0.6 } as const
  writeFileSync(join(folder, 'trial.json'), JSON.stringify(trial satisfies PackTrial))
  return locatePack({ modelsFolder, installedFolder: join(dataFolder, 'models') }, pack.entry)
}

/** The models of the app, with further entries in the manifest. */
export function modelsWith(folder: string, entries: readonly PackEntry[]): string {
  for (const name of ['faceplugin', 'samples']) symlinkSync(join(modelsFolder, name), join(folder, name))
  const manifest = JSON.parse(readFileSync(join(modelsFolder, 'manifest.json'), 'utf8'))
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, packs: [...manifest.packs, ...entries] }))
  return folder
}

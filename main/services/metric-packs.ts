import { createHash } from 'node:crypto'
import type { Output, Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import { foldMap } from '../onnx/fold-map.ts'
import { maxTitleLength, readKnownPacks, titleOf } from '../packs/pack-entry.ts'
import { type ZipFile, zipChunks } from '../text/zip.ts'
import { type ModelOf, type Pack, type PackModel, packFile, readModel } from '../vision/manifest.ts'
import type { Context } from './context.ts'
import type { ExportFiles } from './export-files.ts'

/** Writes a learned metric as a pack of models of its own, for use where nothing was learned. */
export interface MetricPacks {
  /**
   * Multiplies the metric into the last layer of the embedder in use. What the pack then returns is what this one's
   * embeddings are compared as; nothing else of this office goes with it.
   * @throws AppError `metric-gone`, `model-mismatch` for a metric of another model, and whatever `ExportFiles` throws
   */
  write(order: Parsed<'metric.exportPack'>, caller: Caller): Promise<Output<'metric.exportPack'>>
}

interface File {
  readonly model: PackModel
  readonly bytes: Uint8Array
}

export function createMetricPacks(context: Context, files: ExportFiles): MetricPacks {
  const { store, model, pack, now } = context

  async function readFile(each: PackModel, map: Parameters<typeof foldMap>[1], version: number): Promise<File> {
    const { file, bytes } = await readModel(pack, each, false)
    const { graphOptimizationLevel } = file
    if (each.role !== 'embedder') return { model: withFile(each, each.file, bytes, graphOptimizationLevel), bytes }
    const folded = foldMap(bytes, map)
    const name = each.file.replace(/(\.onnx)?$/, `.metric-${version}.onnx`)
    // What was measured of the embedder does not hold for what is made of it.
    const { agreement: _, lowerFace: __, ...rest } = withFile(each, name, folded, graphOptimizationLevel)
    return { model: { ...rest, dimensions: map.rows } as ModelOf<'embedder'>, bytes: folded }
  }

  return {
    async write({ version, task, file }, caller) {
      const metric = store.metrics.get(version)
      if (metric.model !== model) {
        const message = `Metric ${version} was learned for embeddings of ${metric.model}, which are not in use.`
        throw new AppError('model-mismatch', message, { details: { metric: metric.model, model } })
      }
      const { rows, columns } = metric
      const map = { rows, columns, W: store.metrics.readMap(version) }
      const made = await Promise.all(pack.models.map((each) => readFile(each, map, version)))
      const name = `${pack.name}-metric-${version}`
      const from = (await readKnownPacks(context.places)).find(({ entry }) => entry.name === pack.name)?.entry
      const { folder: _, shipped: __, ...own } = pack
      const written = {
        ...{ ...own, name, models: made.map((each) => each.model) },
        // Its licence and training data are those of the models that it was made from: learning adds no others.
        ...(from && { title: `${titleOf(from)}, metric ${version}`.slice(-maxTitleLength), labels: from.labels }),
      } satisfies Pack
      const answer = await files.write({
        ...{ task, path: file, fileName: `${name}.zip` },
        pieces: () => zipChunks(filesOf(written, made), now()),
      })
      if (answer.kind === 'cancelled') return answer
      const details = { name, people: metric.people, photos: metric.photos }
      store.audit.append({ ...caller, action: 'metric.exportPack', subject: `metric ${version}`, details })
      return { ...answer, name }
    },
  }
}

function withFile<M extends PackModel>(
  { fast: _, ...model }: M,
  file: string,
  bytes: Uint8Array,
  graphOptimizationLevel: M['graphOptimizationLevel'],
) {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { ...model, file, bytes: bytes.length, sha256, graphOptimizationLevel } as M
}

function* filesOf(entry: Pack, files: readonly File[]): Generator<ZipFile> {
  yield { path: packFile, pieces: [`${JSON.stringify(entry, null, 2)}\n`] }
  for (const { model, bytes } of files) yield { path: model.file, pieces: [bytes], isCompressed: true }
}

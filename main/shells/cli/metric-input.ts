import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import type { App } from '../../app.ts'
import { AppError } from '../../contract/errors.ts'
import type { MetricSource } from '../../contract/learned-metrics.ts'
import { type RowLabel, writeLabels, writeNpy } from '../../metric/npy.ts'
import { embedPhotos, type Failure } from './embed-photos.ts'
import { photosByPerson } from './photo-files.ts'
import type { Session } from './session.ts'

/** Where the embeddings of a metric command come from; the gallery when nothing is named. */
export interface MetricInput {
  readonly images?: string
  readonly probes?: string
  readonly from?: string
  readonly model?: string
}

/** The app, which has the embeddings, and the photos without one. */
export interface MetricWork {
  readonly app: App
  readonly source: MetricSource
  readonly failures: readonly Failure[]
}

/**
 * Reads or makes the embeddings that a metric command works on. Photos of --images and --probes that lie at the same
 * place below their folders count as one photo: they are never compared with each other.
 * @throws AppError `file-not-found`, `wrong-usage`, `too-little-data`
 */
export async function metricInput(session: Session, options: MetricInput): Promise<MetricWork> {
  const { images, probes, from, model = null } = options
  if (images !== undefined && from !== undefined) throw new AppError('wrong-usage', 'Give either --images or --from.')
  if (probes !== undefined && images === undefined) throw new AppError('wrong-usage', '--probes needs --images.')
  if (images !== undefined) return fromPhotos(session, images, probes)
  const app = await session.app()
  if (from === undefined) return { app, source: 'gallery', failures: [] }
  await app.call('metric.import', {
    npy: await readContents(`${from}.npy`),
    labels: (await readContents(`${from}.csv`)).toString('utf8'),
    model,
  })
  return { app, source: 'imported', failures: [] }
}

async function fromPhotos(session: Session, images: string, probes: string | undefined): Promise<MetricWork> {
  const gallery = await readLabelledPhotos(images, probes === undefined ? 'either' : 'gallery')
  const searched = probes === undefined ? [] : await readLabelledPhotos(probes, 'probe')
  const all = [...gallery, ...searched]
  const { photos, failures, model } = await embedPhotos(
    session,
    all.map(({ file }) => file),
  )
  const found = all.flatMap(({ file, label }) => {
    const photo = photos.get(file)
    return photo === undefined ? [] : [{ label, vector: photo.vector }]
  })
  if (found.length === 0) throw new AppError('too-little-data', 'No face was found in any of these photos.')
  const columns = found[0]!.vector.length
  const data = new Float32Array(found.length * columns)
  found.forEach(({ vector }, i) => {
    data.set(vector, i * columns)
  })
  const app = await session.app()
  await app.call('metric.import', {
    npy: writeNpy({ rows: found.length, columns, data }),
    labels: writeLabels(found.map(({ label }) => label)),
    model,
  })
  return { app, source: 'imported', failures }
}

async function readLabelledPhotos(
  folder: string,
  role: RowLabel['role'],
): Promise<{ file: string; label: RowLabel }[]> {
  const people = await photosByPerson(folder)
  return people.flatMap(({ name, photos }) =>
    photos.map((file) => ({ file, label: { person: name, photo: relative(folder, file), role } })),
  )
}

async function readContents(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new AppError('file-not-found', `There is no file ${file}, or it cannot be read.`, { cause })
  })
}

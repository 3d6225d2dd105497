/**
 * The metric lab's figures, from photos:
 *
 *   node bench/metric.ts --images DIR [--probes DIR] [--losses a,b] [--folds K] [--repeats R] [--threads N] [--json]
 *
 * Compares every loss and closed form on the same identity-disjoint folds, dealt out R times. With --probes (see
 * bench/degrade.ts), the photos of --images are the gallery and those of --probes are searched for; otherwise every
 * photo is both. --save NAME keeps the embeddings as NAME.npy and NAME.csv, --load NAME starts from them in place of
 * photos.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type ComparisonTable, compareLosses } from '../main/metric/compare.ts'
import { createEmbeddingSet, roles } from '../main/metric/embedding-set.ts'
import type { Interval } from '../main/metric/judging/bootstrap.ts'
import { createMetricWorker } from '../main/metric/metric-worker.ts'
import { readLabels, readNpy, writeLabels, writeNpy } from '../main/metric/npy.ts'
import { createVision } from '../main/vision/create.ts'
import { type EmbeddedFolder, embedFolder } from './face-folder.ts'

const { values } = parseArgs({
  options: {
    images: { type: 'string' },
    probes: { type: 'string' },
    losses: { type: 'string' },
    folds: { type: 'string', default: '5' },
    repeats: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    replicates: { type: 'string', default: '1000' },
    save: { type: 'string' },
    load: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const started = performance.now()
const embedded = values.load !== undefined && existsSync(`${values.load}.npy`) ? load(values.load) : await embed()
if (values.save !== undefined) save(values.save, embedded)
const embeddedAt = performance.now()

const worker = createMetricWorker({ threads: Number(values.threads) })
const table = await compareLosses(
  createEmbeddingSet({
    model: embedded.model,
    dimensions: embedded.dimensions,
    vectors: embedded.vectors,
    labels: embedded.labels.map(({ person }) => person),
    photos: embedded.labels.map(({ photo }) => photo),
    roles: Uint8Array.from(embedded.labels, ({ role }) => roles[role]),
  }),
  {
    folds: Number(values.folds),
    repeats: Number(values.repeats),
    seed: Number(values.seed),
    replicates: Number(values.replicates),
    run: worker.run,
    ...(values.losses === undefined ? {} : { losses: values.losses.split(',') }),
    onProgress: (done, total, note) => process.stderr.write(`\r${done}/${total} ${note}        `),
  },
)
await worker.close()
if (values.json) console.log(JSON.stringify(table))
else print(table)
const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(0)
const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0)
const { user, system } = process.cpuUsage()
console.error(
  `\nembedding ${seconds(started, embeddedAt)} s, ${embedded.faceless} photos without a face; ` +
    `comparison ${seconds(embeddedAt, performance.now())} s, ${((user + system) / 1e6).toFixed(0)} s of processor time in all; peak memory ${peak} MB`,
)

async function embed(): Promise<EmbeddedFolder> {
  if (values.images === undefined) throw new Error('Say --images DIR.')
  const vision = await createVision({ modelsFolder: 'models', now: Date.now })
  const gallery = await embedFolder(vision, values.images, values.probes === undefined ? 'either' : 'gallery')
  const probes = values.probes === undefined ? null : await embedFolder(vision, values.probes, 'probe')
  await vision.close()
  if (probes === null) return gallery
  const vectors = new Float32Array(gallery.vectors.length + probes.vectors.length)
  vectors.set(gallery.vectors)
  vectors.set(probes.vectors, gallery.vectors.length)
  const labels = [...gallery.labels, ...probes.labels]
  return { ...gallery, vectors, labels, faceless: gallery.faceless + probes.faceless }
}

function load(name: string): EmbeddedFolder {
  const { columns, data } = readNpy(readFileSync(`${name}.npy`))
  const labels = readLabels(readFileSync(`${name}.csv`, 'utf8'))
  return { model: name, dimensions: columns, vectors: data, labels, faceless: 0 }
}

function save(name: string, { labels, dimensions, vectors }: EmbeddedFolder): void {
  writeFileSync(`${name}.npy`, writeNpy({ rows: labels.length, columns: dimensions, data: vectors }))
  writeFileSync(`${name}.csv`, writeLabels(labels))
}

function print({ people, photos, standard, rows }: ComparisonTable): void {
  const range = ({ low, high }: Interval) => `${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)}`
  const share = (measured: Interval) =>
    `${(100 * measured.value).toFixed(2)} [${range(measured).replace(' to ', ', ')}]`
  console.log(`${people} people, ${photos} photos; all figures in per cent, with 95 % intervals over people\n`)
  console.log(
    '| metric | TAR at FAR 1e-2 | gain | gain, all rows at once | TAR at FAR 1e-3 | EER | rank-1 | FNIR at FPIR 1e-2 | 3-NN | s | verdict |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|')
  const cells = (measured: typeof standard) =>
    (['tar-1e-3', 'eer', 'rank-1', 'fnir-1e-2', 'knn'] as const).map((name) => share(measured[name])).join(' | ')
  console.log(`| standard | ${share(standard['tar-1e-2'])} | | | ${cells(standard)} | | |`)
  for (const row of rows) {
    if (row.kind === 'failed') console.log(`| ${row.name} | ${row.message} |`)
    else {
      const { after, gain } = row.comparison
      const end = `${row.seconds.toFixed(0)} | ${row.verdict.kind}`
      console.log(
        `| ${row.name} | ${share(after['tar-1e-2'])} | ${share(gain['tar-1e-2'])} | ${range(row.verdict.gain)} | ${cells(after)} | ${end} |`,
      )
    }
  }
}

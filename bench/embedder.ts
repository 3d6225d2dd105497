/**
 * What rewriting does to the embedder and the liveness model: time by variant and thread count, time by batch size,
 * and whether the outputs stay the same on real faces.
 *
 *   npm run bench embedder [-- --json]
 *   ROLLCALL_FACES=DIR npm run bench embedder     faces from the JPEGs below DIR instead of the sample photos
 */
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { cosine } from '../main/numeric/vector.ts'
import { removeDeadChannels } from '../main/onnx/passes/dead-channels.ts'
import { flushTinyWeights } from '../main/onnx/passes/tiny-weights.ts'
import { decodeModel, encodeModel, type Graph } from '../main/onnx/proto.ts'
import { rewriteModel } from '../main/onnx/rewrite.ts'
import { createVision } from '../main/vision/create.ts'
import { InferenceSession, Tensor } from '../main/vision/runtime.ts'
import { interleave } from './interleave.ts'

export const name = 'embedder'

const modelsFolder = join(import.meta.dirname, '../models')
const samplesFolder = join(modelsFolder, 'samples')
const batchSizes = [1, 2, 4, 8, 16]
const maxFaces = 1000

interface Subject {
  readonly file: string
  readonly side: number
  /** The level that the original runs best with. */
  readonly level: Level
  /** Pixel values are (x - mean) / scale. */
  readonly mean: number
  readonly scale: number
}

type Level = 'basic' | 'extended' | 'all'

const embedder: Subject = { file: 'fr_feature.onnx', side: 112, level: 'basic', mean: 127.5, scale: 127.5 }
const liveness: Subject = { file: 'fr_liveness.onnx', side: 128, level: 'all', mean: 0, scale: 1 }

interface Row {
  readonly model: string
  readonly variant: string
  readonly level: Level
  readonly threads: number
  readonly minimum: number
  readonly median: number
  /** To the original at its best level and the same number of threads. */
  readonly ratio: number
}

/** @returns the ratios that the regression guard compares, smaller is better */
export async function run({ json }: { readonly json: boolean }): Promise<Record<string, number>> {
  const rows: Row[] = []
  for (const subject of [embedder, liveness])
    for (const threads of [1, 2]) rows.push(...(await timeVariants(subject, threads)))
  const batches = await timeBatches(embedder)
  const faces = await agreement(embedder)
  if (json) {
    console.log(JSON.stringify({ rows, batches, faces }))
  } else {
    for (const { model, variant, level, threads, minimum, median, ratio } of rows) {
      const times = `${minimum.toFixed(2).padStart(7)} ms min ${median.toFixed(2).padStart(7)} ms median`
      console.log(
        `${model} ${variant.padEnd(28)} ${level.padEnd(8)} ${threads} threads ${times}  x ${ratio.toFixed(3)}`,
      )
    }
    for (const { batch, threads, perFace } of batches)
      console.log(`rewritten, batch ${batch}, ${threads} threads: ${perFace.toFixed(2)} ms a face`)
    console.log(`${faces.count} faces: least cosine to the original ${faces.least.toFixed(9)}, batched or not`)
  }
  const rewritten = rows.filter((row) => row.variant === 'rewritten' && row.level === 'all')
  // With two threads chance decides how long one waits for the other; the app uses one.
  const inOne = rewritten.filter(({ threads }) => threads === 1)
  return Object.fromEntries(inOne.map((row) => [row.model, row.ratio]))
}

async function timeVariants(subject: Subject, threads: number): Promise<Row[]> {
  const original = await readFile(join(modelsFolder, 'faceplugin', subject.file))
  const only = (...passes: ((graph: Graph) => void)[]) => {
    const model = decodeModel(original)
    for (const pass of passes) pass(model.graph)
    return encodeModel(model)
  }
  const variants: { variant: string; level: Level; bytes: Uint8Array }[] = [
    { variant: 'original', level: subject.level, bytes: original },
    { variant: 'original', level: subject.level === 'all' ? 'basic' : 'all', bytes: original },
    { variant: 'tiny weights to zero', level: 'all', bytes: only(flushTinyWeights) },
    { variant: 'and dead channels removed', level: 'all', bytes: only(removeDeadChannels, flushTinyWeights) },
    { variant: 'rewritten', level: 'basic', bytes: rewriteModel(original) },
    { variant: 'rewritten', level: 'all', bytes: rewriteModel(original) },
  ]
  const sessions = await Promise.all(variants.map(({ bytes, level }) => load(bytes, level, threads)))
  const picture = noise(subject, 1)
  const timings = await interleave(
    sessions.map((session) => () => session.run({ input: picture })),
    25,
    4,
  )
  await Promise.all(sessions.map((session) => session.release()))
  const reference = timings[0]?.minimum ?? Number.NaN
  return variants.flatMap(({ variant, level }, index) => {
    const timing = timings[index]
    return timing
      ? [{ model: subject.file, variant, level, threads, ...timing, ratio: timing.minimum / reference }]
      : []
  })
}

async function timeBatches(subject: Subject): Promise<{ batch: number; threads: number; perFace: number }[]> {
  const bytes = rewriteModel(await readFile(join(modelsFolder, 'faceplugin', subject.file)))
  const results = []
  for (const threads of [1, 2]) {
    const session = await load(bytes, 'all', threads)
    const tasks = batchSizes.map((batch) => {
      const pictures = noise(subject, batch)
      return () => session.run({ input: pictures })
    })
    const timings = await interleave(tasks, 15, 2)
    await session.release()
    for (const [index, batch] of batchSizes.entries())
      results.push({ batch, threads, perFace: (timings[index]?.minimum ?? Number.NaN) / batch })
  }
  return results
}

/** Compares original and rewritten on aligned faces, one at a time and in batches of 16. */
async function agreement(subject: Subject): Promise<{ count: number; least: number }> {
  const source = await readFile(join(modelsFolder, 'faceplugin', subject.file))
  const original = await load(source, subject.level, 2)
  const rewritten = await load(rewriteModel(source), 'all', 2)
  const faces = await alignedFaces(subject)
  const size = 3 * subject.side ** 2
  let least = 1
  for (let start = 0; start < faces.length; start += 16) {
    const group = faces.slice(start, start + 16)
    const pixels = new Float32Array(group.length * size)
    for (const [index, face] of group.entries()) pixels.set(face, index * size)
    const batched = await outputs(rewritten, pixels, group.length, subject.side)
    const dimensions = batched.length / group.length
    for (const [index, face] of group.entries()) {
      const expected = await outputs(original, face, 1, subject.side)
      const single = await outputs(rewritten, face, 1, subject.side)
      const inBatch = batched.subarray(index * dimensions, (index + 1) * dimensions)
      least = Math.min(least, cosine(expected, single), cosine(expected, inBatch))
    }
  }
  await Promise.all([original.release(), rewritten.release()])
  return { count: faces.length, least }
}

/** Faces as the pipeline aligns them, as the embedder's input. */
async function alignedFaces(subject: Subject): Promise<Float32Array[]> {
  const folder = process.env.ROLLCALL_FACES ?? samplesFolder
  if (!existsSync(folder)) return []
  const photos = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.jpe?g$/i.test(file))
  const vision = await createVision({ modelsFolder, now: () => performance.now() })
  const faces: Float32Array[] = []
  for (const photo of photos.toSorted().slice(0, maxFaces)) {
    const analysis = await vision.analysePhoto(await readFile(join(folder, photo)), { largest: null, liveness: false })
    for (const face of analysis.faces) faces.push(await toInput(face.crop, subject))
  }
  await vision.close()
  return faces.slice(0, maxFaces)
}

/** The pixels of a JPEG as blue, green and red planes. */
async function toInput(jpeg: Uint8Array, subject: Subject): Promise<Float32Array> {
  const pixels = await sharp(jpeg).removeAlpha().raw().toBuffer()
  const area = subject.side ** 2
  return Float32Array.from({ length: 3 * area }, (_, index) => {
    const channel = 2 - Math.floor(index / area)
    return ((pixels[(index % area) * 3 + channel] ?? 0) - subject.mean) / subject.scale
  })
}

/** Pictures of noise in the model's range of values: the time does not depend on what they show. */
function noise(subject: Subject, batch: number): Tensor {
  const { side, mean, scale } = subject
  const pixels = Float32Array.from({ length: batch * 3 * side * side }, () => (Math.random() * 255 - mean) / scale)
  return new Tensor('float32', pixels, [batch, 3, side, side])
}

async function outputs(session: InferenceSession, pixels: Float32Array, batch: number, side: number) {
  const results = await session.run({ input: new Tensor('float32', pixels, [batch, 3, side, side]) })
  const data = results.output?.data
  if (data instanceof Float32Array) return data
  throw new Error('The model has no output of floats.')
}

function load(bytes: Uint8Array, level: Level, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(bytes, {
    graphOptimizationLevel: level,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // As in the app: threads that spin while they wait take the processor from each other.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
}

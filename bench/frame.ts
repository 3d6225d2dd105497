/**
 * From a camera frame to its embedding, against what the models alone take; and how often a face that stands still is
 * embedded.
 *
 *   npm run bench frame [-- --json]
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Frame } from '../main/contract/frame.ts'
import { median } from '../main/numeric/statistics.ts'
import { createVision } from '../main/vision/create.ts'
import type { Role } from '../main/vision/manifest.ts'
import { openModels } from '../main/vision/models.ts'
import type { Vision } from '../main/vision/vision.ts'

export const name = 'frame'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const width = 640
const height = 480
const turns = 60
const standingSeconds = 30

/** How often each model runs for one new face. */
const runs: readonly (readonly [Role, number])[] = [
  ['detector', 1],
  ['landmarks', 1],
  ['eyes', 2],
  ['liveness', 1],
  ['embedder', 1],
]

export interface FrameBenchmark {
  /** Medians, milliseconds. */
  readonly frame: number
  readonly models: number
  /** frame / models; at most 1.3 is wanted. */
  readonly ratio: number
  readonly stages: Readonly<Record<string, number>>
  readonly modelRuns: Readonly<Record<string, number>>
  /** Embeddings in 30 s of a face standing still at ten frames a second; at most one a second is wanted. */
  readonly embeddings: number
  readonly embeddingsPerSecond: number
  /** Median of a frame in which nothing is embedded. */
  readonly quietFrame: number
}

export async function run(options: { json: boolean }): Promise<void> {
  const result = await benchFrame()
  if (options.json) return console.log(JSON.stringify(result))
  const list = (values: Readonly<Record<string, number>>) =>
    Object.entries(values)
      .map(([stage, milliseconds]) => `  ${stage.padEnd(12)}${milliseconds.toFixed(2).padStart(8)} ms`)
      .join('\n')
  console.log(`One new face, ${width} x ${height}: median ${result.frame.toFixed(1)} ms\n${list(result.stages)}`)
  console.log(`Its models alone: ${result.models.toFixed(1)} ms\n${list(result.modelRuns)}`)
  console.log(`Ratio ${result.ratio.toFixed(2)} (wanted: at most 1.3)`)
  console.log(
    `Standing still for ${standingSeconds} s at 10 frames a second: ${result.embeddings} embeddings, ` +
      `${result.embeddingsPerSecond.toFixed(2)} a second (wanted: at most 1); other frames ${result.quietFrame.toFixed(1)} ms`,
  )
}

/** Frame and models by turns in one process, so that whatever else slows the machine down hits both alike. */
export async function benchFrame(): Promise<FrameBenchmark> {
  const now = () => performance.now()
  const pixels = await oneFace()
  const vision = await createVision({ modelsFolder, now })
  const models = await openModels({ modelsFolder })
  const frames: number[] = []
  const sums: number[] = []
  const stages = new Map<string, number[]>()
  const modelRuns = new Map<string, number[]>()
  for (let turn = -3; turn < turns; turn++) {
    // Made before: its memory is as new as that of a frame that a window sent, and does not count.
    const frame = frameOf(pixels, `turn ${turn}`, turn)
    // The other turns take frame and models out of the caches alike: each is done once before it counts.
    await vision.analyseFrame(frameOf(pixels, `before turn ${turn}`, turn))
    const start = now()
    const analysis = await vision.analyseFrame(frame)
    const took = now() - start
    if (analysis.faces.length !== 1 || analysis.faces[0]?.embedding == null) {
      throw new Error(`The benchmark's frame must show one face to embed; it shows ${analysis.faces.length}.`)
    }
    let sum = 0
    for (const [role, times] of runs) {
      const { session } = await models.need(role)
      for (let time = 0; time < times; time++) {
        await session.run()
        const before = now()
        await session.run()
        const spent = now() - before
        sum += spent
        if (turn >= 0) push(modelRuns, role, spent)
      }
    }
    if (turn < 0) continue
    frames.push(took)
    sums.push(sum)
    for (const { name: stage, milliseconds } of analysis.stages) push(stages, stage, milliseconds)
  }
  const standing = await standStill(vision, pixels)
  await models.close()
  await vision.close()
  return {
    frame: median(frames),
    models: median(sums),
    ratio: median(frames) / median(sums),
    stages: medians(stages),
    modelRuns: medians(modelRuns),
    ...standing,
  }
}

async function standStill(vision: Vision, pixels: Uint8Array) {
  const quiet: number[] = []
  let embeddings = 0
  for (let index = 0; index < standingSeconds * 10; index++) {
    const start = performance.now()
    const { faces } = await vision.analyseFrame(frameOf(pixels, 'standing', index))
    if (faces[0]?.embedding == null) quiet.push(performance.now() - start)
    else embeddings++
  }
  return { embeddings, embeddingsPerSecond: embeddings / standingSeconds, quietFrame: median(quiet) }
}

/** One face of a sample photo, as a camera at a door would see it. */
async function oneFace(): Promise<Uint8Array> {
  const photo = await readFile(`${modelsFolder}/samples/sample5.jpg`)
  const { data } = await sharp(photo)
    .extract({ left: 60, top: 690, width: 936, height: 702 })
    .resize(width, height)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return data
}

function frameOf(pixels: Uint8Array, kiosk: string, sequence: number): Frame {
  return { purpose: 'kiosk', width, height, sequence, capturedAt: sequence * 100, kiosk, data: new Uint8Array(pixels) }
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key) ?? []
  list.push(value)
  lists.set(key, list)
}

function medians(lists: ReadonlyMap<string, readonly number[]>): Record<string, number> {
  return Object.fromEntries([...lists].map(([key, values]) => [key, median(values)]))
}

/**
 * What is spent around the models: processor time of camera frames against that of the same model runs alone, what a
 * frame leaves to be collected, and what watching costs while somebody stands there and while nobody does.
 *
 *   npm run bench overhead [-- --json]
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Frame } from '../main/contract/frame.ts'
import { mean, median } from '../main/numeric/statistics.ts'
import { createLocalVision } from '../main/vision/pipeline.ts'
import type { Vision } from '../main/vision/vision.ts'
import { modelsFolder } from './office.ts'
import { processorTime, spentInModels, spentOn } from './replay.ts'

export const name = 'overhead'

const turns = 60
/** Frames before that: a kiosk that has just started is still being compiled. */
const warmUp = 200
const watchedSeconds = 20
const framesPerSecond = 10

interface Scene {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly faces: number
  readonly most: number
}

const scenes: readonly Scene[] = [
  { name: '640x480, one face', width: 640, height: 480, faces: 1, most: 0.1 },
  { name: '640x480, five faces', width: 640, height: 480, faces: 5, most: 0.1 },
  { name: '1920x1080, one face', width: 1920, height: 1080, faces: 1, most: 0.25 },
  { name: '1920x1080, five faces', width: 1920, height: 1080, faces: 5, most: 0.25 },
]

export async function run({ json }: { readonly json: boolean }) {
  const vision = await createLocalVision({ modelsFolder, now: () => performance.now() })
  const ratios: Record<string, number> = {}
  const lines: string[] = []
  for (const scene of scenes) {
    const { around, whole, models, faces } = await overheadOf(vision, scene)
    ratios[scene.name] = 1 + whole
    lines.push(
      `${scene.name.padEnd(24)} models ${models.toFixed(1)} ms, around their runs ${(100 * around).toFixed(0)} % ` +
        `(wanted: at most ${100 * scene.most} %), beyond their runs done alone ${(100 * whole).toFixed(0)} %; ` +
        `${faces.toFixed(1)} faces found`,
    )
  }
  const one = await picture({ name: '', width: 640, height: 480, faces: 1, most: 0 })
  const left = await leftByFrames(vision, one)
  lines.push(`left to be collected by a frame: ${left.toFixed(0)} kB (wanted: at most 100 kB)`)
  const standing = await watching(vision, 'standing', [one])
  lines.push(`somebody stands there:   ${(100 * standing).toFixed(1)} % of one core (wanted: at most 35 %)`)
  const nobody = await watching(vision, 'nobody', await emptyRoom())
  lines.push(`nobody is there:         ${(100 * nobody).toFixed(1)} % of one core (wanted: at most 10 %)`)
  await vision.close()
  process.stdout.write(json ? `${JSON.stringify({ ...ratios, left, standing, nobody })}\n` : `${lines.join('\n')}\n`)
  return { ...ratios, kilobytesTo100: left / 100, nobodyToStanding: nobody / standing }
}

/**
 * Medians over frames in each of which all faces are new; parts of the models' time in place, and of their runs alone.
 */
async function overheadOf(vision: Vision, scene: Scene) {
  const pixels = await picture(scene)
  const all: number[] = []
  const inPlace: number[] = []
  const whole: number[] = []
  const models: number[] = []
  let faces = 0
  for (let turn = -warmUp; turn < turns; turn++) {
    const look = (part: string) => async () => {
      faces = (await vision.analyseFrame(frameOf(pixels, scene, `${scene.name} ${part} ${turn}`, 0))).faces.length
    }
    const spent = await spentOn(look('whole'))
    const spentInPlace = await spentInModels(look('in place'))
    if (turn < 0) continue
    all.push(spent.all)
    whole.push(spent.all / spent.models - 1)
    models.push(spent.models)
    inPlace.push(spentInPlace)
  }
  return { around: median(all) / median(inPlace) - 1, whole: median(whole), models: median(models), faces }
}

/**
 * Mean kilobytes a frame, inside and outside the heap, of a face that stays, over whole rounds from one embedding to
 * the next. Frames during which the collector ran are left out. It is never forced to: that would discard the compiled
 * code of what runs seldom, which then leaves several times as much until it is compiled again.
 */
async function leftByFrames(vision: Vision, pixels: Uint8Array): Promise<number> {
  const framesPerEmbedding = 20
  const left: number[] = []
  for (let frame = -2 * warmUp; frame < 12 * framesPerEmbedding; frame++) {
    const before = process.memoryUsage()
    await vision.analyseFrame(frameOf(pixels, scenes[0]!, 'left', (frame * 1000) / framesPerSecond))
    const after = process.memoryUsage()
    if (frame < 0 || after.heapUsed < before.heapUsed) continue
    left.push((after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1024)
  }
  return mean(left)
}

/** Share of one core at ten frames a second. */
async function watching(vision: Vision, kiosk: string, pictures: readonly Uint8Array[]): Promise<number> {
  let at = 0
  const watch = async (seconds: number) => {
    for (let end = at + seconds * framesPerSecond; at < end; at++) {
      const pixels = pictures[at % pictures.length]!
      await vision.analyseFrame(frameOf(pixels, scenes[0]!, kiosk, (at * 1000) / framesPerSecond))
    }
  }
  await watch(5)
  return (await processorTime(() => watch(watchedSeconds))) / (watchedSeconds * 1000)
}

/** Faces of a sample, as a camera sees them, side by side when several are wanted. */
async function picture({ width, height, faces }: Scene): Promise<Uint8Array> {
  const photo = await readFile(join(modelsFolder, 'samples/sample5.jpg'))
  const cut = sharp(photo).extract({ left: 60, top: 690, width: 936, height: 702 })
  if (faces === 1) return cut.resize(width, height, { fit: 'cover' }).ensureAlpha().raw().toBuffer()
  const side = Math.floor(width / 3)
  const face = await cut.resize(side, Math.floor(height / 2), { fit: 'cover' }).toBuffer()
  const composite = Array.from({ length: faces }, (_, index) => ({
    input: face,
    left: (index % 3) * side,
    top: Math.floor(index / 3) * Math.floor(height / 2),
  }))
  const background = { width, height, channels: 3, background: '#667' } as const
  return sharp({ create: background }).composite(composite).ensureAlpha().raw().toBuffer()
}

/** A room without anybody, with a camera's noise. */
async function emptyRoom(): Promise<Uint8Array[]> {
  const background = { width: 640, height: 480, channels: 3, background: '#556' } as const
  const noise = { type: 'gaussian', mean: 128, sigma: 6 } as const
  return Promise.all(
    [1, 2, 3].map(async () => {
      const grain = await sharp({ create: { ...background, noise } })
        .png()
        .toBuffer()
      return sharp({ create: background })
        .composite([{ input: grain, blend: 'soft-light' }])
        .ensureAlpha()
        .raw()
        .toBuffer()
    }),
  )
}

function frameOf(pixels: Uint8Array, { width, height }: Scene, kiosk: string, capturedAt: number): Frame {
  return { purpose: 'kiosk', width, height, sequence: 0, capturedAt, kiosk, data: pixels }
}

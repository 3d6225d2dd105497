/**
 * What deciding over five frames is worth against single frames. The frames are made from photos: each pans over one,
 * with its own blur, light and noise. The first photo of everybody is enrolled; the second, and some strangers', become
 * frames.
 *
 *   npm run bench fusion [-- --json]
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { PersonId, TemplateId } from '../main/contract/entities.ts'
import { defaultSettings } from '../main/contract/settings.ts'
import { decide } from '../main/matching/decide.ts'
import { createGallery, type Gallery } from '../main/matching/gallery.ts'
import { decideTrack, defaultTrackRule, fuseProbe, noEvidence, observe } from '../main/matching/track-evidence.ts'
import { createRandom, type Random } from '../main/numeric/random.ts'
import { createVision } from '../main/vision/create.ts'
import type { TrackedFace, Vision } from '../main/vision/vision.ts'
import { findFacePhotos } from './face-photos.ts'

export const name = 'fusion'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const width = 640
const height = 480
const framesPerTrack = 5
const filmedStrangers = 200
/** Standard deviations of blur in pixels and of noise in grey levels, gain of light, pan in parts of the photo. */
const most = { blur: 3, noise: 20, gain: 0.3, pan: 0.06 }

export interface FusionBenchmark {
  readonly people: number
  readonly strangers: number
  readonly rows: readonly {
    readonly threshold: number
    readonly singleFnir: number
    readonly fusedFnir: number
    readonly singleFpir: number
    readonly fusedFpir: number
  }[]
}

/** A face that was filmed, and whose it is; null for a stranger's. */
interface Track {
  readonly truth: PersonId | null
  readonly frames: readonly (TrackedFace | null)[]
}

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const photos = findFacePhotos()
  if (photos === null) return
  const vision = await createVision({ modelsFolder, now: () => performance.now() })
  const random = createRandom(7)
  const gallery = createGallery((await vision.info()).dimensions)
  const tracks: Track[] = []
  for (const [index, person] of photos.people.entries()) {
    const { faces } = await vision.analysePhoto(readFileSync(person.photos[0]!), { largest: 1, liveness: false })
    const [personId, templateId] = [(index + 1) as PersonId, (index + 1) as TemplateId]
    gallery.add([{ personId, templateId, vector: faces[0]!.embedding.vector }])
    tracks.push({ truth: personId, frames: await film(vision, person.photos[1]!, random) })
  }
  const strangers = photos.strangers.slice(0, filmedStrangers)
  for (const photo of strangers) tracks.push({ truth: null, frames: await film(vision, photo, random) })
  await vision.close()
  const result = {
    people: photos.people.length,
    strangers: strangers.length,
    rows: [0.4, 0.425, 0.45, 0.475, 0.5].map((threshold) => judge(tracks, gallery, threshold)),
  }
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : describe(result))
}

/** Five frames of one photo, each seen as the first of a track so that each is embedded. */
async function film(vision: Vision, photo: string, random: Random): Promise<(TrackedFace | null)[]> {
  const frames: (TrackedFace | null)[] = []
  for (let sequence = 0; sequence < framesPerTrack; sequence++) {
    const data = await makeFrame(photo, random)
    const kiosk = `${photo} ${sequence}`.slice(-200)
    const { faces } = await vision.analyseFrame({
      purpose: 'kiosk',
      width,
      height,
      sequence,
      capturedAt: 0,
      kiosk,
      data,
    })
    const offset = ({ box }: TrackedFace) =>
      Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2)
    frames.push(faces.toSorted((a, b) => offset(a) - offset(b))[0] ?? null)
  }
  return frames
}

/** Normal numbers, drawn once: a million are enough that no two frames are alike. */
let normals: Float32Array | null = null

async function makeFrame(photo: string, random: Random): Promise<Uint8Array> {
  const { width: photoWidth, height: photoHeight } = await sharp(photo).metadata()
  const side = Math.floor(Math.min(photoWidth, photoHeight) * (1 - 2 * most.pan))
  const blur = most.blur * random.next()
  const picture = sharp(photo)
    .extract({
      left: random.below(photoWidth - side + 1),
      top: random.below(photoHeight - side + 1),
      width: side,
      height: side,
    })
    .resize(height, height)
    .extend({ left: (width - height) / 2, right: (width - height) / 2, background: '#555' })
    .ensureAlpha()
  const data = new Uint8Array(await (blur > 0.3 ? picture.blur(blur) : picture).raw().toBuffer())
  normals ??= new Float32Array(1 << 20).map(() => random.normal())
  let drawn = random.below(normals.length)
  const noise = most.noise * random.next()
  const gain = 1 + most.gain * (2 * random.next() - 1)
  for (let at = 0; at < data.length; at++) {
    data[at] = Math.min(
      255,
      Math.max(0, Math.round(gain * data[at]! + noise * normals[drawn++ & (normals.length - 1)]!)),
    )
  }
  return data
}

function judge(tracks: readonly Track[], gallery: Gallery, threshold: number) {
  const rule = { ...defaultTrackRule, threshold, margin: defaultSettings.margin }
  const counts = { missed: 0, fusedMissed: 0, mated: 0, named: 0, fusedNamed: 0, others: 0 }
  for (const { truth, frames } of tracks) {
    let evidence = noEvidence(gallery.dimensions)
    let singles = 0
    for (const frame of frames) {
      if (!frame?.embedding) continue
      const { vector } = frame.embedding
      const ranking = gallery.search(vector, 5)
      const verdict = decide(ranking, rule)
      if (verdict.kind === 'known' && (truth === null || verdict.best.personId === truth)) singles++
      evidence = observe(evidence, { vector, quality: frame.quality?.score ?? 0, ranking }, rule)
    }
    const probe = fuseProbe(evidence)
    const state = probe && decideTrack(evidence, gallery.search(probe, 5), rule)
    const verdict = state?.kind === 'decided' ? state.verdict : null
    const fused = verdict?.kind === 'known' && (truth === null || verdict.best.personId === truth) ? 1 : 0
    if (truth === null) {
      counts.others++
      counts.named += singles / frames.length
      counts.fusedNamed += fused
    } else {
      counts.mated++
      counts.missed += 1 - singles / frames.length
      counts.fusedMissed += 1 - fused
    }
  }
  return {
    threshold,
    singleFnir: counts.missed / counts.mated,
    fusedFnir: counts.fusedMissed / counts.mated,
    singleFpir: counts.named / counts.others,
    fusedFpir: counts.fusedNamed / counts.others,
  }
}

function describe({ people, strangers, rows }: FusionBenchmark): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`.padStart(9)
  const lines = rows.map(
    (row) =>
      `${row.threshold.toFixed(3)}   FNIR ${percent(row.singleFnir)} -> ${percent(row.fusedFnir)}   ` +
      `FPIR ${percent(row.singleFpir)} -> ${percent(row.fusedFpir)}\n`,
  )
  return `Single frames -> ${framesPerTrack} frames; ${people} people, ${strangers} strangers, by threshold\n${lines.join('')}`
}

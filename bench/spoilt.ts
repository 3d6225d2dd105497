/**
 * Photos that must not become templates: how many spoilt ones are refused, how many of those that are not would miss their
 * person, and how many ordinary ones are refused by mistake. Spoilt are photos of every sixth person of ROLLCALL_FACES or
 * ../shared/faces; ordinary are all of them, and the portraits.
 *
 *   npm run bench spoilt [-- --json]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { qualityGates } from '../main/contract/quality-gates.ts'
import { judgeFace } from '../main/enrolment/photo-rule.ts'
import { subjectOf } from '../main/evaluation/subject.ts'
import { createRandom } from '../main/metric/random.ts'
import { createVision } from '../main/vision/create.ts'
import { decodePhoto } from '../main/vision/decode.ts'
import { createDetector } from '../main/vision/detect/detector.ts'
import { detectInPhoto } from '../main/vision/detect/tiles.ts'
import { findLandmarks } from '../main/vision/landmarks.ts'
import { type Models, openModels } from '../main/vision/models.ts'
import type { PhotoFace, Vision } from '../main/vision/vision.ts'
import { findFacePhotos } from './face-photos.ts'
import { drawMask } from './mask.ts'

export const name = 'spoilt'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const everyPerson = 6
/** The starting threshold. */
const threshold = 0.46

type Spoil = (photo: Buffer) => Promise<Buffer>

const stretched =
  (across: number, down: number): Spoil =>
  async (photo) => {
    const { width, height } = await sharp(photo).metadata()
    return sharp(photo)
      .resize(Math.round(width * across), Math.round(height * down), { fit: 'fill' })
      .png()
      .toBuffer()
  }
const brightened =
  (gain: number): Spoil =>
  (photo) =>
    sharp(photo).linear(gain, 0).jpeg({ quality: 92 }).toBuffer()
const blurred =
  (sigma: number): Spoil =>
  (photo) =>
    sharp(photo).blur(sigma).jpeg({ quality: 92 }).toBuffer()
const turned =
  (angle: number): Spoil =>
  (photo) =>
    sharp(photo).rotate(angle).png().toBuffer()

interface Row {
  readonly photos: number
  readonly refused: number
  /** Of those taken, not known again in another photo of the person. */
  readonly takenAndMissed: number
}

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const found = findFacePhotos()
  if (found === null) return
  const vision = await createVision({ modelsFolder, now: () => performance.now() })
  const models = await openModels({ modelsFolder })
  const spoilt = await judgeSpoilt(
    vision,
    models,
    found.people.filter((_, index) => index % everyPerson === 0),
  )
  const portraits = join(process.env.ROLLCALL_FACES ?? join(import.meta.dirname, '../../shared/faces'), 'portraits')
  const ordinary = {
    'people and strangers': await refusedOf(vision, [
      ...found.people.flatMap(({ photos }) => photos),
      ...found.strangers,
    ]),
    portraits: await refusedOf(vision, existsSync(portraits) ? jpegsBelow(portraits) : []),
  }
  await models.close()
  await vision.close()
  if (json) return void process.stdout.write(`${JSON.stringify({ spoilt, ordinary })}\n`)
  for (const [way, { photos, refused, takenAndMissed }] of Object.entries(spoilt)) {
    process.stdout.write(`${way.padEnd(28)}${refused} of ${photos} refused, ${takenAndMissed} taken and missed\n`)
  }
  for (const [which, { photos, reasons }] of Object.entries(ordinary)) {
    process.stdout.write(`${which.padEnd(28)}of ${photos} refused: ${JSON.stringify(reasons)}\n`)
  }
}

async function judgeSpoilt(vision: Vision, models: Models, people: readonly { readonly photos: readonly string[] }[]) {
  const random = createRandom(7)
  const ways: Readonly<Record<string, Spoil>> = {
    'as it is': async (photo) => photo,
    'twice as wide': stretched(2, 1),
    'four times as wide': stretched(4, 1),
    'twice as tall': stretched(1, 2),
    'three times as tall': stretched(1, 3),
    'overexposed, 2 times': brightened(2),
    'overexposed, 3 times': brightened(3),
    'overexposed, 4 times': brightened(4),
    'blurred, sigma 3': blurred(3),
    'blurred, sigma 4': blurred(4),
    'blurred, sigma 6': blurred(6),
    'a mask drawn on': (photo) => masked(photo, models, random),
    'turned by 90 degrees': turned(90),
    'turned by 180 degrees': turned(180),
    'turned by 270 degrees': turned(270),
  }
  const rows: Record<string, Row> = {}
  for (const [way, spoil] of Object.entries(ways)) {
    let refused = 0
    let takenAndMissed = 0
    for (const { photos } of people) {
      const face = await subject(vision, await spoil(readFileSync(photos[0]!)))
      const other = await subject(vision, readFileSync(photos[1]!))
      if (face === null || judgeFace(face, qualityGates.enrolment) !== null) refused++
      else if (other !== null && cosine(face, other) < threshold) takenAndMissed++
    }
    rows[way] = { photos: people.length, refused, takenAndMissed }
  }
  return rows
}

async function masked(photo: Buffer, models: Models, random: ReturnType<typeof createRandom>): Promise<Buffer> {
  const { bitmap } = await decodePhoto(photo)
  const { session, model } = await models.need('detector')
  const face = subjectOf({ ...bitmap, faces: await detectInPhoto(bitmap, createDetector(session, model)) })
  if (face === null) return photo
  return drawMask(photo, await findLandmarks(bitmap, face.box, (await models.need('landmarks')).session), random)
}

/** How many photos are refused, by what is said. */
async function refusedOf(vision: Vision, files: readonly string[]) {
  const reasons: Record<string, number> = {}
  for (const file of files) {
    const face = await subject(vision, readFileSync(file))
    const message = face === null ? 'No face was found.' : judgeFace(face, qualityGates.enrolment)?.message
    if (message !== undefined) reasons[message] = (reasons[message] ?? 0) + 1
  }
  return { photos: files.length, reasons }
}

/** The face that an import would take. */
async function subject(vision: Vision, photo: Buffer): Promise<PhotoFace | null> {
  const { faces } = await vision.analysePhoto(photo, {
    largest: 1,
    prominence: 'central',
    liveness: false,
    cover: true,
  })
  return faces[0] ?? null
}

function cosine(a: PhotoFace, b: PhotoFace): number {
  return a.embedding.vector.reduce((sum, value, index) => sum + value * b.embedding.vector[index]!, 0)
}

function jpegsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .map(({ parentPath, name: file }) => join(parentPath, file))
}

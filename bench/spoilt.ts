/**
 * Photos that must not become templates: how many spoilt ones are refused, how many of those that are not would miss
 * their person, and how many ordinary ones are refused by mistake. Spoilt are photos of every sixth person of
 * ROLLCALL_FACES or ../shared/faces; ordinary are all of them, and the portraits.
 *
 *   npm run bench spoilt [-- --json]
 *   SPOILT=wide npm run bench spoilt           only what has this in its name, or SPOILT=ordinary
 *   SPOILT_SIXTH=3 npm run bench spoilt        other people, 0 to 5
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultMinQualities } from '../main/contract/quality.ts'
import { judgeFace } from '../main/enrolment/photo-rule.ts'
import { subjectOf } from '../main/evaluation/subject.ts'
import { createRandom } from '../main/numeric/random.ts'
import { dot } from '../main/numeric/vector.ts'
import { createVision } from '../main/vision/create.ts'
import { decodePhoto } from '../main/vision/decode.ts'
import { createDetector } from '../main/vision/detect/detector.ts'
import { detectInPhoto } from '../main/vision/detect/tiles.ts'
import { findLandmarks } from '../main/vision/landmarks.ts'
import { type Models, openModels } from '../main/vision/models.ts'
import type { PhotoFace, Vision } from '../main/vision/vision.ts'
import { type FacePhotos, findFacePhotos } from './face-photos.ts'
import { drawMask } from './mask.ts'
import { type Spoil, spoils } from './spoil.ts'

export const name = 'spoilt'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const everyPerson = 6
const firstPerson = Number(process.env.SPOILT_SIXTH ?? 0)
const only = process.env.SPOILT
/** The starting threshold. */
const threshold = 0.46

interface Row {
  readonly photos: number
  readonly refused: number
  /** Of those taken, not known again in another photo of the person. */
  readonly takenAndMissed: number
}

/** How many photos there were, and how many of them were refused for which reason. */
interface Refused {
  readonly photos: number
  readonly reasons: Readonly<Record<string, number>>
}

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const found = findFacePhotos()
  if (found === null) return
  const vision = await createVision({ modelsFolder, now: () => performance.now() })
  const models = await openModels({ modelsFolder })
  const spoilt = await judgeSpoilt(
    vision,
    models,
    found.people.filter((_, index) => index % everyPerson === firstPerson),
  )
  const ordinary: Readonly<Record<string, Refused>> =
    (only ?? 'ordinary') === 'ordinary' ? await judgeOrdinary(vision, found) : {}
  await models.close()
  await vision.close()
  if (json) return void process.stdout.write(`${JSON.stringify({ spoilt, ordinary })}\n`)
  for (const [way, { photos, refused, takenAndMissed }] of Object.entries(spoilt)) {
    process.stdout.write(`${way.padEnd(36)}${refused} of ${photos} refused, ${takenAndMissed} taken and missed\n`)
  }
  for (const [which, { photos, reasons }] of Object.entries(ordinary)) {
    process.stdout.write(`${which.padEnd(36)}of ${photos} refused: ${JSON.stringify(reasons)}\n`)
  }
}

async function judgeSpoilt(vision: Vision, models: Models, people: readonly { readonly photos: readonly string[] }[]) {
  const random = createRandom(7)
  const ways: Readonly<Record<string, Spoil>> = {
    'as it is': async (photo) => photo,
    ...spoils,
    'a mask drawn on': (photo) => masked(photo, models, random),
  }
  const wanted = Object.entries(ways).filter(([way]) => only === undefined || way.includes(only))
  const others = new Map<string, PhotoFace | null>()
  for (const { photos } of people) others.set(photos[0]!, await subject(vision, readFileSync(photos[1]!)))
  const rows: Record<string, Row> = {}
  for (const [way, spoil] of wanted) {
    let refused = 0
    let takenAndMissed = 0
    for (const [photo] of people.map(({ photos }) => photos)) {
      const face = await subject(vision, await spoil(readFileSync(photo!)))
      const other = others.get(photo!) ?? null
      if (face === null || judgeFace(face, defaultMinQualities.enrolment) !== null) refused++
      else if (other !== null && dot(face.embedding.vector, other.embedding.vector) < threshold) takenAndMissed++
    }
    rows[way] = { photos: people.length, refused, takenAndMissed }
  }
  return rows
}

async function judgeOrdinary(vision: Vision, { people, strangers }: FacePhotos) {
  const portraits = join(process.env.ROLLCALL_FACES ?? join(import.meta.dirname, '../../shared/faces'), 'portraits')
  return {
    'people and strangers': await refusedOf(vision, [...people.flatMap(({ photos }) => photos), ...strangers]),
    portraits: await refusedOf(vision, existsSync(portraits) ? jpegsBelow(portraits) : []),
  }
}

async function masked(photo: Buffer, models: Models, random: ReturnType<typeof createRandom>): Promise<Buffer> {
  const { bitmap } = await decodePhoto(photo)
  const { session, model } = await models.need('detector')
  const face = subjectOf({ ...bitmap, faces: await detectInPhoto(bitmap, createDetector(session, model)) })
  if (face === null) return photo
  return drawMask(photo, await findLandmarks(bitmap, face.box, (await models.need('landmarks')).session), random)
}

/** How many photos are refused, by what is said. */
async function refusedOf(vision: Vision, files: readonly string[]): Promise<Refused> {
  const reasons: Record<string, number> = {}
  for (const file of files) {
    const face = await subject(vision, readFileSync(file))
    const message = face === null ? 'No face was found.' : judgeFace(face, defaultMinQualities.enrolment)?.message
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

function jpegsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .map(({ parentPath, name: file }) => join(parentPath, file))
}

/**
 * Which crops of a photo its embedding is best the mean of, judged on people who took no part in the choice: the people
 * and the strangers are halved at random, a set of crops is chosen on one half and judged on the other. With the faces
 * in ROLLCALL_FACES or ../shared/faces.
 *
 *   npm run bench crops [-- --json]
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type LabelledFace, searchBest } from '../main/evaluation/open-set.ts'
import { shareAtOrAbove, sortScores, thresholdAtRate } from '../main/evaluation/rates.ts'
import { subjectOf } from '../main/evaluation/subject.ts'
import { minSamePersonSimilarity } from '../main/matching/calibrate/impostor-model.ts'
import { createRandom, type Random } from '../main/numeric/random.ts'
import { dot } from '../main/numeric/vector.ts'
import { alignedSide, findAlignment } from '../main/vision/align.ts'
import { decodePhoto } from '../main/vision/decode.ts'
import { createDetector } from '../main/vision/detect/detector.ts'
import { detectInPhoto } from '../main/vision/detect/tiles.ts'
import { type Similarity2d, transformPoint, zoomAbout } from '../main/vision/geometry.ts'
import { findPointsSteadily } from '../main/vision/landmarks.ts'
import { openModels } from '../main/vision/models.ts'
import type { Session } from '../main/vision/session.ts'
import { mirror, warp } from '../main/vision/tensor.ts'
import { findFacePhotos } from './face-photos.ts'

export const name = 'crops'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const halvings = 20

/** What differs from the crop as aligned: size, shift in its pixels, turn in degrees, left and right exchanged. */
interface Crop {
  readonly zoom: number
  readonly dx: number
  readonly dy: number
  readonly turn: number
  readonly mirrored: boolean
}

const upright: Crop = { zoom: 1, dx: 0, dy: 0, turn: 0, mirrored: false }
const shifted = (dx: number, dy: number): Crop => ({ ...upright, dx, dy })
const near = [0.92, 1.08].map((zoom) => ({ ...upright, zoom }))
const far = [0.84, 1.16].map((zoom) => ({ ...upright, zoom }))
const turned = [-5, 5].map((turn) => ({ ...upright, turn }))
const shifts = [shifted(4, 0), shifted(-4, 0), shifted(0, 4), shifted(0, -4)]
const mirroredToo = (crops: readonly Crop[]) => [...crops, ...crops.map((crop) => ({ ...crop, mirrored: true }))]
const four = [...mirroredToo([upright]), ...near]

/** The set in use is called 'four'. */
const sets: Readonly<Record<string, readonly Crop[]>> = {
  one: [upright],
  mirrored: mirroredToo([upright]),
  four,
  'three sizes': [upright, ...near],
  'three sizes, mirrored': mirroredToo([upright, ...near]),
  'five sizes, mirrored': mirroredToo([upright, ...near, ...far]),
  'one, turned': [upright, ...turned],
  'mirrored, turned': [...mirroredToo([upright]), ...turned],
  'four, turned': [...four, ...turned],
  'four, turned and mirrored': [...four, ...mirroredToo(turned)],
  'three sizes, turned': [upright, ...near, ...turned],
  'three sizes, turned, mirrored': mirroredToo([upright, ...near, ...turned]),
  'four, shifted': [...four, ...shifts],
  'four, shifted and turned': [...four, ...shifts, ...turned],
  all: mirroredToo([upright, ...near, ...turned, ...shifts]),
}
const crops = [...new Map(Object.values(sets).flatMap((set) => set.map((crop) => [keyOf(crop), crop]))).values()]

interface Photo {
  readonly person: string
  readonly file: string
  readonly stranger: boolean
  /** Unit length, by the crop's key. */
  readonly vectors: ReadonlyMap<string, Float32Array>
}

/** Shares 0..1; `two` with two photos enrolled. */
interface Errors {
  readonly fnmr: number
  readonly fnir: number
  readonly fnirStrict: number
  readonly fnirTwo: number
}
const errorNames = ['fnmr', 'fnir', 'fnirStrict', 'fnirTwo'] as const

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const photos = await embedAll()
  if (photos === null) return
  const random = createRandom(7)
  const halves = Array.from({ length: halvings }, () => halvesOf(photos, random)).flat()
  const judged = Object.entries(sets).map(([set, members]) => {
    const faces = photos.map((photo) => face(photo, members))
    return {
      set,
      crops: members.length,
      whole: errorsOf(faces, photos),
      halves: halves.map((half) =>
        errorsOf(
          faces.filter((_, index) => half.has(index)),
          photos.filter((_, index) => half.has(index)),
        ),
      ),
    }
  })
  const fourCrops = judged.find(({ set }) => set === 'four')!
  const chosen = halves.map((_, index) =>
    judged.reduce((a, b) => (cost(b.halves[index]!) < cost(a.halves[index]!) ? b : a)),
  )
  const other = (index: number) => index ^ 1
  const result = {
    rows: judged.map(({ set, crops: count, whole, halves: each }) => ({
      set,
      crops: count,
      whole,
      halves: meanOf(each),
    })),
    /** Errors on the other half of what was chosen on a half, and those of the four crops there. */
    chosen: meanOf(chosen.map(({ halves: each }, index) => each[other(index)]!)),
    four: meanOf(chosen.map((_, index) => fourCrops.halves[other(index)]!)),
  }
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : describe(result))
}

/** What a set is chosen by. */
function cost({ fnmr, fnir, fnirTwo }: Errors): number {
  return fnmr + fnir + fnirTwo
}

async function embedAll(): Promise<Photo[] | null> {
  const found = findFacePhotos()
  if (found === null) return null
  const models = await openModels({ modelsFolder })
  const { session: detection, model } = await models.need('detector')
  const { session: landmarks } = await models.need('landmarks')
  const { session: embedder } = await models.need('embedder')
  const detector = createDetector(detection, model)
  const files = [
    ...found.people.flatMap(({ name: person, photos }) => photos.map((file) => ({ person, file, stranger: false }))),
    ...found.strangers.map((file) => ({ person: file, file, stranger: true })),
  ]
  const photos: Photo[] = []
  for (const item of files) {
    const { bitmap } = await decodePhoto(readFileSync(item.file))
    const subject = subjectOf({ ...bitmap, faces: await detectInPhoto(bitmap, detector) })
    const toBitmap = subject && findAlignment(await findPointsSteadily(bitmap, subject.box, landmarks))
    if (toBitmap === null) continue
    const vectors = new Map<string, Float32Array>()
    for (const crop of crops) {
      warp(bitmap, mapOf(toBitmap, crop), embedder.input)
      if (crop.mirrored) mirror(embedder.input)
      vectors.set(keyOf(crop), await unitOutput(embedder))
    }
    photos.push({ ...item, vectors })
  }
  await models.close()
  return photos
}

async function unitOutput(embedder: Session): Promise<Float32Array> {
  return unit((await embedder.run())(embedder.outputs[0]!))
}

function keyOf(crop: Crop): string {
  return JSON.stringify(crop)
}

function mapOf(toBitmap: Similarity2d, { zoom, dx, dy, turn }: Crop): Similarity2d {
  const middle = { x: (alignedSide - 1) / 2, y: (alignedSide - 1) / 2 }
  const zoomed = zoomAbout(toBitmap, middle, zoom)
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
  const origin = {
    x: middle.x - cos * middle.x + sin * middle.y + dx,
    y: middle.y - sin * middle.x - cos * middle.y + dy,
  }
  const { x: tx, y: ty } = transformPoint(zoomed, origin)
  return { a: zoomed.a * cos - zoomed.b * sin, b: zoomed.a * sin + zoomed.b * cos, tx, ty }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

function face({ person, file, vectors }: Photo, set: readonly Crop[]): LabelledFace {
  const sum = new Float32Array(vectors.values().next().value!.length)
  for (const crop of set) for (const [index, value] of vectors.get(keyOf(crop))!.entries()) sum[index]! += value
  return { person, file, vector: unit(sum), quality: 0 }
}

/** Two sets of indices: everybody's photos are in one or the other. */
function halvesOf(photos: readonly Photo[], random: Random): readonly ReadonlySet<number>[] {
  const people = [...Map.groupBy(photos.keys(), (index) => photos[index]!.person).values()]
  const first = new Set(people.filter(() => random.next() < 0.5).flat())
  return [first, new Set([...photos.keys()].filter((index) => !first.has(index)))]
}

function errorsOf(faces: readonly LabelledFace[], photos: readonly Photo[]): Errors {
  const people = Map.groupBy(
    faces.filter((_, index) => !photos[index]!.stranger),
    ({ person }) => person,
  )
  const strangers = faces.filter((_, index) => photos[index]!.stranger)
  const missed = (enrolled: number, rate: number) => {
    const gallery = [...people.values()].flatMap((mine) => mine.slice(0, enrolled))
    const probes = [...people.values()].flatMap((mine) => mine.slice(enrolled))
    const named = sortScores(strangers.map(({ vector }) => searchBest(gallery, vector).similarity))
    const found = probes.map(({ person, vector }) => ({ person, best: searchBest(gallery, vector) }))
    const right = sortScores(found.map(({ person, best }) => (best.person === person ? best.similarity : -1)))
    return 1 - shareAtOrAbove(right, thresholdAtRate(named, rate))
  }
  return { fnmr: falseNonMatches(faces), fnir: missed(1, 0.01), fnirStrict: missed(1, 0.001), fnirTwo: missed(2, 0.01) }
}

/** FNMR at FMR 1e-4 over all pairs. */
function falseNonMatches(faces: readonly LabelledFace[]): number {
  const genuine: number[] = []
  const impostor: number[] = []
  for (const [index, a] of faces.entries()) {
    for (const b of faces.slice(0, index)) {
      const similarity = dot(a.vector, b.vector)
      if (a.person === b.person) genuine.push(similarity)
      else if (similarity < minSamePersonSimilarity) impostor.push(similarity)
    }
  }
  return 1 - shareAtOrAbove(sortScores(genuine), thresholdAtRate(sortScores(impostor), 1e-4))
}

function meanOf(errors: readonly Errors[]): Errors {
  const mean = (key: keyof Errors) => errors.reduce((sum, each) => sum + each[key], 0) / errors.length
  return Object.fromEntries(errorNames.map((key) => [key, mean(key)])) as unknown as Errors
}

function describe({
  rows,
  chosen,
  four: kept,
}: Readonly<Record<'chosen' | 'four', Errors>> & { rows: readonly Row[] }) {
  const line = (label: string, errors: Errors) =>
    `${label.padEnd(36)}${errorNames.map((key) => `${(100 * errors[key]).toFixed(2)} %`.padStart(10)).join('')}\n`
  return (
    `FNMR at FMR 1e-4, FNIR at FPIR 1 % and 0.1 %, FNIR at FPIR 1 % with two photos\nAll people\n` +
    rows.map(({ set, crops: count, whole }) => line(`${set} (${count})`, whole)).join('') +
    `Mean of ${2 * halvings} halves\n` +
    rows.map(({ set, crops: count, halves }) => line(`${set} (${count})`, halves)).join('') +
    `Chosen on one half, judged on the other\n${line('chosen', chosen)}${line('four', kept)}`
  )
}

interface Row {
  readonly set: string
  readonly crops: number
  readonly whole: Errors
  readonly halves: Errors
}

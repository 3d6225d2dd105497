/**
 * What tells a stretched photo: the factors of `measureStretch`, fitted to photos as they are and stretched, and how
 * many of either are beyond the limit of enrolment, on people whom the factors were not fitted to (five folds). All
 * photos of ROLLCALL_FACES or ../shared/faces as they are, one of each person stretched.
 *
 *   npm run bench proportions [-- --json]
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { subjectOf } from '../main/evaluation/subject.ts'
import { cholesky, invertLower } from '../main/metric/linear-algebra/cholesky.ts'
import { zeros } from '../main/metric/linear-algebra/matrix.ts'
import { decodePhoto } from '../main/vision/decode.ts'
import { createDetector } from '../main/vision/detect/detector.ts'
import { detectInPhoto } from '../main/vision/detect/tiles.ts'
import { findPointsSteadily } from '../main/vision/landmarks.ts'
import { openModels } from '../main/vision/models.ts'
import { measureShape } from '../main/vision/proportions.ts'
import { findFacePhotos } from './face-photos.ts'

export const name = 'proportions'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const folds = 5
/** The stretch at which a photo's component is below what a template needs (main/enrolment/photo-rule.ts). */
const limit = 0.44
const ways: Readonly<Record<string, readonly [number, number]>> = {
  'as it is': [1, 1],
  'one and a half times as wide': [1.5, 1],
  'one and a half times as tall': [1, 1.5],
  'twice as wide': [2, 1],
  'twice as tall': [1, 2],
}

interface Row {
  readonly person: number
  readonly way: string
  /** 1, and the parts of the shape. */
  readonly parts: readonly number[]
  readonly stretch: number
}

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const measured = await measure()
  if (measured === null) return
  const { rows, unseen } = measured
  const [natural, eyes, box, nose] = fitFactors(rows)
  const said = Array.from({ length: folds }, (_, fold) => {
    const factors = fitFactors(rows.filter(({ person }) => person % folds !== fold))
    return rows
      .filter(({ person }) => person % folds === fold)
      .map((row) => ({ ...row, said: dot(factors, row.parts) }))
  }).flat()
  const beyond = Object.keys(ways).map((way) => {
    const photos = said.filter((row) => row.way === way)
    return { way, photos: photos.length, beyond: photos.filter(({ said: value }) => Math.abs(value) > limit).length }
  })
  if (json) return void process.stdout.write(`${JSON.stringify({ natural, eyes, box, nose, beyond, unseen })}\n`)
  const digits = [natural, eyes, box, nose].map((value) => value!.toFixed(3))
  process.stdout.write(`natural ${digits[0]}, eyes ${digits[1]}, box ${digits[2]}, nose ${digits[3]}\n`)
  for (const { way, photos, beyond: number } of beyond) {
    process.stdout.write(`${way.padEnd(32)}${number} of ${photos} beyond ${limit}\n`)
  }
  process.stdout.write(`no face, or one tilted too far: ${unseen}\n`)
}

async function measure(): Promise<{ rows: Row[]; unseen: number } | null> {
  const found = findFacePhotos()
  if (found === null) return null
  const models = await openModels({ modelsFolder })
  const detector = await models.need('detector')
  const landmarks = (await models.need('landmarks')).session
  const rows: Row[] = []
  let unseen = 0
  for (const [person, photos] of [
    ...found.people.map((each) => each.photos),
    ...found.strangers.map((file) => [file]),
  ].entries()) {
    for (const [place, file] of photos.entries()) {
      for (const [way, [across, down]] of Object.entries(ways)) {
        if (place > 0 && across !== down) continue
        const { bitmap } = await decodePhoto(await stretched(file, across, down))
        const face = subjectOf({
          ...bitmap,
          faces: await detectInPhoto(bitmap, createDetector(detector.session, detector.model)),
        })
        const shape = face && measureShape(face.box, await findPointsSteadily(bitmap, face.box, landmarks))
        if (shape)
          rows.push({ person, way, parts: [1, shape.eyes, shape.box, shape.nose], stretch: Math.log2(across / down) })
        else unseen++
      }
    }
  }
  await models.close()
  return { rows, unseen }
}

async function stretched(file: string, across: number, down: number): Promise<Buffer> {
  const photo = readFileSync(file)
  if (across === down) return photo
  const { width, height } = await sharp(photo).metadata()
  return sharp(photo)
    .resize(Math.round(width * across), Math.round(height * down), { fit: 'fill' })
    .png()
    .toBuffer()
}

/** The factors of the parts that come closest to the stretches: least squares, by the normal equations. */
function fitFactors(rows: readonly Row[]): number[] {
  const size = rows[0]!.parts.length
  const squares = zeros(size, size)
  const along = new Float64Array(size)
  for (const { parts, stretch } of rows) {
    for (const [i, one] of parts.entries()) {
      along[i]! += one * stretch
      for (const [j, other] of parts.entries()) squares.data[i * size + j]! += one * other
    }
  }
  const { data } = invertLower(cholesky(squares))
  const at = (i: number, j: number) => data[i * size + j]!
  const places = Array.from({ length: size }, (_, index) => index)
  const half = places.map((i) => places.reduce((sum, j) => sum + at(i, j) * along[j]!, 0))
  return places.map((i) => places.reduce((sum, j) => sum + at(j, i) * half[j]!, 0))
}

const dot = (factors: readonly number[], parts: readonly number[]) =>
  parts.reduce((sum, part, index) => sum + part * factors[index]!, 0)

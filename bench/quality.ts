/**
 * Whether the quality score knows which photos will not be recognised: FNMR at a fixed threshold (that of FMR 1e-4)
 * after discarding the genuine pairs whose worse photo scores lowest, by the unified score and by each component; and
 * what is wrong with the photos that a component complains about. On the people of ROLLCALL_FACES or ../shared/faces.
 *
 *   npm run bench quality [-- --json]
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Quality, qualityComponents } from '../main/contract/quality.ts'
import { subjectOf } from '../main/evaluation/subject.ts'
import { createVision } from '../main/vision/create.ts'
import { findFacePhotos } from './face-photos.ts'

export const name = 'quality'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const falseMatchRate = 1e-4
const discards = [0, 0.05, 0.1, 0.2, 0.3]
/** Below this a component's reason is given. */
const complaint = 60

interface Photo {
  readonly person: number
  readonly vector: Float32Array
  readonly quality: Quality
}

interface Pair {
  readonly person: number
  readonly missed: boolean
  readonly photos: readonly [Photo, Photo]
}

type Score = (photo: Photo) => number

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const photos = await analyse()
  if (photos === null) return
  const { pairs, threshold } = genuinePairs(photos)
  const componentOf =
    (wanted: string): Score =>
    ({ quality }) =>
      quality.components.find(({ name: own }) => own === wanted)?.score ?? 100
  const scores: readonly (readonly [string, Score])[] = [
    ['score', ({ quality }) => quality.score],
    ...qualityComponents.map((component) => [component, componentOf(component)] as const),
  ]
  const half = (rest: number) => pairs.filter(({ person }) => person % 2 === rest)
  const result = {
    photos: photos.length,
    pairs: pairs.length,
    threshold,
    curves: Object.fromEntries(scores.map(([key, score]) => [key, curve(pairs, score)])),
    halves: [half(0), half(1)].map((part) => curve(part, scores[0]![1])),
    complaints: Object.fromEntries(
      scores.slice(1).map(([key, score]) => {
        const low = pairs.filter((pair) => worse(pair, score) < complaint)
        const high = pairs.filter((pair) => worse(pair, score) >= complaint)
        return [key, { pairs: low.length, fnmr: missedShare(low), otherFnmr: missedShare(high) }]
      }),
    ),
  }
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return
  }
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`.padStart(9)
  const line = (key: string, shares: readonly number[]) => `${key.padEnd(12)}${shares.map(percent).join('')}\n`
  process.stdout.write(
    `${photos.length} photos, ${pairs.length} pairs, threshold ${threshold.toFixed(3)}. FNMR after discarding\n` +
      line('', discards) +
      Object.entries(result.curves)
        .map(([key, shares]) => line(key, shares))
        .join('') +
      result.halves.map((shares, index) => line(`half ${index + 1}`, shares)).join('') +
      `Pairs below ${complaint}: how many, FNMR, FNMR of the others\n` +
      Object.entries(result.complaints)
        .map(
          ([key, { pairs: count, fnmr, otherFnmr }]) =>
            `${key.padEnd(12)}${String(count).padStart(6)}${percent(fnmr)}${percent(otherFnmr)}\n`,
        )
        .join(''),
  )
}

async function analyse(): Promise<Photo[] | null> {
  const found = findFacePhotos()
  if (found === null) return null
  const vision = await createVision({ modelsFolder, now: () => performance.now() })
  const photos: Photo[] = []
  for (const [person, { photos: files }] of found.people.entries()) {
    for (const file of files) {
      const face = subjectOf(await vision.analysePhoto(readFileSync(file), { largest: null, liveness: false }))
      if (face !== null) photos.push({ person, vector: face.embedding.vector, quality: face.quality })
    }
  }
  await vision.close()
  return photos
}

function genuinePairs(photos: readonly Photo[]): { pairs: Pair[]; threshold: number } {
  const impostors: number[] = []
  const genuine: { similarity: number; photos: readonly [Photo, Photo] }[] = []
  for (const [index, a] of photos.entries()) {
    for (const b of photos.slice(0, index)) {
      const similarity = a.vector.reduce((sum, value, at) => sum + value * b.vector[at]!, 0)
      if (a.person === b.person) genuine.push({ similarity, photos: [a, b] })
      else impostors.push(similarity)
    }
  }
  const sorted = Float64Array.from(impostors).sort()
  const threshold = sorted[sorted.length - 1 - Math.floor(falseMatchRate * sorted.length)]!
  const pairs = genuine.map((pair) => ({
    person: pair.photos[0].person,
    missed: pair.similarity <= threshold,
    photos: pair.photos,
  }))
  return { pairs, threshold }
}

function worse({ photos: [a, b] }: Pair, score: Score): number {
  return Math.min(score(a), score(b))
}

function missedShare(pairs: readonly Pair[]): number {
  return pairs.filter(({ missed }) => missed).length / pairs.length
}

function curve(pairs: readonly Pair[], score: Score): number[] {
  const sorted = pairs.toSorted((a, b) => worse(a, score) - worse(b, score))
  return discards.map((share) => missedShare(sorted.slice(Math.floor(share * sorted.length))))
}

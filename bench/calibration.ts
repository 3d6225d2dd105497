/**
 * Whether a calibrated threshold keeps its promise, on people who took no part in the calibration, with the faces in
 * ROLLCALL_FACES or ../shared/faces: people/ (a folder a person) and strangers/ (a photo a person).
 *
 *   npm run bench calibration [-- --json]
 *   node bench/calibration.ts      prints the numbers of main/matching/calibrate/default-reference.ts
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelId, PersonId, TemplateId } from '../main/contract/entities.ts'
import { calibrate, type Evidence, type RatePromise, weighEvidence } from '../main/matching/calibrate/calibrate.ts'
import { suspiciouslyAlike } from '../main/matching/calibrate/impostor-model.ts'
import { type Reference, referenceOf } from '../main/matching/calibrate/reference.ts'
import { scoreGallery } from '../main/matching/calibrate/scores.ts'
import { binOf, emptyCounts } from '../main/matching/calibrate/tail.ts'
import type { GalleryEntry } from '../main/matching/match.ts'
import { createRandom } from '../main/metric/random.ts'
import { createVision } from '../main/vision/create.ts'
import { embedFolder } from './face-folder.ts'

export const name = 'calibration'

const faces = process.env.ROLLCALL_FACES ?? join(import.meta.dirname, '..', '..', 'shared', 'faces')
const rounds = 20

export async function run({ json }: { readonly json: boolean }): Promise<readonly Row[]> {
  if (!existsSync(faces)) {
    process.stderr.write(`There is no folder ${faces}: name one with ROLLCALL_FACES.\n`)
    return []
  }
  const rows = keepPromises(await embed(faces))
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else
    console.table(
      rows.map(({ promise, ...row }) => ({ promise: `${promise.kind} ${promise.rate}`, ...shortened(row) })),
    )
  return rows
}

interface Faces {
  readonly model: ModelId
  readonly people: readonly GalleryEntry[][]
  readonly strangers: readonly GalleryEntry[]
}

async function embed(folder: string): Promise<Faces> {
  const vision = await createVision({ modelsFolder: join(import.meta.dirname, '..', 'models'), now: performance.now })
  try {
    const known = await embedFolder(vision, join(folder, 'people'), 'gallery')
    const unknown = await embedFolder(vision, join(folder, 'strangers'), 'gallery')
    const entries = [known, unknown].flatMap(({ vectors, labels, dimensions }) =>
      labels.map(({ person }, row) => ({ person, vector: vectors.subarray(row * dimensions, (row + 1) * dimensions) })),
    )
    const ids = new Map([...new Set(entries.map(({ person }) => person))].map((person, index) => [person, index + 1]))
    const rows = entries.map(({ person, vector }, index) => ({
      templateId: (index + 1) as TemplateId,
      personId: ids.get(person) as PersonId,
      vector,
    }))
    const people = [...Map.groupBy(rows.slice(0, known.labels.length), ({ personId }) => personId).values()]
    return { model: known.model as ModelId, people, strangers: rows.slice(known.labels.length) }
  } finally {
    await vision.close()
  }
}

/** The similarities of all pairs, and of every photo with one, two and three others of its person. */
function measureReference(basis: string, people: readonly (readonly GalleryEntry[])[]): Reference {
  const impostor = emptyCounts()
  const genuine: number[][] = [[], [], []]
  const all = people.flat()
  for (const [index, a] of all.entries()) {
    for (const b of all.slice(index + 1)) {
      const similarity = a.personId === b.personId ? 1 : dot(a.vector, b.vector)
      if (similarity < suspiciouslyAlike) impostor[binOf(similarity)]! += 1
    }
  }
  for (const mine of people) {
    for (const probe of mine) {
      const others = mine.filter((other) => other !== probe).map((other) => dot(probe.vector, other.vector))
      for (const [index, list] of genuine.entries()) {
        if (others.length > index) list.push(Math.max(...others.slice(0, index + 1)))
      }
    }
  }
  return referenceOf(basis, people.length, impostor, genuine)
}

interface Row {
  readonly people: number
  readonly templates: 'one' | 'all'
  readonly promise: RatePromise
  /** Measured rate divided by the promised one: mean, least and greatest of the rounds. */
  readonly mean: number
  readonly least: number
  readonly greatest: number
  /** Rounds whose rate was within a factor of two. */
  readonly within: number
  /** Share of rounds that would be within it if the promise were kept exactly and every attempt failed by itself. */
  readonly byChance: number
  readonly rounds: number
  readonly threshold: number
  readonly refused: number
}

interface Measured {
  readonly ratios: number[]
  readonly thresholds: number[]
  /** Failures that a promise kept exactly would show. */
  readonly expected: number[]
  refused: number
}

/**
 * Draws galleries from half of the people. The strangers and the other half are parted again: the reference is measured on
 * one part and the promise tested with the other, then the other way round, so that everybody is tested once against a
 * threshold that nothing of theirs went into. A round's rate is that of both parts together.
 */
function keepPromises({ people, strangers }: Faces): Row[] {
  const random = createRandom(1)
  const uniform = () => random.next()
  const promises: RatePromise[] = [
    { kind: 'fpir', rate: 0.01 },
    { kind: 'fmr', rate: 1e-3 },
  ]
  const half = Math.floor(people.length / 2)
  const rows: Row[] = []
  for (const size of [50, 100, 160]) {
    for (const templates of ['one', 'all'] as const) {
      const measured = promises.map(() => ({ ratios: [], thresholds: [], expected: [], refused: 0 }) as Measured)
      for (let round = 0; round < rounds; round++) {
        const order = shuffled(people, uniform)
        const gallery = order.slice(0, size).flatMap((mine) => (templates === 'one' ? mine.slice(0, 1) : mine))
        const parts = parted([...order.slice(half), ...shuffled(strangers, uniform).map((one) => [one])])
        const scores = scoreGallery(gallery, uniform)
        const trials = parts.map((part, index) => ({
          evidence: weighEvidence(scores, measureReference('the other part', parts[1 - index]!), uniform),
          similarities: part.flat().map((probe) => gallery.map(({ vector }) => dot(vector, probe.vector))),
        }))
        for (const [index, promise] of promises.entries()) {
          const record = measured[index]!
          const tested = trials.map(({ evidence, similarities }) => failures(evidence, similarities, promise))
          if (tested.some((trial) => trial === null)) {
            record.refused++
            continue
          }
          const expected = promise.rate * sum(tested.map((trial) => trial!.attempts))
          record.expected.push(expected)
          record.ratios.push(sum(tested.map((trial) => trial!.failed)) / expected)
          record.thresholds.push(mean(tested.map((trial) => trial!.threshold)))
        }
      }
      for (const [index, promise] of promises.entries()) {
        const { ratios, thresholds, expected, refused } = measured[index]!
        rows.push({
          people: size,
          templates,
          promise,
          mean: mean(ratios),
          least: Math.min(...ratios),
          greatest: Math.max(...ratios),
          within: ratios.filter((ratio) => ratio >= 0.5 && ratio <= 2).length,
          byChance: mean(expected.map((count) => poissonWithin(count, count / 2, 2 * count))),
          rounds: ratios.length,
          threshold: mean(thresholds),
          refused,
        })
      }
    }
  }
  return rows
}

function shortened(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ]),
  )
}

/** Every other one of a list, and the rest. */
function parted<T>(list: readonly T[]): readonly (readonly T[])[] {
  return [0, 1].map((parity) => list.filter((_, index) => index % 2 === parity))
}

/**
 * How often a promise was broken by probes of people who are not enrolled, at the threshold that the evidence gives.
 * @param similarities of each probe to every template; null where the evidence is too little for the promise
 */
function failures(evidence: Evidence, similarities: readonly (readonly number[])[], promise: RatePromise) {
  const calibration = calibrate(evidence, promise)
  if (calibration.kind !== 'calibrated') return null
  const { threshold } = calibration
  const above = similarities.map((row) => row.filter((similarity) => similarity >= threshold).length)
  return promise.kind === 'fpir'
    ? { threshold, failed: above.filter((count) => count > 0).length, attempts: above.length }
    : { threshold, failed: sum(above), attempts: sum(similarities.map((row) => row.length)) }
}

/** Probability that a Poisson-distributed count of this mean lies between two bounds, both included. */
function poissonWithin(mean: number, low: number, high: number): number {
  let probability = 0
  let term = Math.exp(-mean)
  for (let count = 0; count <= high; count++, term *= mean / count) if (count >= low) probability += term
  return probability
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => sum(values) / values.length

function shuffled<T>(list: readonly T[], uniform: () => number): T[] {
  return list
    .map((value) => ({ value, key: uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

if (import.meta.main) {
  const { model, people, strangers } = await embed(faces)
  const basis = `${people.length + strangers.length} people of Labeled Faces in the Wild (deepfunneled)`
  const all = [...people, ...strangers.map((one) => [one])]
  console.log(JSON.stringify({ model, reference: measureReference(basis, all) }))
}

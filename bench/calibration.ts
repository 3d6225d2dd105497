/**
 * Whether a calibrated threshold keeps its promise on Labeled Faces in the Wild, with one and with all photos of each
 * person enrolled. Needs the faces and embeddings that offices.ts names. `promise` looks at other kinds of offices.
 *
 *   npm run bench calibration [-- --json]
 */

import { existsSync } from 'node:fs'
import { balanceFor } from '../main/matching/balance.ts'
import { calibrate, type Evidence, type RatePromise, weighEvidence } from '../main/matching/calibrate/calibrate.ts'
import { scoreGallery } from '../main/matching/calibrate/scores.ts'
import { createRandom } from '../main/numeric/random.ts'
import { mean } from '../main/numeric/statistics.ts'
import { dot } from '../main/numeric/vector.ts'
import {
  byOrigin,
  embedFaces,
  type Faces,
  facesFolder,
  mapVectors,
  measureReference,
  readGroups,
  shuffled,
  type Templates,
} from './offices.ts'

export const name = 'calibration'

const rounds = 20

export async function run({ json }: { readonly json: boolean }): Promise<readonly Row[]> {
  const groups = readGroups()
  if (groups === null || !existsSync(facesFolder)) {
    process.stderr.write('This needs faces (ROLLCALL_FACES) and embeddings of groups (ROLLCALL_EMBEDDINGS).\n')
    return []
  }
  const { model, people, strangers } = await embedFaces()
  const balance = balanceFor(model)!
  const others = [...groups.values(), ...byOrigin(groups).values()].map((members) => mapVectors(members, balance))
  const faces = { model, people: mapVectors(people, balance), strangers: mapVectors([strangers], balance)[0]! }
  const rows = keepPromises(faces, others)
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else
    console.table(
      rows.map(({ promise, ...row }) => ({ promise: `${promise.kind} ${promise.rate}`, ...shortened(row) })),
    )
  return rows
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
 * Draws galleries from half of the people. The strangers and the other half are parted again: the reference is measured
 * on one part and the promise tested with the other, then the other way round, so that everybody is tested once against
 * a threshold that nothing of theirs went into. A round's rate is that of both parts together.
 */
function keepPromises({ people, strangers }: Faces, others: readonly (readonly Templates[])[]): Row[] {
  const random = createRandom(1)
  const uniform = () => random.next()
  const promises: RatePromise[] = [
    { kind: 'fpir', rate: 0.01 },
    { kind: 'fmr', rate: 1e-3 },
  ]
  const referenceOn = (part: readonly Templates[]) => measureReference('the other part', [part, ...others], part)
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
          evidence: weighEvidence(scores, referenceOn(parts[1 - index]!), uniform),
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

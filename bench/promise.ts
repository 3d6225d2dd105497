/**
 * Whether a promise holds for offices of every kind: people of one origin and sex, of one origin, of all together, and
 * of Labeled Faces in the Wild. The reference is measured on half of the people of each and tried on the other half;
 * then on everybody but one group and tried on that group, of which a hundred people can be enrolled then.
 *
 *   npm run bench promise [-- --json]
 *   node bench/promise.ts      prints the numbers of main/matching/calibrate/default-reference.ts and office.ts
 */

import { existsSync } from 'node:fs'
import { matrixOf } from '../main/matching/balance.ts'
import { calibrate, weighEvidence } from '../main/matching/calibrate/calibrate.ts'
import { describeOffice } from '../main/matching/calibrate/office.ts'
import { type Reference, tailShape } from '../main/matching/calibrate/reference.ts'
import { scoreGallery } from '../main/matching/calibrate/scores.ts'
import type { Balance } from '../main/matching/default-balance.ts'
import { createLinearMap } from '../main/matching/linear-map.ts'
import { createRandom } from '../main/numeric/random.ts'
import { mean, standardDeviation } from '../main/numeric/statistics.ts'
import { dot } from '../main/numeric/vector.ts'
import { measureBalance } from './measure-balance.ts'
import {
  byOrigin,
  embedFaces,
  facesFolder,
  halved,
  impostorsOf,
  mapVectors,
  measureReference,
  mislabelled,
  type Populations,
  readGroups,
  shuffled,
  type Templates,
} from './offices.ts'

export const name = 'promise'

const promised = { kind: 'fpir', rate: 0.01 } as const
const sizes = [1, 5, 10, 20, 30, 50, 100]
const splits = 4
const rounds = 10
/** Fewer strangers tell nothing about one in a hundred. */
const minStrangers = 15
interface Row {
  readonly office: string
  readonly people: number
  /** Measured rate over the promised one, its 95 % interval over the halves, and where it was too little to promise. */
  readonly ratio: number
  readonly interval: readonly [number, number]
  readonly threshold: number
  /** The threshold that would have kept the promise exactly. */
  readonly needed: number
  /** The same measured rate at the threshold that every office had before, with embeddings as they are. */
  readonly before: number
  readonly refused: number
}

/** Where every office stood before thresholds were derived from the first person on. */
const formerThreshold = 0.46

export async function run({ json }: { readonly json: boolean }): Promise<readonly Row[]> {
  const populations = await readPopulations()
  if (populations === null) return []
  const rows = [...keepPromises(populations), ...keepPromisesToUnseen(populations)]
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else
    console.table(rows.map(({ interval, ...row }) => ({ ...rounded(row), interval: interval.map(two).join(' to ') })))
  return rows
}

async function readPopulations(): Promise<Populations | null> {
  const groups = readGroups()
  if (groups === null || !existsSync(facesFolder)) {
    process.stderr.write('This needs faces (ROLLCALL_FACES) and embeddings of groups (ROLLCALL_EMBEDDINGS).\n')
    return null
  }
  const { people, strangers } = await embedFaces()
  return new Map([...groups, ['lfw', [...people, ...strangers.map((one) => [one])]]])
}

/** The groups, both sexes of each origin, and Labeled Faces in the Wild. */
function officesOf(populations: Populations): Populations {
  return new Map([...populations, ...byOrigin(groupsOf(populations))])
}

function groupsOf(populations: Populations): Populations {
  return new Map([...populations].filter(([name]) => name !== 'lfw'))
}

function balanced(populations: Populations, balance: Balance): Populations {
  const map = createLinearMap({ rows: balance.columns, columns: balance.columns, W: matrixOf(balance) })
  return new Map([...populations].map(([name, people]) => [name, mapVectors(people, map)]))
}

function keepPromises(populations: Populations): Row[] {
  const random = createRandom(1)
  const uniform = () => random.next()
  const trials = new Map<string, Trial[]>()
  const original = originalsOf(populations)
  for (let split = 0; split < splits; split++) {
    const halves = halved(populations, uniform)
    for (const side of [0, 1]) {
      const balance = measureBalance(groupsOf(halves[side]!))
      const reference = measureOn(balanced(halves[side]!, balance))
      const tested = balanced(halves[1 - side]!, balance)
      const all = [...tested].flatMap(([name, people]) => (name === 'lfw' ? [] : people))
      for (const [office, people] of [...officesOf(tested), ['all eight', all] as const]) {
        for (const size of sizes.filter((size) => people.length >= size + minStrangers)) {
          const key = `${office}|${size}`
          trials.set(key, [...(trials.get(key) ?? []), tryOut(people, size, reference, uniform, original)])
        }
      }
    }
  }
  return [...trials].map(([key, parts]) => summary(key, parts))
}

/** Every group before a balance and a reference that were measured without it. */
function keepPromisesToUnseen(populations: Populations): Row[] {
  const random = createRandom(3)
  const uniform = () => random.next()
  const original = originalsOf(populations)
  return [...groupsOf(populations).keys()].flatMap((group) => {
    const others = new Map([...populations].filter(([name]) => name !== group))
    const balance = measureBalance(groupsOf(others))
    const reference = measureOn(balanced(others, balance))
    const people = balanced(populations, balance).get(group)!
    return sizes
      .filter((size) => size >= 10 && people.length >= size + minStrangers)
      .map((size) => {
        const parts = Array.from({ length: 2 * splits }, () => tryOut(people, size, reference, uniform, original))
        return summary(`${group}, unseen|${size}`, parts)
      })
  })
}

/** Embeddings as they are, by their templates. */
function originalsOf(populations: Populations): ReadonlyMap<number, Float32Array> {
  const all = [...populations.values()].flat(2)
  return new Map(all.map(({ templateId, vector }) => [templateId, vector]))
}

function measureOn(populations: Populations): Reference {
  return measureReference('the other half', [...officesOf(populations).values()], populations.get('lfw')!)
}

interface Trial {
  readonly named: number
  readonly attempts: number
  readonly thresholds: readonly number[]
  /** Of each stranger, the similarity to the most alike person. */
  readonly closest: readonly number[]
  /** Strangers who were named, and all who came, at the former threshold. */
  readonly formerly: readonly [number, number]
  readonly refused: number
}

/** Galleries of one photo a person, tried by everybody of the population who is not in it. */
function tryOut(
  people: readonly Templates[],
  size: number,
  reference: Reference,
  uniform: () => number,
  original: ReadonlyMap<number, Float32Array>,
): Trial {
  const asTheyAre = (templates: Templates) =>
    templates.map((one) => ({ ...one, vector: original.get(one.templateId)! }))
  const thresholds: number[] = []
  const closest: number[] = []
  let named = 0
  let attempts = 0
  let refused = 0
  let formerlyNamed = 0
  let formerly = 0
  for (let round = 0; round < rounds; round++) {
    const order = shuffled(people, uniform)
    const gallery = order.slice(0, size).map(([first]) => first!)
    const calibration = calibrate(weighEvidence(scoreGallery(gallery, uniform), reference, uniform), promised)
    const best = order.slice(size).map(([probe]) => closestOf(probe!.vector, gallery))
    closest.push(...best)
    const formerGallery = asTheyAre(gallery)
    const former = order.slice(size).map(([probe]) => closestOf(original.get(probe!.templateId)!, formerGallery))
    formerlyNamed += former.filter((similarity) => similarity >= formerThreshold).length
    formerly += former.length
    if (calibration.kind !== 'calibrated') {
      refused++
      continue
    }
    thresholds.push(calibration.threshold)
    named += best.filter((similarity) => similarity >= calibration.threshold).length
    attempts += best.length
  }
  return { named, attempts, thresholds, closest, formerly: [formerlyNamed, formerly], refused }
}

function closestOf(probe: Float32Array, gallery: Templates): number {
  const similarities = gallery.map(({ vector }) => dot(vector, probe))
  return Math.max(...similarities.filter((similarity) => similarity < mislabelled))
}

function summary(key: string, parts: readonly Trial[]): Row {
  const [office, people] = key.split('|') as [string, string]
  const ratios = parts.filter(({ attempts }) => attempts > 0).map((part) => part.named / part.attempts / promised.rate)
  const error = (1.96 * standardDeviation(ratios)) / Math.sqrt(ratios.length)
  const closest = parts.flatMap((part) => part.closest).sort((a, b) => b - a)
  return {
    office,
    people: Number(people),
    ratio: mean(ratios),
    interval: [Math.max(0, mean(ratios) - error), mean(ratios) + error],
    threshold: mean(parts.flatMap(({ thresholds }) => thresholds)),
    needed: closest[Math.floor(promised.rate * closest.length)]!,
    before: sumOf(parts, 0) / sumOf(parts, 1) / promised.rate,
    refused: parts.reduce((sum, part) => sum + part.refused, 0),
  }
}

const sumOf = (parts: readonly Trial[], at: 0 | 1) => parts.reduce((sum, { formerly }) => sum + formerly[at], 0)

/** How far galleries of that many people stray from the population that they were drawn from, times their people. */
function measureErrors(populations: Populations): object {
  const random = createRandom(2)
  const strays = [...populations].flatMap(([, people]) => {
    const whole = describeOffice(impostorsOf(people), tailShape)
    return [20, 30, 50].flatMap((size) =>
      Array.from({ length: 40 }, () => {
        const gallery = shuffled(people, () => random.next()).slice(0, size)
        return describeOffice(impostorsOf(gallery.map(([first]) => [first!])), tailShape).map((value, row) =>
          value === null ? Number.NaN : (value - whole[row]!) * size,
        )
      }),
    )
  })
  return [0, 1, 2].map((row) => {
    const seen = strays.map((stray) => stray[row]!).filter((value) => !Number.isNaN(value))
    return Math.sqrt(mean(seen.map((value) => value ** 2)))
  })
}

const two = (value: number) => value.toFixed(2)

function rounded(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ]),
  )
}

if (import.meta.main) {
  const faces = await readPopulations()
  if (faces !== null) {
    const populations = balanced(faces, measureBalance(groupsOf(faces)))
    const people = [...populations.values()].flat().length
    const basis = `${people} people: Labeled Faces in the Wild and eight groups of one origin and sex`
    const reference = measureReference(basis, [...officesOf(populations).values()], populations.get('lfw')!)
    console.log(JSON.stringify({ reference, errors: measureErrors(populations) }))
  }
}

/**
 * Whether balanced embeddings name strangers of every group about equally often, and what that costs on Labeled Faces
 * in the Wild. The directions are measured on half of the people of each group and tried on the other half.
 *
 *   npm run bench balance [-- --json]
 *   node bench/balance.ts      measures the directions on everybody, for main/matching/default-balance.ts
 */
import { existsSync } from 'node:fs'
import { matrixOf } from '../main/matching/balance.ts'
import { createLinearMap } from '../main/matching/linear-map.ts'
import type { Eigen } from '../main/metric/linear-algebra/eigen.ts'
import { createRandom } from '../main/numeric/random.ts'
import { mean } from '../main/numeric/statistics.ts'
import { dot } from '../main/numeric/vector.ts'
import { balanceOf, measureBalance, measureCrowd, type Strength, strengthInUse } from './measure-balance.ts'
import { embedFaces, type Faces, facesFolder, halved, type Populations, readGroups, shuffled } from './offices.ts'

export const name = 'balance'

const tried: readonly (Strength | null)[] = [
  null,
  { directions: 32, exponent: 1 / 3 },
  strengthInUse,
  { directions: 64, exponent: 1 / 2 },
  { directions: 128, exponent: 1 / 3 },
]
const splits = 14
/** Splits whose directions are tried on Labeled Faces in the Wild, which take most of the time. */
const faceSplits = 2
const rounds = 10
/** People of each group in a mixed office. */
const each = 12
const columns = 512
/** The gap that offices.ts tells of, before balancing. */
const oneUnderTwoLabels = 0.55

type Map = (x: Float32Array) => Float32Array

export interface Row {
  readonly balance: string
  /** Where 1 % of all strangers are named in a mixed office: the share in the group named most, and named least. */
  readonly most: number
  readonly least: number
  /** The share in the group named most where 1 % of strangers are named among Labeled Faces in the Wild. */
  readonly worstAtFaces: number
  /** The threshold of that, and the share of their people who are missed there with one and two photos enrolled. */
  readonly threshold: number
  readonly missedOne: number
  readonly missedTwo: number
  /** Share of pairs of one person missed where one of 10,000 pairs of strangers is accepted. */
  readonly missedPairs: number
  /** By group: share of its strangers named in the mixed office. */
  readonly named: Readonly<Record<string, number>>
}

export async function run({ json }: { readonly json: boolean }): Promise<readonly Row[]> {
  const groups = readGroups()
  if (groups === null || !existsSync(facesFolder)) {
    process.stderr.write('This needs faces (ROLLCALL_FACES) and embeddings of groups (ROLLCALL_EMBEDDINGS).\n')
    return []
  }
  const random = createRandom(1)
  const sides = Array.from({ length: splits }, () => halved(groups, () => random.next())).flatMap(([a, b]) => [
    { crowd: measureCrowd(a), tested: b },
    { crowd: measureCrowd(b), tested: a },
  ])
  const faces = await embedFaces()
  const rows = tried.map((strength) => judge(strength, sides, faces))
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else {
    console.table(rows.map(({ balance, named, ...rates }) => ({ balance, ...rounded(rates) })))
    console.table(rows.map(({ balance, named }) => ({ balance, ...rounded(named) })))
  }
  return rows
}

/** What the directions are measured on, and people who took no part in that. */
interface Side {
  readonly crowd: Eigen
  readonly tested: Populations
}

function judge(strength: Strength | null, sides: readonly Side[], faces: Faces): Row {
  const random = createRandom(2)
  const parts = sides.map(({ crowd, tested }, index) => {
    const map = mapOf(crowd, strength)
    const closest = closestByGroup(tested, map, () => random.next())
    const threshold = thresholdOf(closest)
    return {
      closest,
      named: closest.map((similarities) => shareAbove(similarities, threshold)),
      faces: index < 2 * faceSplits ? [1, 2].map((enrolled) => missedFaces(faces, map, enrolled)) : [],
      pairs: index < 2 * faceSplits ? missedPairs(faces, map) : 0,
    }
  })
  const onFaces = parts.filter(({ faces }) => faces.length > 0)
  const threshold = mean(onFaces.map(({ faces }) => faces[0]!.threshold))
  const groups = parts[0]!.closest.map((_, group) => group)
  const named = groups.map((group) => mean(parts.map((part) => part.named[group]!)))
  const atFaces = groups.map((group) => mean(parts.map(({ closest }) => shareAbove(closest[group]!, threshold))))
  return {
    balance: strength === null ? 'none' : `${strength.directions} directions, exponent ${strength.exponent.toFixed(2)}`,
    most: Math.max(...named),
    least: Math.min(...named),
    worstAtFaces: Math.max(...atFaces),
    threshold,
    missedOne: mean(onFaces.map(({ faces }) => faces[0]!.missed)),
    missedTwo: mean(onFaces.map(({ faces }) => faces[1]!.missed)),
    missedPairs: mean(onFaces.map(({ pairs }) => pairs)),
    named: Object.fromEntries([...sides[0]!.tested.keys()].map((group, index) => [group, named[index]!])),
  }
}

function mapOf(crowd: Eigen, strength: Strength | null): Map {
  if (strength === null) return (x) => x
  return createLinearMap({ rows: columns, columns, W: matrixOf(balanceOf(crowd, strength)) })
}

/** Of each group, strangers' similarities to the most alike person of mixed offices. */
function closestByGroup(people: Populations, map: Map, uniform: () => number): number[][] {
  const mapped = [...people.values()].map((group) =>
    group.map(([one]) => ({ raw: one!.vector, even: map(one!.vector) })),
  )
  const closest = mapped.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    const orders = mapped.map((group) => shuffled(group, uniform))
    const gallery = orders.flatMap((order) => order.slice(0, each))
    for (const [group, order] of orders.entries()) {
      for (const probe of order.slice(each)) {
        const others = gallery.filter(({ raw }) => dot(raw, probe.raw) < oneUnderTwoLabels)
        closest[group]!.push(Math.max(...others.map(({ even }) => dot(even, probe.even))))
      }
    }
  }
  return closest
}

/** Finds the similarity that 1 % of the strangers reach, groups counting alike. */
function thresholdOf(closest: readonly number[][]): number {
  let [low, high] = [-1, 1]
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2
    if (mean(closest.map((similarities) => shareAbove(similarities, middle))) > 0.01) low = middle
    else high = middle
  }
  return high
}

const shareAbove = (values: readonly number[], threshold: number) =>
  values.filter((value) => value >= threshold).length / values.length

/** People missed where at most 1 % of the strangers are named, as `rollcall evaluate` counts them. */
function missedFaces({ people, strangers }: Faces, map: Map, enrolled: number) {
  const all = people.map((mine) => mine.map(({ vector }) => map(vector)))
  const gallery = all.flatMap((mine, person) => mine.slice(0, enrolled).map((vector) => ({ person, vector })))
  const search = (probe: Float32Array) =>
    gallery.reduce(
      (best, { person, vector }) => {
        const similarity = dot(vector, probe)
        return similarity > best.similarity ? { person, similarity } : best
      },
      { person: -1, similarity: -1 },
    )
  const wrong = strangers.map(({ vector }) => search(map(vector)).similarity).sort((a, b) => b - a)
  const threshold = wrong[Math.floor(0.01 * wrong.length)]! + 1e-9
  const found = all.flatMap((mine, person) =>
    mine.slice(enrolled).map((probe) => {
      const best = search(probe)
      return best.person === person && best.similarity >= threshold
    }),
  )
  return { threshold, missed: found.filter((right) => !right).length / found.length }
}

function missedPairs({ people }: Faces, map: Map): number {
  const photos = people.flatMap((mine, person) => mine.map(({ vector }) => ({ person, vector: map(vector) })))
  const genuine: number[] = []
  const impostor: number[] = []
  for (const [index, a] of photos.entries()) {
    for (const b of photos.slice(index + 1)) {
      const similarities = a.person === b.person ? genuine : impostor
      similarities.push(dot(a.vector, b.vector))
    }
  }
  const threshold = impostor.sort((a, b) => b - a)[Math.floor(1e-4 * impostor.length)]!
  return genuine.filter((similarity) => similarity <= threshold).length / genuine.length
}

const rounded = (rates: object) =>
  Object.fromEntries(Object.entries(rates).map(([key, value]) => [key, Math.round(value * 1e4) / 1e4]))

if (import.meta.main) console.log(JSON.stringify(measureBalance(readGroups()!)))

import { createRandom } from '../../numeric/random.ts'
import { type EmbeddingSet, roles, rowsOf } from '../embedding-set.ts'
import { type Matrix, multiplyTransposed } from '../linear-algebra/matrix.ts'
import { type RankedPairs, rankPairs } from './roc.ts'

/** Which rows are compared: `first` and `second` are positions in `rows`, `persons` positions among `people` people. */
export interface PairPlan {
  readonly people: number
  /** Rows of the set. */
  readonly rows: readonly number[]
  /** Person of each of `rows`. */
  readonly persons: Int32Array
  readonly first: Int32Array
  readonly second: Int32Array
}

/** Rows and impostor pairs beyond this are left out at random: they would only cost time and memory. */
const maxRows = 3000
const maxImpostorPairs = 200_000

/** Tells whether one row may be in the gallery while the other is the probe; never two rows of one photo. */
export function comparable(set: EmbeddingSet, a: number, b: number): boolean {
  if (set.photos[a] === set.photos[b]) return false
  const [x, y] = [set.roles[a]!, set.roles[b]!]
  return ((x & roles.gallery) > 0 && (y & roles.probe) > 0) || ((x & roles.probe) > 0 && (y & roles.gallery) > 0)
}

/** Plans every comparable pair among the rows of the given people, in no particular order, each once. */
export function planPairs(set: EmbeddingSet, people: readonly number[], seed: number): PairPlan {
  const random = createRandom(seed)
  const all = rowsOf(set, people)
  const rows = all.length <= maxRows ? all : random.shuffle(all).slice(0, maxRows)
  const position = new Map(people.map((person, i) => [person, i]))
  const persons = Int32Array.from(rows, (i) => position.get(set.labels[i]!)!)
  const share = maxImpostorPairs / Math.max(1, (rows.length * (rows.length - 1)) / 2)
  const first: number[] = []
  const second: number[] = []
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) {
      if (persons[i] !== persons[j] && share < 1 && random.next() >= share) continue
      if (!comparable(set, rows[i]!, rows[j]!)) continue
      first.push(i)
      second.push(j)
    }
  }
  return { people: people.length, rows, persons, first: Int32Array.from(first), second: Int32Array.from(second) }
}

/** Tells whether a plan holds both pairs of one person and pairs of two. */
export function hasBothKinds({ persons, first, second }: PairPlan): boolean {
  const genuine = first.some((i, pair) => persons[i] === persons[second[pair]!])
  return genuine && first.some((i, pair) => persons[i] !== persons[second[pair]!])
}

/** Computes the similarity of every two rows of length 1. */
export function similarities(unit: Matrix): Matrix {
  return multiplyTransposed(unit, unit)
}

/** Ranks the plan's pairs by the similarities of its rows. */
export function rankPlan({ persons, first, second }: PairPlan, table: Matrix): RankedPairs {
  const scores = Float64Array.from(first, (i, pair) => table.data[i * table.columns + second[pair]!]!)
  return rankPairs(
    scores,
    first.map((i) => persons[i]!),
    second.map((i) => persons[i]!),
  )
}

import { type EmbeddingSet, roles } from '../embedding-set.ts'
import type { Matrix } from '../linear-algebra/matrix.ts'
import { comparable, type PairPlan } from './pairs.ts'

/** One search of a gallery that holds one photo per person. People are positions as in the plan. */
export interface Search {
  readonly person: number
  /** Similarity to the probe's own person; null for a stranger. */
  readonly own: number | null
  /** Highest similarity to anybody else. */
  readonly other: number
}

/**
 * Searches a gallery of the first photo of each person with several for every probe, those nearest to somebody else
 * first. Probes of people outside the gallery are strangers; so is, a second time, every other probe with its own
 * person taken out of the gallery.
 * @param table similarities of the plan's rows
 */
export function searchGallery(set: EmbeddingSet, plan: PairPlan, table: Matrix): Search[] {
  const gallery = chooseEnrolledRows(set, plan)
  const searches: Search[] = []
  plan.rows.forEach((probe, i) => {
    if ((set.roles[probe]! & roles.probe) === 0) return
    const person = plan.persons[i]!
    const template = gallery.get(person)
    if (template !== undefined && set.photos[plan.rows[template]!] === set.photos[probe]) return
    let other = -1
    for (const [somebody, position] of gallery) {
      if (somebody !== person) other = Math.max(other, table.data[i * table.columns + position]!)
    }
    const own = template === undefined ? null : table.data[i * table.columns + template]!
    searches.push({ person, own, other })
    if (own !== null) searches.push({ person, own: null, other })
  })
  return searches.sort((a, b) => b.other - a.other)
}

/** Finds the gallery photo of each person who also has a probe from another photo. */
function chooseEnrolledRows(set: EmbeddingSet, { rows, persons }: PairPlan): Map<number, number> {
  const gallery = new Map<number, number>()
  rows.forEach((i, position) => {
    const person = persons[position]!
    if ((set.roles[i]! & roles.gallery) > 0 && !gallery.has(person)) gallery.set(person, position)
  })
  const probed = new Set<number>()
  rows.forEach((i, position) => {
    const person = persons[position]!
    const template = gallery.get(person)
    if (template === undefined || (set.roles[i]! & roles.probe) === 0) return
    if (set.photos[i] !== set.photos[rows[template]!]) probed.add(person)
  })
  return new Map([...gallery].filter(([person]) => probed.has(person)))
}

/** Computes the share of known probes whose own person comes first, weighted by person; NaN without any. */
export function rankOne(searches: readonly Search[], weights: Float64Array): number {
  let right = 0
  let all = 0
  for (const { person, own, other } of searches) {
    if (own === null) continue
    all += weights[person]!
    if (own > other) right += weights[person]!
  }
  return right / all
}

/**
 * Computes FNIR at a given FPIR: the share of known probes not named rightly (not first, or not above the threshold),
 * at the lowest threshold that names at most that share of strangers. NaN without known probes or strangers.
 * @param searches in the order of `searchGallery`
 */
export function fnirAt(searches: readonly Search[], weights: Float64Array, fpir: number): number {
  let strangers = 0
  for (const { person, own } of searches) if (own === null) strangers += weights[person]!
  if (strangers === 0) return Number.NaN
  let budget = fpir * strangers + 1e-9
  let threshold = -1
  for (const { person, own, other } of searches) {
    if (own !== null) continue
    budget -= weights[person]!
    if (budget >= 0) continue
    threshold = other
    break
  }
  let missed = 0
  let all = 0
  for (const { person, own, other } of searches) {
    if (own === null) continue
    all += weights[person]!
    if (own <= other || own <= threshold) missed += weights[person]!
  }
  return missed / all
}

/** Whether the k nearest rows of other photos name the row's own person. */
export interface Vote {
  readonly person: number
  readonly right: boolean
}

/**
 * Lets the k nearest neighbours of every row vote, leaving it out itself, where its person has another comparable row.
 * Votes are weighted by similarity: with two photos per person most neighbours cannot be right, and should not outvote
 * the one who is.
 */
export function nearestNeighbours(set: EmbeddingSet, plan: PairPlan, table: Matrix, k: number): Vote[] {
  return plan.rows.flatMap((probe, i) => {
    if ((set.roles[probe]! & roles.probe) === 0) return []
    const person = plan.persons[i]!
    const others = plan.rows.flatMap((candidate, j) => {
      if ((set.roles[candidate]! & roles.gallery) === 0 || !comparable(set, candidate, probe)) return []
      return [{ person: plan.persons[j]!, similarity: table.data[i * table.columns + j]! }]
    })
    if (!others.some((other) => other.person === person)) return []
    const votes = new Map<number, number>()
    for (const near of others.sort((a, b) => b.similarity - a.similarity).slice(0, k)) {
      votes.set(near.person, (votes.get(near.person) ?? 0) + Math.max(0, near.similarity))
    }
    const [winner] = [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))
    return [{ person, right: winner === person }]
  })
}

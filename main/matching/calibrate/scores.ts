import type { PersonId, TemplateId } from '../../contract/entities.ts'
import type { Uniform } from '../../numeric/random.ts'
import { quantile } from '../../numeric/statistics.ts'
import { dot } from '../../numeric/vector.ts'
import type { GalleryEntry } from '../match.ts'

/** How similar a gallery's people are to themselves and to each other. */
export interface GalleryScores {
  readonly people: number
  /** Templates without copies; a second copy of the same one says nothing new. */
  readonly templates: number
  /** How many templates each person has. */
  readonly templatesOf: readonly number[]
  /** Similarities of templates of two people, with the people's indices: columns of one length. */
  readonly impostor: { readonly similarity: Float32Array; readonly first: Uint32Array; readonly second: Uint32Array }
  /**
   * For each template of a person with several, the best similarity to the person's other ones, as a probe would find.
   */
  readonly genuine: { readonly similarity: Float32Array; readonly person: Uint32Array; readonly others: Uint32Array }
  /** The most similar pairs of people, worst first. */
  readonly lookalikes: readonly LookalikePair[]
  /** For each person with several templates, the lowest of their genuine similarities, hardest first. */
  readonly hardest: readonly { readonly personId: PersonId; readonly similarity: number }[]
}

export interface LookalikePair {
  readonly people: readonly [PersonId, PersonId]
  readonly templates: readonly [TemplateId, TemplateId]
  readonly similarity: number
}

/** Two templates this similar are copies of one photo: between different photos 0.95 is rare even in one sitting. */
const minCopySimilarity = 0.999
/** For templates of 512 numbers: a second to compare, and as long again to bootstrap. */
const maxPairs = 1_000_000
const listed = 50

/**
 * Compares every template with every other one, or in a gallery with more than `maxPairs` pairs, of as many people as
 * fit, drawn by `random`.
 * @param entries of one model, unit length
 */
export function scoreGallery(entries: Iterable<GalleryEntry>, random: Uniform): GalleryScores {
  const people = samplePeople(groupTemplates(entries), random)
  const templates = people.reduce((sum, person) => sum + person.length, 0)
  const pairs = (templates ** 2 - people.reduce((sum, person) => sum + person.length ** 2, 0)) / 2
  const impostor = {
    similarity: new Float32Array(pairs),
    first: new Uint32Array(pairs),
    second: new Uint32Array(pairs),
  }
  const lookalikes: LookalikePair[] = []
  let at = 0
  for (const [first, mine] of people.entries()) {
    for (const [offset, theirs] of people.slice(first + 1).entries()) {
      let worst: LookalikePair | null = null
      for (const a of mine) {
        for (const b of theirs) {
          const similarity = dot(a.vector, b.vector)
          impostor.similarity[at] = similarity
          impostor.first[at] = first
          impostor.second[at++] = first + 1 + offset
          if (worst === null || similarity > worst.similarity) {
            worst = { people: [a.personId, b.personId], templates: [a.templateId, b.templateId], similarity }
          }
        }
      }
      keepWorst(lookalikes, worst!)
    }
  }
  const genuine = people.flatMap((mine, person) =>
    mine.length < 2
      ? []
      : mine.map((probe) => ({ person, others: mine.length - 1, similarity: bestOther(probe, mine) })),
  )
  return {
    people: people.length,
    templates,
    templatesOf: people.map((person) => person.length),
    impostor,
    genuine: {
      similarity: Float32Array.from(genuine, ({ similarity }) => similarity),
      person: Uint32Array.from(genuine, ({ person }) => person),
      others: Uint32Array.from(genuine, ({ others }) => others),
    },
    lookalikes,
    hardest: listHardest(people),
  }
}

/**
 * Describes how alike two different people are, by the middle two thirds of the pairs: whoever is enrolled twice and
 * twins count for nothing there.
 * @param similarity cosines, in any order
 * @returns their median, and how far the middle two thirds reach; both NaN of no pairs
 */
export function describeMiddle(similarity: Float32Array): { readonly level: number; readonly width: number } {
  const sorted = [...similarity.toSorted()]
  const [low, level, high] = [1 / 6, 1 / 2, 5 / 6].map((share) => quantile(sorted, share))
  return { level: level!, width: high! - low! }
}

/** Groups templates by person, without copies and without vectors that are not numbers. */
function groupTemplates(entries: Iterable<GalleryEntry>): GalleryEntry[][] {
  const people = new Map<PersonId, GalleryEntry[]>()
  for (const entry of entries) {
    if (!entry.vector.every(Number.isFinite)) continue
    const mine = people.get(entry.personId) ?? []
    if (mine.some(({ vector }) => dot(vector, entry.vector) > minCopySimilarity)) continue
    mine.push(entry)
    people.set(entry.personId, mine)
  }
  return [...people.values()]
}

function samplePeople(people: GalleryEntry[][], random: Uniform): GalleryEntry[][] {
  const templates = people.reduce((sum, person) => sum + person.length, 0)
  const share = Math.sqrt((2 * maxPairs) / templates ** 2)
  if (share >= 1) return people
  const shuffled = people.map((person) => ({ person, key: random() })).sort((a, b) => a.key - b.key)
  return shuffled.slice(0, Math.max(2, Math.floor(people.length * share))).map(({ person }) => person)
}

function bestOther(probe: GalleryEntry, mine: readonly GalleryEntry[]): number {
  return mine.reduce((best, other) => (other === probe ? best : Math.max(best, dot(probe.vector, other.vector))), -1)
}

function listHardest(people: readonly GalleryEntry[][]) {
  return people
    .filter((mine) => mine.length > 1)
    .map((mine) => ({
      personId: mine[0]!.personId,
      similarity: Math.min(...mine.map((probe) => bestOther(probe, mine))),
    }))
    .sort((a, b) => a.similarity - b.similarity)
    .slice(0, listed)
}

function keepWorst(list: LookalikePair[], pair: LookalikePair) {
  if (list.length === listed && pair.similarity <= list.at(-1)!.similarity) return
  const place = list.findIndex(({ similarity }) => similarity < pair.similarity)
  list.splice(place < 0 ? list.length : place, 0, pair)
  if (list.length > listed) list.pop()
}

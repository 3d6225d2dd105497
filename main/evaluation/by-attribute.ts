import type { Uniform } from '../numeric/random.ts'
import { wilsonInterval } from '../numeric/statistics.ts'
import { dot } from '../numeric/vector.ts'
import { bootstrap, type Interval } from './bootstrap.ts'
import type { LabelledFace } from './open-set.ts'

/** What a list says about people: of each by name, the value of every column that is filled in. */
export type Attributes = ReadonlyMap<string, ReadonlyMap<string, string>>

/** How often the faces of people who share a value are confused, and how often one person's faces are not matched. */
export interface ValueRates {
  readonly column: string
  readonly value: string
  readonly people: number
  /** Share of pairs of two people of this value that reach the threshold; null without such a pair. */
  readonly fmr: Rate | null
  /** Share of pairs of one person's photos that do not; null where nobody has two photos. */
  readonly fnmr: Rate | null
}

export interface Rate {
  readonly rate: number
  /** 95 %, by bootstrap over people; where nothing was seen, as if every person were one attempt. */
  readonly interval: Interval
  readonly pairs: number
  /** Whether too few people took part for the rate to say much. */
  readonly tooFew: boolean
}

/** With fewer people an error rate of a few per cent may have been missed altogether: the rule of three gives 10 %. */
export const minPeople = 30

interface Pair {
  readonly first: number
  readonly second: number
  readonly wrong: boolean
}

/**
 * The error rates at one threshold, by every column of a list and every value in it. Faces of people who are not in the
 * list take no part.
 */
export function judgeByAttribute(
  faces: readonly LabelledFace[],
  attributes: Attributes,
  threshold: number,
  random: Uniform,
  resamples = 1000,
): ValueRates[] {
  const byPerson = Map.groupBy(faces, ({ person }) => person)
  const columns = new Set([...attributes.values()].flatMap((values) => [...values.keys()]))
  return [...columns].flatMap((column) => {
    const people = [...byPerson.keys()].filter((person) => attributes.get(person)?.has(column))
    const byValue = Map.groupBy(people, (person) => attributes.get(person)!.get(column)!)
    return [...byValue]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([value, members]) => {
        const photos = members.map((person) => byPerson.get(person)!)
        const rate = (pairs: readonly Pair[]) => rateOf(pairs, members.length, random, resamples)
        return {
          column,
          value,
          people: members.length,
          fmr: rate(impostorPairs(photos, threshold)),
          fnmr: rate(genuinePairs(photos, threshold)),
        }
      })
  })
}

function impostorPairs(people: readonly (readonly LabelledFace[])[], threshold: number): Pair[] {
  return people.flatMap((mine, first) =>
    people
      .slice(first + 1)
      .flatMap((theirs, offset) =>
        mine.flatMap((a) =>
          theirs.map((b) => ({ first, second: first + 1 + offset, wrong: dot(a.vector, b.vector) >= threshold })),
        ),
      ),
  )
}

function genuinePairs(people: readonly (readonly LabelledFace[])[], threshold: number): Pair[] {
  return people.flatMap((mine, person) =>
    mine.flatMap((a, index) =>
      mine.slice(index + 1).map((b) => ({ first: person, second: person, wrong: dot(a.vector, b.vector) < threshold })),
    ),
  )
}

function rateOf(pairs: readonly Pair[], people: number, random: Uniform, resamples: number): Rate | null {
  if (pairs.length === 0) return null
  const taking = new Set(pairs.flatMap(({ first, second }) => [first, second])).size
  const wrong = pairs.filter((pair) => pair.wrong)
  const share = (drawn: Uint16Array) => weigh(wrong, drawn) / weigh(pairs, drawn)
  const interval: Interval =
    wrong.length === 0
      ? [0, wilsonInterval(0, taking)[1]]
      : bootstrap(people, resamples, random, (drawn) => [share(drawn)])[0]!
  return { rate: wrong.length / pairs.length, interval, pairs: pairs.length, tooFew: taking < minPeople }
}

/** How often the pairs are drawn with their people. */
function weigh(pairs: readonly Pair[], drawn: Uint16Array): number {
  return pairs.reduce(
    (sum, { first, second }) => sum + (first === second ? drawn[first]! : drawn[first]! * drawn[second]!),
    0,
  )
}

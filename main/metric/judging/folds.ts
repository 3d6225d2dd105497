import { AppError } from '../../contract/errors.ts'
import { createRandom } from '../../numeric/random.ts'
import { type EmbeddingSet, findPairedPeople } from '../embedding-set.ts'

/** The people of a fold (indices into `set.people`) by what they are used for. Nobody is in two lists. */
export interface Split {
  /** The map is fitted to them. */
  readonly train: readonly number[]
  /** Training people who are not fitted to: they stop training early and set the verification threshold. */
  readonly heldOut: readonly number[]
  /** Judged on, and seen in no other way. */
  readonly test: readonly number[]
}

/** Share of the training folds' people that is held out. */
const heldOutShare = 0.2

/**
 * Splits people into identity-disjoint folds: each person is tested in exactly one. People with several photos and
 * people with one are dealt out separately, so that every fold has its share of both.
 * @throws AppError `recipe-out-of-range` for fewer than two folds, `too-little-data` for fewer than two people with
 * several photos in a fold
 */
export function splitPeople(set: EmbeddingSet, folds: number, seed: number): Split[] {
  if (!Number.isInteger(folds) || folds < 2) throw new AppError('recipe-out-of-range', 'Choose at least two folds.')
  const { paired, single } = shuffleRows(set, seed)
  if (paired.length < 2 * folds) {
    throw new AppError(
      'too-little-data',
      `${folds} folds need ${2 * folds} people with two photos or more; there are ${paired.length}. Add photos or choose fewer folds.`,
      { details: { people: paired.length, folds } },
    )
  }
  return Array.from({ length: folds }, (_, fold) => {
    const inFold = (_: number, i: number) => i % folds === fold
    const outside = (_: number, i: number) => i % folds !== fold
    const test = [...paired.filter(inFold), ...single.filter(inFold)]
    return { ...holdOut(paired.filter(outside), single.filter(outside)), test }
  })
}

/**
 * Splits people for the map that is kept once the recipe has been judged: all but the held-out people train, and nobody
 * is tested.
 */
export function splitForKept(set: EmbeddingSet, seed: number): Split {
  const { paired, single } = shuffleRows(set, seed)
  return { ...holdOut(paired, single), test: [] }
}

function shuffleRows(set: EmbeddingSet, seed: number): { paired: number[]; single: number[] } {
  const random = createRandom(seed)
  const several = new Set(findPairedPeople(set))
  const everybody = set.people.map((_, person) => person)
  return {
    paired: random.shuffle(everybody.filter((person) => several.has(person))),
    single: random.shuffle(everybody.filter((person) => !several.has(person))),
  }
}

function holdOut(paired: readonly number[], single: readonly number[]): Pick<Split, 'train' | 'heldOut'> {
  const fromPaired = Math.floor(paired.length * heldOutShare)
  const fromSingle = Math.floor(single.length * heldOutShare)
  return {
    heldOut: [...paired.slice(0, fromPaired), ...single.slice(0, fromSingle)],
    train: [...paired.slice(fromPaired), ...single.slice(fromSingle)],
  }
}

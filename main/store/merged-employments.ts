import { type Employment, uniteEmployments } from '../contract/employment.ts'
import { sameJson } from './stored-json.ts'

/** What a merge did to employments. */
export interface MergedEmployments {
  /** Those of the person who was merged into the other. */
  readonly own: readonly Employment[]
  /** Those of the kept person, before and after. */
  readonly before: readonly Employment[]
  readonly after: readonly Employment[]
}

export function mergeEmployments(kept: readonly Employment[], own: readonly Employment[]): MergedEmployments {
  return { own, before: kept, after: uniteEmployments(kept, own) }
}

/**
 * Takes one merge out of those into one person.
 * @param undone the merge
 * @param later the merges into the same person since, oldest first
 * @returns the later ones as if that one had not been, and what the person has then; null where somebody has changed
 * the dates since, which then stay as they are
 */
export function unmergeEmployments(
  undone: MergedEmployments,
  later: readonly MergedEmployments[],
  now: readonly Employment[],
): { readonly later: readonly MergedEmployments[]; readonly now: readonly Employment[] } | null {
  let made = undone.after
  let kept = undone.before
  const redone: MergedEmployments[] = []
  for (const each of later) {
    if (!sameJson(each.before, made)) return null
    made = each.after
    const again = mergeEmployments(kept, each.own)
    redone.push(again)
    kept = again.after
  }
  return sameJson(made, now) ? { later: redone, now: kept } : null
}

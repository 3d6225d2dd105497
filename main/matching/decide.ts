import type { Match, Ranking } from './match.ts'

/** When a ranking names somebody. */
export interface DecisionRule {
  /** The lowest similarity at which a person is named. */
  readonly threshold: number
  /** The best person must lead every other one that reaches the threshold by this much. */
  readonly margin: number
}

/** Whom a probe shows: the contract's Decision before the people have names. */
export type Verdict =
  | { readonly kind: 'known'; readonly best: Match; readonly runnerUp: Match | null; readonly threshold: number }
  | { readonly kind: 'unknown'; readonly similarity: number | null; readonly threshold: number }
  /** Two or more people reach the threshold and are too close to each other; best first. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Match[]; readonly threshold: number }

/**
 * Names the best match if it reaches the threshold and no other person who reaches it is within the margin. A
 * similarity that is not a number counts as no match; a threshold or margin that is not one names nobody.
 */
export function decide(ranking: Ranking, { threshold, margin }: DecisionRule): Verdict {
  const [best, ...others] = ranking.filter(({ similarity }) => Number.isFinite(similarity))
  if (best === undefined || !(best.similarity >= threshold)) {
    return { kind: 'unknown', similarity: best?.similarity ?? null, threshold }
  }
  const rivals = others.filter(
    ({ personId, similarity }) =>
      personId !== best.personId && similarity >= threshold && !(best.similarity - similarity >= margin),
  )
  if (rivals.length > 0) return { kind: 'ambiguous', candidates: [best, ...rivals], threshold }
  return { kind: 'known', best, runnerUp: others.find(({ personId }) => personId !== best.personId) ?? null, threshold }
}

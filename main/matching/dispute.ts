import type { PersonId } from '../contract/entities.ts'
import type { Verdict } from './decide.ts'
import type { Ranking } from './match.ts'

/** A naming that the person in front of the camera denied. */
export interface Dispute {
  readonly personId: PersonId
  /** The runner-up of that time, if there was one. */
  readonly rivalId: PersonId | null
  readonly similarity: number
}

/** A person once named wrongly is named again only when this much more similar than at the wrong naming ... */
const lead = 0.02
/** ... and when the rival of that time is at least this far behind. */
const pairMargin = 0.15

/**
 * Keeps what "wrong person" promised: the wrong naming is not repeated on the same or weaker evidence, and the two
 * people who were mistaken for each other need a larger lead. What is held back becomes ambiguous, so that the person
 * is asked for the PIN: it may be a stranger, or the colleague whom another one has denied.
 */
export function respectDisputes(verdict: Verdict, ranking: Ranking, disputes: readonly Dispute[]): Verdict {
  if (verdict.kind !== 'known') return verdict
  const { best, threshold } = verdict
  for (const { personId, rivalId, similarity } of disputes) {
    if (best.personId !== personId && best.personId !== rivalId) continue
    const otherId = best.personId === personId ? rivalId : personId
    const other = ranking.find((match) => match.personId === otherId)
    if (other !== undefined && best.similarity - other.similarity < pairMargin) {
      return { kind: 'ambiguous', candidates: [best, other], threshold }
    }
    if (best.personId === personId && best.similarity < similarity + lead) {
      return { kind: 'ambiguous', candidates: [best], threshold }
    }
  }
  return verdict
}

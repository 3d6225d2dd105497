import type { PersonId, TemplateId } from '../contract/entities.ts'

/** One stored embedding, of unit length. */
export interface GalleryEntry {
  readonly templateId: TemplateId
  readonly personId: PersonId
  readonly vector: Float32Array
}

/** The template of a person that is most similar to the probe. */
export interface Match {
  readonly personId: PersonId
  readonly templateId: TemplateId
  /** Cosine, -1..1. */
  readonly similarity: number
}

/**
 * People by their best template, best first, each once. Ties go to the older template, so that the same gallery always
 * gives the same order.
 */
export type Ranking = readonly Match[]

/** Keeps the best `top` people of a stream of matches. */
export function createRanking(top: number): { offer(match: Match): void; worst(): number; ranking(): Match[] } {
  const best: Match[] = []
  return {
    offer(match) {
      if (Number.isNaN(match.similarity)) return
      const known = best.findIndex(({ personId }) => personId === match.personId)
      if (known >= 0) {
        if (!precedes(match, best[known]!)) return
        best.splice(known, 1)
      } else if (best.length === top) {
        if (top === 0 || !precedes(match, best[top - 1]!)) return
        best.pop()
      }
      let place = best.length
      while (place > 0 && precedes(match, best[place - 1]!)) place--
      best.splice(place, 0, match)
    },
    worst: () => (best.length < top ? -Infinity : (best.at(-1)?.similarity ?? Infinity)),
    ranking: () => best,
  }
}

function precedes(a: Match, b: Match): boolean {
  return a.similarity > b.similarity || (a.similarity === b.similarity && a.templateId < b.templateId)
}

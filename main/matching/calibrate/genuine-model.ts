import { type Reference, shareBelow } from './reference.ts'
import type { GalleryScores } from './scores.ts'

/** The reference's misses weigh as much as this many of the gallery's own. */
const priorMisses = 5

/**
 * Estimates the share of colleagues who are not recognised at a threshold: for each person, how often a probe misses a
 * person with as many templates on the reference, times how much more often the gallery's own templates miss each other
 * than the reference's would (a gamma-Poisson estimate, so that few templates say little).
 * @param drawn how often each person counts; once when null
 * @returns NaN when there is neither a reference nor a person with two templates
 */
export function estimateMisses(
  scores: GalleryScores,
  reference: Reference | null,
  threshold: number,
  drawn: Uint16Array | null = null,
): number {
  const { similarity, person, others } = scores.genuine
  let observed = 0
  let expected = 0
  let probes = 0
  for (let probe = 0; probe < similarity.length; probe++) {
    const weight = drawn === null ? 1 : drawn[person[probe]!]!
    probes += weight
    if (similarity[probe]! < threshold) observed += weight
    if (reference !== null) expected += weight * referenceMisses(reference, others[probe]!, threshold)
  }
  if (reference === null) return observed / probes
  const factor = (observed + priorMisses) / (expected + priorMisses)
  const perPerson = scores.templatesOf.map((templates) => referenceMisses(reference, templates, threshold))
  return Math.min(1, (factor * perPerson.reduce((sum, share) => sum + share, 0)) / Math.max(1, perPerson.length))
}

function referenceMisses({ genuine }: Reference, templates: number, threshold: number): number {
  return shareBelow(genuine[Math.min(templates, genuine.length) - 1]!, threshold)
}

import type { Liveness } from './entities.ts'

/** Least `real` of a living face where liveness is required; docs/liveness.md has the errors at this and other points. */
export const leastReal = 0.1
/** A cue this strong speaks for itself, whatever the model says. */
export const strongCue = 0.5

/** Whether a face may pass where liveness is required; `undecided` until it was watched for long enough. */
export function judgeLiveness(liveness: Liveness | null, least = leastReal): 'live' | 'not-live' | 'undecided' {
  if (liveness === null) return 'not-live'
  const { real, cues } = liveness
  if (cues.frozen === null) return 'undecided'
  const attacked = Math.max(cues.frozen, cues.planar ?? 0) >= strongCue
  return real >= least && !attacked ? 'live' : 'not-live'
}

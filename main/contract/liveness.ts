import type { Liveness } from './entities.ts'

/**
 * The lowest `real` of a living face where liveness is required; docs/liveness.md has the errors at this and other
 * points.
 */
export const minReal = 0.1
/** Tells whether an entry was written on poor evidence of a living person; PINs and manual entries give none. */
export function isDoubtful(liveness: number | null): boolean {
  return liveness !== null && liveness < minReal
}

/** A cue this strong is enough, whatever the model says. */
export const strongCue = 0.5

/**
 * Judges whether a face passes where liveness is required. `undecided` until it was watched for long enough; `still`
 * when only its lack of movement speaks against it, which a living person can change.
 */
export function judgeLiveness(
  liveness: Liveness | null,
  threshold = minReal,
): 'live' | 'still' | 'not-live' | 'undecided' {
  if (liveness === null) return 'not-live'
  const { real, cues } = liveness
  if (cues.frozen === null) return 'undecided'
  if ((cues.planar ?? 0) >= strongCue) return 'not-live'
  if (cues.frozen >= strongCue) return 'still'
  return real >= threshold ? 'live' : 'not-live'
}

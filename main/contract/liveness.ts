import type { Liveness } from './entities.ts'

/**
 * Least `real` of a living face where liveness is required; docs/liveness.md has the errors at this and other points.
 */
export const minReal = 0.1
/** Whether an entry was written on poor evidence that somebody alive stood there; PINs and hands give none. */
export function isDoubtful(liveness: number | null): boolean {
  return liveness !== null && liveness < minReal
}

/** A cue this strong speaks for itself, whatever the model says. */
export const strongCue = 0.5

/**
 * Whether a face may pass where liveness is required; `undecided` until it was watched for long enough, `still` when
 * all that speaks against it is that it does not move, which a living person can mend.
 */
export function judgeLiveness(liveness: Liveness | null, least = minReal): 'live' | 'still' | 'not-live' | 'undecided' {
  if (liveness === null) return 'not-live'
  const { real, cues } = liveness
  if (cues.frozen === null) return 'undecided'
  if ((cues.planar ?? 0) >= strongCue) return 'not-live'
  if (cues.frozen >= strongCue) return 'still'
  return real >= least ? 'live' : 'not-live'
}

import type { PersonId } from '../../../../main/contract/entities.ts'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'

/** Who stands before somebody's hours, as far as the camera tells. */
export interface Beholder {
  /** The face that stood there last without a doubt; null before any. */
  readonly track: number | null
  /** Since when nobody, or perhaps somebody else, stands there, in milliseconds; null while there is no doubt. */
  readonly doubtSince: number | null
}

export const nobodyYet: Beholder = { track: null, doubtSince: null }

/** Long enough to look down and up again, too short to read somebody else's hours. */
const doubtMs = 3_000

/**
 * Follows who looks at somebody's hours: the nearest face. Whoever was there at first may stay, known or not, and so
 * may the person themselves; anybody else who is named must go at once, and a face that nobody knows, or none, after a
 * moment.
 * @param now milliseconds @returns `gone` when the hours must not be shown any more
 */
export function watchBeholder(
  before: Beholder,
  faces: readonly FrameFace[],
  owner: PersonId,
  now: number,
): Beholder | 'gone' {
  const nearest = faces.toSorted((one, other) => other.box.width - one.box.width)[0]
  const named =
    nearest?.state.kind === 'decided' && nearest.state.decision.kind === 'known' ? nearest.state.decision : null
  if (nearest !== undefined && named?.person.id === owner) return { track: nearest.track, doubtSince: null }
  if (named !== null) return 'gone'
  if (nearest !== undefined && (before.track === null || nearest.track === before.track)) {
    return { track: nearest.track, doubtSince: null }
  }
  // A camera that has seen nobody at all does not see who stands there.
  if (before.track === null) return before
  const doubtSince = before.doubtSince ?? now
  return now - doubtSince < doubtMs ? { ...before, doubtSince } : 'gone'
}

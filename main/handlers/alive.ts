import type { FrameFace } from '../contract/frame-result.ts'
import { judgeLiveness } from '../contract/liveness.ts'
import type { Settings } from '../contract/settings.ts'
import { type ChallengeState, observeChallenge, startChallenge } from '../vision/challenge.ts'
import type { TrackedFace } from '../vision/vision.ts'

/** What the check for a living face says of one frame, and the challenge that goes on. */
export interface AliveAnswer {
  readonly kind: 'pass' | 'wait' | 'refuse'
  readonly challenge: ChallengeState | null
}

/**
 * Whether a known face may be written down. Passes at once unless liveness is required. What the passive check doubts is
 * asked to blink or to turn the head, if that is wanted; once asked, only the answer counts.
 * @param before the track's challenge so far
 * @param at when the frame was taken, milliseconds
 */
export function checkAlive(
  before: ChallengeState | null,
  face: TrackedFace,
  at: number,
  settings: Pick<Settings, 'liveness' | 'challenge'>,
  random: () => number,
): AliveAnswer {
  if (settings.liveness !== 'required') return { kind: 'pass', challenge: null }
  if (before !== null) {
    const challenge = observeChallenge(before, { eyesOpen: face.eyesOpen, yaw: face.pose?.yaw ?? null, at })
    const kind = challenge.kind === 'passed' ? 'pass' : challenge.kind === 'failed' ? 'refuse' : 'wait'
    return { kind, challenge }
  }
  switch (judgeLiveness(face.liveness)) {
    case 'live':
      return { kind: 'pass', challenge: null }
    case 'undecided':
      return { kind: 'wait', challenge: null }
    case 'not-live':
      if (!settings.challenge) return { kind: 'refuse', challenge: null }
      return { kind: 'wait', challenge: startChallenge(random() < 0.5 ? 'blink' : 'turn', random) }
  }
}

/** What to ask on screen. */
export function askedOf(state: ChallengeState | null): FrameFace['challenge'] {
  if (state?.kind !== 'pending') return null
  const { challenge } = state
  return challenge.kind === 'blink' ? { ...challenge, done: state.blinks } : { ...challenge }
}

import type { FrameFace } from '../contract/frame-result.ts'
import { judgeLiveness } from '../contract/liveness.ts'
import type { Settings } from '../contract/settings.ts'
import { type Challenge, type ChallengeState, canBlink, observeChallenge, startChallenge } from '../vision/challenge.ts'
import type { TrackedFace } from '../vision/vision.ts'

/** The liveness check's answer for one frame, with the challenge that is going on. */
export type AliveAnswer = { readonly challenge: ChallengeState | null } & (
  | { readonly kind: 'pass' | 'wait' }
  | { readonly kind: 'refuse'; readonly why: 'still' | 'picture' | 'challenge' }
)

/** Milliseconds between a failed challenge and the next, long enough to read the message. */
const pause = 4_000

/**
 * Decides whether a recognised face may be recorded: only after it was watched for the second that the liveness check
 * takes, unless that is off. As advice, the check then lets everybody pass and leaves its doubt in the entry. Where it
 * is required, a doubtful face is asked to blink or to turn the head, if the settings want that; from then on, only the
 * answer counts. After a failure the other challenge is given, because not everybody can do both. A face that is merely
 * too still is told to move.
 * @param before the track's challenge so far
 * @param at when the frame was captured, milliseconds
 */
export function checkAlive(
  before: ChallengeState | null,
  face: TrackedFace,
  at: number,
  settings: Pick<Settings, 'liveness' | 'challenge'>,
  random: () => number,
): AliveAnswer {
  if (settings.liveness === 'off') return { kind: 'pass', challenge: null }
  if (settings.liveness === 'advisory') {
    return { kind: judgeLiveness(face.liveness) === 'undecided' ? 'wait' : 'pass', challenge: null }
  }
  const ask = (wanted: Challenge['kind']): AliveAnswer => {
    const kind = canBlink(face.eyesOpen) ? wanted : 'turn'
    return { kind: 'wait', challenge: startChallenge(kind, random) }
  }
  if (before?.kind === 'failed' && at - before.at >= pause) {
    return ask(before.challenge.kind === 'blink' ? 'turn' : 'blink')
  }
  if (before !== null) {
    const challenge = observeChallenge(before, { eyesOpen: face.eyesOpen, yaw: face.pose?.yaw ?? null, at })
    if (challenge.kind === 'failed') return { kind: 'refuse', why: 'challenge', challenge }
    return { kind: challenge.kind === 'passed' ? 'pass' : 'wait', challenge }
  }
  switch (judgeLiveness(face.liveness)) {
    case 'live':
      return { kind: 'pass', challenge: null }
    case 'undecided':
      return { kind: 'wait', challenge: null }
    case 'still':
      return { kind: 'refuse', why: 'still', challenge: null }
    case 'not-live':
      if (!settings.challenge) return { kind: 'refuse', why: 'picture', challenge: null }
      return ask(random() < 0.5 ? 'blink' : 'turn')
  }
}

/** Converts a challenge to what the screen asks for. */
export function toAskedChallenge(state: ChallengeState | null): FrameFace['challenge'] {
  if (state?.kind !== 'pending') return null
  const { challenge } = state
  return challenge.kind === 'blink' ? { ...challenge, done: state.blinks } : { ...challenge }
}

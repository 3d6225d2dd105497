import type { FrameFace } from '../contract/frame-result.ts'
import { judgeLiveness } from '../contract/liveness.ts'
import type { Settings } from '../contract/settings.ts'
import { type Challenge, type ChallengeState, canBlink, observeChallenge, startChallenge } from '../vision/challenge.ts'
import type { TrackedFace } from '../vision/vision.ts'

/** What the liveness check remembers of a face. */
export interface Watched {
  /** The challenge that is going on. */
  readonly challenge: ChallengeState | null
  /** When the face first looked alive, milliseconds. */
  readonly aliveSince: number | null
}

/** The liveness check's answer for one frame, with what it remembers. */
export type AliveAnswer = Watched &
  ({ readonly kind: 'pass' | 'wait' } | { readonly kind: 'refuse'; readonly why: 'still' | 'picture' | 'challenge' })

/** How long a face that looks alive waits for `planar` to speak: of a picture in the hand it does so a moment later. */
const planarMilliseconds = 600
/** A blink proves nothing on a face that the model is sure is a picture: waved and bent prints seem to blink. */
const minRealAnswering = 0.01
/** Milliseconds between a failed challenge and the next, long enough to read the message. */
const pause = 4_000

/**
 * Decides whether a recognised face may be recorded: only after it was watched for the second that the liveness check
 * takes, unless that is off. As advice, the check then lets everybody pass and leaves its doubt in the entry. Where it
 * is required, a doubtful face is asked to blink or to turn the head, if the settings want that; from then on, only the
 * answer counts. After a failure the other challenge is given, because not everybody can do both. A face that is merely
 * too still is told to move.
 * @param before what was remembered of the track
 * @param at when the frame was captured, milliseconds
 */
export function checkAlive(
  before: Watched,
  face: TrackedFace,
  at: number,
  settings: Pick<Settings, 'liveness' | 'challenge'>,
  random: () => number,
): AliveAnswer {
  const { challenge: asked } = before
  if (settings.liveness === 'off') return { kind: 'pass', challenge: null, aliveSince: null }
  if (settings.liveness === 'advisory') {
    const kind = judgeLiveness(face.liveness) === 'undecided' ? 'wait' : 'pass'
    return { kind, challenge: null, aliveSince: null }
  }
  const ask = (wanted: Challenge['kind']): AliveAnswer => {
    const kind = canBlink(face.eyesOpen) ? wanted : 'turn'
    return { kind: 'wait', challenge: startChallenge(kind, random), aliveSince: null }
  }
  if (asked?.kind === 'failed' && at - asked.at >= pause) {
    return ask(asked.challenge.kind === 'blink' ? 'turn' : 'blink')
  }
  if (asked !== null) {
    const challenge = observeChallenge(asked, { eyesOpen: face.eyesOpen, yaw: face.pose?.yaw ?? null, at })
    const next = { challenge, aliveSince: null }
    if (challenge.kind === 'failed') return { kind: 'refuse', why: 'challenge', ...next }
    if (challenge.kind !== 'passed') return { kind: 'wait', ...next }
    if ((face.liveness?.real ?? 1) < minRealAnswering) return { kind: 'refuse', why: 'picture', ...next }
    return { kind: 'pass', ...next }
  }
  switch (judgeLiveness(face.liveness)) {
    case 'live': {
      const aliveSince = before.aliveSince ?? at
      const waits = face.liveness!.cues.planar === null && at - aliveSince < planarMilliseconds
      return { kind: waits ? 'wait' : 'pass', challenge: null, aliveSince }
    }
    case 'undecided':
      return { kind: 'wait', challenge: null, aliveSince: null }
    case 'still':
      return { kind: 'refuse', why: 'still', challenge: null, aliveSince: null }
    case 'not-live':
      if (!settings.challenge) return { kind: 'refuse', why: 'picture', challenge: null, aliveSince: null }
      return ask(random() < 0.5 ? 'blink' : 'turn')
  }
}

/** Converts a challenge to what the screen asks for. */
export function toAskedChallenge(state: ChallengeState | null): FrameFace['challenge'] {
  if (state?.kind !== 'pending') return null
  const { challenge } = state
  return challenge.kind === 'blink' ? { ...challenge, done: state.blinks } : { ...challenge }
}

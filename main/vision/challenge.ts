/** What a person is asked to do to show that they are alive. `left` and `right` are the person's own. */
export type Challenge =
  | { readonly kind: 'blink'; readonly times: number }
  | { readonly kind: 'turn'; readonly towards: 'left' | 'right' }

export type ChallengeState =
  | {
      readonly kind: 'pending'
      readonly challenge: Challenge
      /** When the first frame was taken, in milliseconds; null before it. */
      readonly since: number | null
      readonly closedSince: number | null
      readonly blinks: number
      /** Whether the face has looked ahead, with open eyes for a blink: every answer starts from there. */
      readonly ready: boolean
      readonly last: { readonly yaw: number; readonly at: number } | null
    }
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed'
      readonly challenge: Challenge
      readonly why: 'too-late' | 'other-way' | 'jumped'
      readonly at: number
    }

/** What one frame shows: `yaw` in degrees as in HeadPose, `at` in milliseconds; null where it is not known. */
export interface ChallengeFrame {
  readonly eyesOpen: number | null
  readonly yaw: number | null
  readonly at: number
}

const maxAnswerMs = 8_000
/** Chosen on photos, see docs/liveness.md. */
const minOpen = 0.7
const maxClosed = 0.3
/** A blink takes 100 to 400 ms, and longer when people are asked to. */
const maxBlinkMs = 1_200
/** Degrees. */
const maxAheadDegrees = 12
const minTurnDegrees = 22
/** Degrees between two frames, and degrees a millisecond: no head turns faster, but another picture can. */
const maxJumpDegrees = 35
const maxDegreesPerMs = 0.2

/** Tells whether a blink could be seen: eyes that look closed anyway, as behind sunglasses, cannot show one. */
export function canBlink(eyesOpen: number | null): boolean {
  return eyesOpen !== null && eyesOpen >= minOpen
}

/** Chooses what exactly is asked, so that a film made beforehand cannot answer it. @param random 0..1 */
export function startChallenge(kind: Challenge['kind'], random: () => number): ChallengeState {
  const challenge: Challenge =
    kind === 'blink'
      ? { kind, times: 1 + Math.floor(random() * 3) }
      : { kind, towards: random() < 0.5 ? 'left' : 'right' }
  return { kind: 'pending', challenge, since: null, closedSince: null, blinks: 0, ready: false, last: null }
}

/**
 * Follows the answer frame by frame. All frames must be of one track: when that ends, the challenge has failed. A state
 * that has passed or failed stays as it is.
 */
export function observeChallenge(state: ChallengeState, { eyesOpen, yaw, at }: ChallengeFrame): ChallengeState {
  if (state.kind !== 'pending') return state
  const { challenge, last } = state
  const since = state.since ?? at
  if (at - since > maxAnswerMs) return { kind: 'failed', challenge, why: 'too-late', at }
  if (yaw === null || (challenge.kind === 'blink' && eyesOpen === null)) return { ...state, since }
  if (last !== null && Math.abs(yaw - last.yaw) > Math.max(maxJumpDegrees, maxDegreesPerMs * (at - last.at))) {
    return { kind: 'failed', challenge, why: 'jumped', at }
  }
  const ready = state.ready || (Math.abs(yaw) <= maxAheadDegrees && (challenge.kind === 'turn' || canBlink(eyesOpen)))
  const next = { ...state, since, ready, last: { yaw, at } }
  if (!ready) return next
  return challenge.kind === 'blink'
    ? observeBlink(next, challenge.times, eyesOpen ?? 1, at)
    : observeTurn(next, challenge.towards, yaw, at)
}

type Pending = Extract<ChallengeState, { kind: 'pending' }>

function observeBlink(state: Pending, times: number, eyesOpen: number, at: number): ChallengeState {
  if (eyesOpen <= maxClosed) return { ...state, closedSince: state.closedSince ?? at }
  if (eyesOpen < minOpen || state.closedSince === null) return state
  const blinks = at - state.closedSince <= maxBlinkMs ? state.blinks + 1 : state.blinks
  return blinks >= times ? { kind: 'passed' } : { ...state, closedSince: null, blinks }
}

/** A face that turns to the right of the picture turns to its own left. */
function observeTurn(state: Pending, towards: 'left' | 'right', yaw: number, at: number): ChallengeState {
  if (Math.abs(yaw) < minTurnDegrees) return state
  const asked = yaw > 0 === (towards === 'left')
  return asked ? { kind: 'passed' } : { kind: 'failed', challenge: state.challenge, why: 'other-way', at }
}

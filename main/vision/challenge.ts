/** What somebody is asked to do. `left` and `right` are the person's own. */
export type Challenge =
  | { readonly kind: 'blink'; readonly times: number }
  | { readonly kind: 'turn'; readonly towards: 'left' | 'right' }

export type ChallengeState =
  | {
      readonly kind: 'pending'
      readonly challenge: Challenge
      /** Of the first frame; null before it. */
      readonly since: number | null
      readonly closedSince: number | null
      readonly blinks: number
      /** Whether the face has looked ahead, for a blink with open eyes: from there every answer starts. */
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

/** What one frame shows; null where it is not known. `yaw` in degrees as in HeadPose, `at` in milliseconds. */
export interface ChallengeFrame {
  readonly eyesOpen: number | null
  readonly yaw: number | null
  readonly at: number
}

const patience = 8_000
/** Chosen on photos, see docs/liveness.md. */
const open = 0.7
const closed = 0.3
/** Milliseconds; people close their eyes for 100 to 400 when they blink, and longer when they are asked to. */
const maxBlinkMs = 1_200
/** Degrees. */
const ahead = 12
const turned = 22
/** Degrees from one frame to the next, and degrees a millisecond: no head turns faster, another picture can. */
const jump = 35
const fastest = 0.2

/** Whether a blink could be seen: open eyes that look closed, as behind sunglasses, have nothing to close. */
export function canBlink(eyesOpen: number | null): boolean {
  return eyesOpen !== null && eyesOpen >= open
}

/** @param random 0..1, decides what exactly is asked, so that a film made beforehand does not answer it */
export function startChallenge(kind: Challenge['kind'], random: () => number): ChallengeState {
  const challenge: Challenge =
    kind === 'blink'
      ? { kind, times: 1 + Math.floor(random() * 3) }
      : { kind, towards: random() < 0.5 ? 'left' : 'right' }
  return { kind: 'pending', challenge, since: null, closedSince: null, blinks: 0, ready: false, last: null }
}

/**
 * Follows the answer frame by frame. Frames of one track only: when the track ends, the challenge has failed.
 * Passed and failed stay what they are.
 */
export function observeChallenge(state: ChallengeState, { eyesOpen, yaw, at }: ChallengeFrame): ChallengeState {
  if (state.kind !== 'pending') return state
  const { challenge, last } = state
  const since = state.since ?? at
  if (at - since > patience) return { kind: 'failed', challenge, why: 'too-late', at }
  if (yaw === null || (challenge.kind === 'blink' && eyesOpen === null)) return { ...state, since }
  if (last !== null && Math.abs(yaw - last.yaw) > Math.max(jump, fastest * (at - last.at))) {
    return { kind: 'failed', challenge, why: 'jumped', at }
  }
  const ready = state.ready || (Math.abs(yaw) <= ahead && (challenge.kind === 'turn' || canBlink(eyesOpen)))
  const next = { ...state, since, ready, last: { yaw, at } }
  if (!ready) return next
  return challenge.kind === 'blink'
    ? afterBlink(next, challenge.times, eyesOpen ?? 1, at)
    : afterTurn(next, challenge.towards, yaw, at)
}

type Pending = Extract<ChallengeState, { kind: 'pending' }>

function afterBlink(state: Pending, times: number, eyesOpen: number, at: number): ChallengeState {
  if (eyesOpen <= closed) return { ...state, closedSince: state.closedSince ?? at }
  if (eyesOpen < open || state.closedSince === null) return state
  const blinks = at - state.closedSince <= maxBlinkMs ? state.blinks + 1 : state.blinks
  return blinks >= times ? { kind: 'passed' } : { ...state, closedSince: null, blinks }
}

/** A face that turns to the right of the picture turns to its own left. */
function afterTurn(state: Pending, towards: 'left' | 'right', yaw: number, at: number): ChallengeState {
  if (Math.abs(yaw) < turned) return state
  const asked = yaw > 0 === (towards === 'left')
  return asked ? { kind: 'passed' } : { kind: 'failed', challenge: state.challenge, why: 'other-way', at }
}

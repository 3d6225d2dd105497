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
      /** Whether the face has looked ahead with open eyes, from where every answer starts. */
      readonly ready: boolean
      readonly lastYaw: number | null
    }
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly why: 'too-late' | 'other-way' | 'jumped' }

/** What one frame shows; null where it is not known. `yaw` in degrees as in HeadPose, `at` in milliseconds. */
export interface ChallengeFrame {
  readonly eyesOpen: number | null
  readonly yaw: number | null
  readonly at: number
}

const patience = 8_000
const open = 0.7
const closed = 0.3
/** Milliseconds; people close their eyes for 100 to 400 when they blink, and longer when they are asked to. */
const longestBlink = 1_200
/** Degrees. */
const ahead = 12
const turned = 22
/** A head cannot turn so far from one frame to the next; another picture can. */
const jump = 35

/** @param random 0..1, decides what exactly is asked, so that a film made beforehand does not answer it */
export function startChallenge(kind: Challenge['kind'], random: () => number): ChallengeState {
  const challenge: Challenge =
    kind === 'blink'
      ? { kind, times: 1 + Math.floor(random() * 3) }
      : { kind, towards: random() < 0.5 ? 'left' : 'right' }
  return { kind: 'pending', challenge, since: null, closedSince: null, blinks: 0, ready: false, lastYaw: null }
}

/**
 * Follows the answer frame by frame. Frames of one track only: when the track ends, the challenge has failed.
 * Passed and failed stay what they are.
 */
export function observeChallenge(state: ChallengeState, { eyesOpen, yaw, at }: ChallengeFrame): ChallengeState {
  if (state.kind !== 'pending') return state
  const since = state.since ?? at
  if (at - since > patience) return { kind: 'failed', why: 'too-late' }
  if (yaw === null || eyesOpen === null) return { ...state, since }
  if (state.lastYaw !== null && Math.abs(yaw - state.lastYaw) > jump) return { kind: 'failed', why: 'jumped' }
  const ready = state.ready || (Math.abs(yaw) <= ahead && eyesOpen >= open)
  const next = { ...state, since, ready, lastYaw: yaw }
  if (!ready) return next
  return state.challenge.kind === 'blink'
    ? afterBlink(next, state.challenge.times, eyesOpen, at)
    : afterTurn(next, state.challenge.towards, yaw)
}

type Pending = Extract<ChallengeState, { kind: 'pending' }>

function afterBlink(state: Pending, times: number, eyesOpen: number, at: number): ChallengeState {
  if (eyesOpen <= closed) return { ...state, closedSince: state.closedSince ?? at }
  if (eyesOpen < open || state.closedSince === null) return state
  const blinks = at - state.closedSince <= longestBlink ? state.blinks + 1 : state.blinks
  return blinks >= times ? { kind: 'passed' } : { ...state, closedSince: null, blinks }
}

/** A face that turns to the right of the picture turns to its own left. */
function afterTurn(state: Pending, towards: 'left' | 'right', yaw: number): ChallengeState {
  if (Math.abs(yaw) < turned) return state
  return yaw > 0 === (towards === 'left') ? { kind: 'passed' } : { kind: 'failed', why: 'other-way' }
}

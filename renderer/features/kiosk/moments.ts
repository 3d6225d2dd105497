import type { EventId, PersonRef } from '../../../main/contract/entities.ts'
import type { Direction } from '../../../main/contract/events.ts'
import type { FrameFace } from '../../../main/contract/frame-result.ts'

/** What the kiosk says to one person in front of it. */
export type Moment = {
  /** The same for as long as it is the same thing said to the same person. */
  readonly key: string
  /** Milliseconds; the moment goes when the time has come. */
  readonly until: number
} & (
  | {
      readonly kind: 'greeting'
      readonly event: EventId
      readonly person: PersonRef
      readonly direction: Direction
      readonly at: number
    }
  | { readonly kind: 'cooldown'; readonly person: PersonRef; readonly direction: Direction; readonly at: number }
  | { readonly kind: 'challenge'; readonly challenge: NonNullable<FrameFace['challenge']> }
  | { readonly kind: 'not-live'; readonly why: 'still' | 'picture' | 'challenge' }
  | { readonly kind: 'unknown' | 'ambiguous' }
)

/** A greeting stays for five seconds, also when the person has walked on, and longer while the face is there. */
const greetingTime = 5000
const adviceTime = 1200
/** No more than this is said at once. */
const maxMoments = 2

/**
 * The moments after a frame: new ones for what its faces bring, old ones until their time has come. `takenBack` are
 * events that are not to be spoken of any more, because somebody said "that is not me".
 */
export function nextMoments(
  before: readonly Moment[],
  faces: readonly FrameFace[],
  now: number,
  takenBack: ReadonlySet<EventId>,
): readonly Moment[] {
  const isGone = (moment: Moment) => moment.until <= now || (moment.kind === 'greeting' && takenBack.has(moment.event))
  const moments = new Map<string, Moment>()
  for (const moment of before) if (!isGone(moment)) moments.set(moment.key, moment)
  for (const face of faces) {
    const moment = momentOf(face, now)
    if (moment === null || isGone(moment)) continue
    const shown = moments.get(moment.key)
    if (shown?.kind === 'greeting') {
      // Once greeted, the greeting stays while the person stands there, whatever the later frames say.
      const same = moment.kind === 'greeting' && moment.event !== shown.event ? moment : shown
      moments.set(moment.key, { ...same, until: Math.max(same.until, now + adviceTime) })
    } else moments.set(moment.key, moment)
  }
  return [...moments.values()].slice(-maxMoments)
}

function momentOf(face: FrameFace, now: number): Moment | null {
  if (face.state.kind === 'looking') return null
  const { decision } = face.state
  const until = now + adviceTime
  if (decision.kind !== 'known') return { key: decision.kind, until, kind: decision.kind }
  const { person } = decision
  const key = `person ${person.id}`
  if (face.challenge !== null) return { key, until, kind: 'challenge', challenge: face.challenge }
  switch (face.attendance?.kind) {
    case 'recorded': {
      const { event, direction, at } = face.attendance
      return { key, until: now + greetingTime, kind: 'greeting', event, person, direction, at }
    }
    case 'cooldown':
      return { key, until, kind: 'cooldown', person, direction: face.attendance.direction, at: face.attendance.at }
    case 'not-live':
      return { key, until, kind: 'not-live', why: face.attendance.why }
    default:
      return null
  }
}

/**
 * Who a face is shown to be: nobody, as long as it was not let in or out; a photo of somebody is not given their name.
 */
export function shownPerson({ state, attendance }: FrameFace): PersonRef | null {
  if (state.kind === 'looking' || state.decision.kind !== 'known') return null
  return attendance === null || attendance.kind === 'not-live' ? null : state.decision.person
}

/** What is said in `after` and was not in `before`. */
export function freshMoments(before: readonly Moment[], after: readonly Moment[]): readonly Moment[] {
  return after.filter((moment) => !before.some((shown) => shown.key === moment.key && shown.kind === moment.kind))
}

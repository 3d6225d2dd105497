import type { Outside } from '../../../main/contract/employment.ts'
import type { EventId, PersonRef } from '../../../main/contract/entities.ts'
import type { Direction } from '../../../main/contract/events.ts'
import type { FrameFace } from '../../../main/contract/frame-result.ts'

/** A message of the kiosk to one person in front of it. */
export type Moment = {
  /** Stays the same while the same person is told the same. */
  readonly key: string
  /** When the message disappears, in milliseconds. */
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
  | { readonly kind: 'outside'; readonly person: PersonRef; readonly outside: Outside }
  | { readonly kind: 'challenge'; readonly challenge: NonNullable<FrameFace['challenge']> }
  | { readonly kind: 'not-live'; readonly why: 'still' | 'picture' | 'challenge' }
  | { readonly kind: 'unknown' | 'ambiguous' }
)

/** Milliseconds for which a greeting is shown, even when the person has walked on; longer while the face is there. */
const greetingTime = 5000
const adviceTime = 1200
/** How many messages are shown at the same time. */
const maxMoments = 2

/**
 * Updates the messages after a frame: new ones for its faces, old ones until their time is over. `takenBack` are events
 * that must not be mentioned any more, because somebody said "that is not me".
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
      // A greeting stays while the person is there, whatever later frames say.
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
    case 'coming':
    case 'left':
      return { key, until, kind: 'outside', person, outside: face.attendance }
    case 'not-live':
      return { key, until, kind: 'not-live', why: face.attendance.why }
    default:
      return null
  }
}

/**
 * Returns whose name a face is shown with: nobody's before an entry was recorded, so that a photo does not get the
 * name.
 */
export function findShownPerson({ state, attendance }: FrameFace): PersonRef | null {
  if (state.kind === 'looking' || state.decision.kind !== 'known') return null
  return attendance === null || attendance.kind === 'not-live' ? null : state.decision.person
}

/** Returns the messages of `after` that were not in `before`. */
export function freshMoments(before: readonly Moment[], after: readonly Moment[]): readonly Moment[] {
  return after.filter((moment) => !before.some((shown) => shown.key === moment.key && shown.kind === moment.kind))
}

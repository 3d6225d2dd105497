import type { Direction, PersonRef } from '../../../main/contract/entities.ts'
import type { FrameFace } from '../../../main/contract/frame-result.ts'

/** What the kiosk says to one person in front of it. */
export type Moment = {
  readonly track: number
  /** Milliseconds; the moment goes when the time has come. */
  readonly until: number
} & (
  | { readonly kind: 'greeting'; readonly person: PersonRef; readonly direction: Direction; readonly at: number }
  | { readonly kind: 'cooldown'; readonly person: PersonRef; readonly direction: Direction; readonly at: number }
  | { readonly kind: 'unknown' | 'ambiguous' | 'not-live' }
)

/** A greeting stays for five seconds, also when the person has walked on; advice only while the face is there. */
const greetingTime = 5000
const adviceTime = 1200
/** No more people than this are spoken to at once. */
const mostMoments = 3

/** The moments after a frame: new ones for what its faces bring, old ones until their time has come. */
export function nextMoments(before: readonly Moment[], faces: readonly FrameFace[], now: number): readonly Moment[] {
  const byTrack = new Map<number, Moment>()
  for (const moment of before) if (moment.until > now) byTrack.set(moment.track, moment)
  for (const face of faces) {
    const moment = momentOf(face, now)
    if (moment === null) continue
    const shown = byTrack.get(face.track)
    // A face that was just greeted is answered with "cooldown" from then on: the greeting stays.
    if (shown?.kind === 'greeting' && moment.kind === 'cooldown') continue
    byTrack.set(face.track, moment)
  }
  return [...byTrack.values()].slice(-mostMoments)
}

function momentOf(face: FrameFace, now: number): Moment | null {
  if (face.state.kind === 'looking') return null
  const { decision } = face.state
  const advice = { track: face.track, until: now + adviceTime }
  if (decision.kind !== 'known') return { ...advice, kind: decision.kind }
  const { person } = decision
  switch (face.attendance?.kind) {
    case 'recorded': {
      const { direction, at } = face.attendance
      return { track: face.track, until: now + greetingTime, kind: 'greeting', person, direction, at }
    }
    case 'cooldown':
      return { ...advice, kind: 'cooldown', person, direction: face.attendance.direction, at: face.attendance.at }
    case 'not-live':
      return { ...advice, kind: 'not-live' }
    default:
      return null
  }
}

/** Whether two lists say the same, so that the screen is drawn anew only when something changes. */
export function sameMoments(first: readonly Moment[], second: readonly Moment[]): boolean {
  return (
    first.length === second.length &&
    first.every((moment, index) => moment.kind === second[index]?.kind && moment.track === second[index].track)
  )
}

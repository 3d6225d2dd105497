import type { TimesheetDay } from '../../../main/contract/timesheets.ts'
import { midnight } from '../../data/dates.ts'

/** An interval of a day in minutes after its midnight; beyond 1440 on the next day. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** The end that is known, when the other is not; the interval is then drawn short. */
  readonly open: 'in' | 'out' | null
  readonly running: boolean
}

const minute = 60_000
/** How long an interval with an unknown end is drawn. */
const stub = 20
/** The part of the day that is always shown, in minutes. */
const least = { from: 8 * 60, to: 18 * 60 }

/** Returns the sessions of a day on its line; one that is going on ends at `now`. */
export function stretchesOf(day: TimesheetDay, now: number): readonly Stretch[] {
  const start = midnight(day.date)
  const minutes = (at: number) => (at - start) / minute
  return day.sessions.map((session) => {
    if (session.in === null) {
      const to = minutes(session.out?.at ?? start)
      return { from: to - stub, to, open: 'in', running: false }
    }
    const from = minutes(session.in.at)
    if (session.out !== null) return { from, to: minutes(session.out.at), open: null, running: false }
    if (session.running) return { from, to: Math.max(minutes(now), from), open: null, running: true }
    return { from, to: from + stub, open: 'out', running: false }
  })
}

/** Returns the planned times of a day on the same line. */
export function planOf(day: TimesheetDay): readonly { readonly from: number; readonly to: number }[] {
  const start = midnight(day.date)
  return day.plan.map(({ from, to }) => ({ from: (from - start) / minute, to: (to - start) / minute }))
}

/** Returns the smallest range of whole hours that contains all of these days. */
export function axisOf(days: readonly TimesheetDay[], now: number): { readonly from: number; readonly to: number } {
  const all = days.flatMap((day) => [...stretchesOf(day, now), ...planOf(day)])
  const from = Math.min(least.from, ...all.map((part) => part.from))
  const to = Math.max(least.to, ...all.map((part) => part.to))
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 }
}

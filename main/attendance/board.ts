import type { Instant } from '../contract/entities.ts'
import type { Presence, TimesheetDay } from '../contract/timesheet.ts'
import { applyCorrections, type CheckEvent } from './corrections.ts'
import { weekday } from './date.ts'
import type { PersonPlan } from './schedule.ts'
import { pairEntries } from './sessions.ts'
import { isOver, lateMinutes } from './timesheet.ts'
import { wallClock } from './zone.ts'

/**
 * Where somebody is at an instant, as far as the events tell.
 * @param events one person's, of the attendance day and the longest session before it, corrections included
 */
export function presenceAt(plan: PersonPlan, events: readonly CheckEvent[], now: Instant): Presence {
  const { entries } = applyCorrections(events)
  const past = entries.filter((entry) => entry.at <= now)
  const stays = pairEntries(past, (at) => plan.day(plan.dayOf(at)).policy, now)
  const day = plan.dayOf(now)
  const today = stays.filter((stay) => plan.dayOf((stay.in ?? stay.out)!.at) === day)
  const planned = plan.day(day)
  const last = stays.at(-1)
  if (last?.running) {
    const begun = plan.dayOf(last.in!.at)
    const first = stays.filter((stay) => plan.dayOf((stay.in ?? stay.out)!.at) === begun)
    return { kind: 'in', since: last.in!.at, lateMinutes: lateMinutes(plan.day(begun), first) }
  }
  const left = today.at(-1)
  if (left) return { kind: 'out', since: (left.out ?? left.in)!.at, lateMinutes: lateMinutes(planned, today) }
  if (planned.holiday !== null) return { kind: 'holiday', name: planned.holiday }
  if (planned.leave && (planned.expectedMinutes ?? 0) === 0) return { kind: 'leave', name: planned.leave.name }
  if (!planned.expectedMinutes) return { kind: 'off' }
  if (isOver(planned, now)) return { kind: 'absent' }
  const from = planned.intervals[0]?.from ?? null
  if (from === null || now <= from + planned.policy.graceLateMinutes * 60_000) return { kind: 'expected', from }
  return { kind: 'late', since: from }
}

/** How many first arrivals fall into each stretch of `step` minutes of the day, from local midnight on. */
export function arrivalsByTime(days: readonly TimesheetDay[], step: number): number[] {
  const counts = Array.from({ length: Math.ceil(1440 / step) }, () => 0)
  for (const { sessions } of days) {
    const arrival = sessions[0]?.in
    if (arrival) counts[Math.floor(wallClock(arrival.at, arrival.zone).minutes / step)]! += 1
  }
  return counts
}

/**
 * The time that closed and running sessions spend in each hour of the week, Monday 00:00 first, in hours: divided by the
 * number of weeks it is how many people are present on average. Hours are the wall clock's where the session began.
 */
export function presenceByHour(days: readonly TimesheetDay[], now: Instant): number[] {
  const hours = new Array<number>(168).fill(0)
  for (const { sessions } of days) {
    for (const session of sessions) {
      const end = session.running ? now : session.out?.at
      if (!session.in || end === undefined) continue
      for (let at = session.in.at as number; at < end; ) {
        const { day, minutes } = wallClock(at, session.in.zone)
        const until = Math.min(end, at + (60 - (minutes % 60)) * 60_000)
        hours[(weekday(day) - 1) * 24 + Math.floor(minutes / 60)]! += (until - at) / 3_600_000
        at = until
      }
    }
  }
  return hours
}

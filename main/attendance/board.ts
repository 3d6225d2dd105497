import type { Instant } from '../contract/entities.ts'
import type { Interval, Presence, TimesheetDay } from '../contract/timesheets.ts'
import { applyCorrections, type CheckEvent } from './corrections.ts'
import { weekday } from './date.ts'
import { dayOfStay } from './day-of-stay.ts'
import { countMissedTime } from './missed-time.ts'
import type { PersonPlan, PlannedDay } from './schedule.ts'
import { pairEntries, pairingRules } from './sessions.ts'
import { isOver } from './timesheet.ts'
import { wallClock } from './zone.ts'

/**
 * Whether a person is present at an instant, as far as the events tell.
 * @param events one person's, of the attendance day and the longest session before it, corrections included
 */
export function presenceAt(plan: PersonPlan, events: readonly CheckEvent[], now: Instant): Presence {
  const { entries } = applyCorrections(events)
  const past = entries.filter((entry) => entry.at <= now)
  const stays = pairEntries(past, pairingRules(plan), now)
  const day = plan.dayOf(now)
  const today = stays.filter((stay) => dayOfStay(plan, stay) === day)
  const planned = plan.day(day)
  const last = stays.at(-1)
  if (last?.running) {
    const begun = dayOfStay(plan, last)
    const first = stays.filter((stay) => dayOfStay(plan, stay) === begun)
    return { kind: 'in', since: last.in!.at, lateMinutes: countMissedTime(plan.day(begun), first, now).lateMinutes }
  }
  const left = today.at(-1)
  const awaited = left?.out && nextShift(planned, left.out.at, now)
  if (awaited && isLate(planned, awaited.from, now)) return { kind: 'late', since: awaited.from }
  if (left)
    return {
      kind: 'out',
      since: (left.out ?? left.in)!.at,
      lateMinutes: countMissedTime(planned, today, now).lateMinutes,
    }
  if (planned.holiday !== null) return { kind: 'holiday', name: planned.holiday }
  if (planned.leave && (planned.expectedMinutes ?? 0) === 0) return { kind: 'leave', name: planned.leave.name }
  if (!planned.expectedMinutes) return { kind: 'off' }
  if (isOver(planned, now)) return { kind: 'absent' }
  const from = planned.intervals[0]?.from ?? null
  if (from === null || !isLate(planned, from, now)) return { kind: 'expected', from }
  return { kind: 'late', since: from }
}

/** The later shift of the day that a person who left at `left` must come back for. */
function nextShift({ intervals }: PlannedDay, left: Instant, now: Instant): Interval | undefined {
  return intervals.slice(1).find(({ from, to }) => left <= from && now < to)
}

function isLate({ policy }: PlannedDay, from: Instant, now: Instant): boolean {
  return now > from + policy.graceLateMinutes * 60_000
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
 * The time that closed and running sessions spend in each hour of the week, Monday 00:00 first, in hours: divided by
 * the number of weeks it is how many people are present on average. Hours are the wall clock's where the session began.
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

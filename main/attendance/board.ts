import type { Instant } from '../contract/entities.ts'
import type { Presence, TimesheetDay } from '../contract/timesheet.ts'
import { applyCorrections, type CheckEvent } from './corrections.ts'
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
  if (left) return { kind: 'out', since: (left.out ?? left.in)!.at }
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

/** How many closed or running sessions reach into each stretch of `step` milliseconds from `from` on, `count` of them. */
export function presenceOver(
  days: readonly TimesheetDay[],
  from: Instant,
  step: number,
  count: number,
  now: Instant,
): number[] {
  const changes = new Array<number>(count + 1).fill(0)
  for (const { sessions } of days) {
    for (const session of sessions) {
      const end = session.running ? now : session.out?.at
      if (!session.in || end === undefined) continue
      const first = Math.max(0, Math.floor((session.in.at - from) / step))
      const last = Math.min(count - 1, Math.ceil((end - from) / step) - 1)
      if (last < first) continue
      changes[first]! += 1
      changes[last + 1]! -= 1
    }
  }
  let present = 0
  return changes.slice(0, count).map((change) => {
    present += change
    return present
  })
}

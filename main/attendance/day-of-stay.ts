import type { PersonPlan } from './schedule.ts'
import type { Stay } from './sessions.ts'
import { overlapMinutes } from './worktime.ts'
import { instantAt } from './zone.ts'

const minute = 60_000

/**
 * The attendance day that a stay belongs to: that in which it begins, or a later one when it shares more time with the
 * shifts of that. A stay that begins after midnight and lasts into the next day, or nobody knows how long, and shares
 * no time with any shift belongs to whichever is nearer, the last shift before it or the first one after. Holidays and
 * leave play no part in this.
 */
export function dayOfStay(plan: PersonPlan, { in: arrival, out: departure }: Pick<Stay, 'in' | 'out'>): number {
  const begin = plan.dayOf((arrival ?? departure)!.at)
  if (arrival === null) return begin
  const stay = { from: arrival.at, to: departure?.at ?? arrival.at }
  if (departure !== null && stay.to <= plan.day(begin).end) return begin
  let best = begin
  let most = 0
  for (let day = begin; day === begin || plan.day(day).start < stay.to; day++) {
    const shared = plan.day(day).shifts.reduce((sum, shift) => sum + overlapMinutes(shift, stay), 0)
    if (shared > most) {
      best = day
      most = shared
    }
  }
  return most === 0 && isNearerToNext(plan, begin, arrival.at) ? begin + 1 : best
}

/** Whether somebody who comes after midnight, on a day that began before it, comes for the next day's first shift. */
function isNearerToNext(plan: PersonPlan, day: number, at: number): boolean {
  const next = plan.day(day + 1).shifts[0]
  if (next === undefined) return false
  const { policy, shifts, maxSessionMinutes } = plan.day(day)
  const wait = next.from - at
  if (wait >= maxSessionMinutes * minute || at < instantAt(day + 1, 0, policy.zone)) return false
  const last = shifts.at(-1)
  return last === undefined || at - last.to > wait
}

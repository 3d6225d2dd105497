import { type Employment, type Standing, standingOn } from '../contract/employment.ts'
import type { Instant } from '../contract/entities.ts'
import { dateOf } from './date.ts'
import type { PersonPlan } from './schedule.ts'
import { wallClock } from './zone.ts'

/**
 * Whether somebody works here at an instant. Both the attendance day and the date on the wall count, so that nobody is
 * turned away who comes early on the first day, or goes home in the morning after the last night shift.
 */
export function standingAt(plan: PersonPlan, employments: readonly Employment[], at: Instant): Standing {
  const day = plan.dayOf(at)
  const { date, policy } = plan.day(day)
  const byDay = standingOn(employments, date)
  return byDay.kind === 'active' ? byDay : standingOn(employments, dateOf(wallClock(at, policy.zone).day))
}

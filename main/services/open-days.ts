import { dayFigures } from '../attendance/day-figures.ts'
import type { PersonPlan } from '../attendance/schedule.ts'
import { type DayRange, findNextChange, rowsOfDays } from '../attendance/timesheet.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { SlimEvent } from '../store/attendance.ts'

/** Computes the figures of a person's days that can still change. */
export type OpenDays = (
  person: PersonId,
  plan: PersonPlan,
  events: readonly SlimEvent[],
  days: DayRange,
  now: Instant,
) => Int16Array

interface Remembered extends DayRange {
  readonly plan: PersonPlan
  /** Their ids, in order. */
  readonly events: string
  readonly from: Instant
  readonly until: number
  readonly figures: Int16Array
}

/**
 * Creates the computation of open days. Results are kept while they hold: entries never change, so the same entries
 * give the same figures, until a known time at which they change by themselves.
 */
export function openDays(): OpenDays {
  const remembered = new Map<PersonId, Remembered>()
  return (person, plan, events, { first, last }, now) => {
    const ids = events.map(({ id }) => id).join()
    const before = remembered.get(person)
    if (
      before?.plan === plan &&
      before.first === first &&
      before.last === last &&
      before.events === ids &&
      before.from <= now &&
      now < before.until
    ) {
      return before.figures
    }
    const days = { first, last }
    const figures = dayFigures(rowsOfDays(plan, events, days, now))
    const until = findNextChange(plan, events, days, now)
    remembered.set(person, { plan, ...days, events: ids, from: now, until, figures })
    return figures
  }
}

import { dayFigures } from '../attendance/day-figures.ts'
import type { PersonPlan } from '../attendance/schedule.ts'
import { type DayRange, findNextChange, rowsOfDays } from '../attendance/timesheet.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { SlimEvent } from '../store/attendance.ts'

/** The figures of a person's days that are not settled yet. */
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
 * Works out open days, and remembers them while they stay as they are: entries never change,
 * so the same ones give the same figures, and until when time alone changes nothing is known.
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

import { setImmediate } from 'node:timers/promises'
import { dateOf } from '../attendance/date.ts'
import { datesOfMonth, digestOfDays, monthBefore, ownMonth } from '../attendance/own-month.ts'
import type { Output, Parsed } from '../contract/api.ts'
import { worksBetween } from '../contract/employment.ts'
import type { Instant } from '../contract/entities.ts'
import type { Confirmation, OwnMonth } from '../contract/hours.ts'
import { needsCheck } from '../contract/timesheets.ts'
import type { Worker } from '../store/attendance.ts'
import type { StoredConfirmation } from '../store/confirmations.ts'
import type { TimesheetSource } from './month-figures.ts'
import { timesheetOf, workersOf } from './timesheets.ts'

/** How many people are computed before the kiosk gets a turn. */
const batch = 50

/** Lists this month and the last one of somebody, newest first, where they worked here then or have an entry. */
export function readOwnMonths(source: TimesheetSource, worker: Worker): OwnMonth[] {
  const { store, rules, now } = source
  const plan = rules().planOf(worker)
  const today = dateOf(plan.dayOf(now() as Instant))
  const thisMonth = today.slice(0, 7)
  const requested = store.requests
    .list(true)
    .filter(({ draft }) => draft.personId === worker.id)
    .map(({ draft }) => dateOf(plan.dayOf(draft.at)))
  return [thisMonth, monthBefore(thisMonth)].flatMap((month) => {
    const dates = datesOfMonth(month)
    const { days } = timesheetOf(source, worker, dates)
    const isTheirs = worksBetween(worker.employments, dates.from, dates.to)
    if (!isTheirs && days.every(({ sessions }) => sessions.length === 0)) return []
    const own = ownMonth(month, days, today, (date) => requested.includes(date))
    const stored = store.confirmations.find(worker.id, month)
    return [{ ...own, confirmation: stored && compareConfirmed(stored, own.digest) }]
  })
}

/** Whether somebody can confirm a month: it is over, and no day of it must be looked at first. */
export function mayConfirm({ isFinished, days }: OwnMonth): boolean {
  return isFinished && !days.some(needsCheck)
}

/** @param digest of the figures as they are now */
export function compareConfirmed(stored: StoredConfirmation, digest: string): Confirmation {
  const { month, at, kiosk, workedMinutes } = stored
  return { month, at, kiosk, workedMinutes, changed: stored.digest !== digest }
}

/** Lists who has confirmed a month, and whether it is still what they confirmed. */
export async function listConfirmations(
  source: TimesheetSource,
  { month, scope }: Parsed<'hours.list'>,
): Promise<Output<'hours.list'>['people']> {
  const dates = datesOfMonth(month)
  const confirmations = source.store.confirmations.listOfMonth(month)
  const workers = workersOf(source, scope, dates).filter(({ id }) => confirmations.has(id))
  const people: Output<'hours.list'>['people'] = []
  for (const [index, worker] of workers.entries()) {
    const { person, days, totals } = timesheetOf(source, worker, dates)
    const confirmation = compareConfirmed(confirmations.get(worker.id)!, digestOfDays(days))
    people.push({ person, confirmation, workedMinutes: totals.workedMinutes })
    if (index % batch === batch - 1) await setImmediate()
  }
  return people
}

import { setImmediate } from 'node:timers/promises'
import { dateOf } from '../attendance/date.ts'
import { dayFigures, figuresOfDay } from '../attendance/day-figures.ts'
import type { PersonPlan } from '../attendance/schedule.ts'
import { timesheetDays, timesheetSpan } from '../attendance/timesheet.ts'
import type { LocalDate } from '../contract/attendance.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { CachedMonth, SlimEvent, Worker } from '../store/attendance.ts'
import type { Store } from '../store/open.ts'
import type { RulesInForce } from './rules.ts'

export interface TimesheetSource {
  readonly store: Store
  readonly rules: () => RulesInForce
  readonly now: () => number
}

/** What is worked out of a month: its days, the rules, and the instant it is seen from. */
interface MonthView {
  readonly store: Store
  readonly planOf: RulesInForce['planOf']
  readonly now: Instant
  /** Whatever began before this has ended by now, or was forgotten. */
  readonly settledBefore: Instant
  /** Days since 1970-01-01, both in the month. */
  readonly begin: number
  readonly end: number
}

/** So many people are worked out before the kiosk is let in. */
const batch = 100
/** Beyond so many people, their events are read in one go. */
const fewPeople = 200

/** Months since the year 0. */
export function monthOf(date: LocalDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

/** The number of a month's first day. */
export function monthBegin(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12) / 86_400_000
}

/**
 * Each worker's figures of a month until day `last`, from the month's first day on. Days that can no longer change come
 * out of the database; those that are there for the first time are put there.
 */
export async function monthFigures(
  source: TimesheetSource,
  workers: readonly Worker[],
  month: number,
  last: number,
): Promise<Int16Array[]> {
  const cached = await settledMonth(source, workers, month)
  const view = viewOf(source, month)
  const open = workers.filter(({ id }) => throughOf(view, cached.get(id)) < last)
  const events = open.length > fewPeople ? eventsOfAll(view, open, cached, last) : null
  const ahead = new Map<PersonPlan, Int16Array>()
  return workers.map((worker) => {
    const kept = cached.get(worker.id)
    const through = throughOf(view, kept)
    if (through >= last) return kept!.figures
    const plan = view.planOf(worker)
    const mine = events === null ? eventsOf(view, worker, plan, through + 1, last) : (events.get(worker.id) ?? [])
    const today = Math.max(through, Math.min(plan.dayOf(view.now), last))
    const end = plan.day(today).end
    if (mine.some(({ at }) => at >= end)) return joined(view, kept, [daysOf(view, plan, through + 1, last, mine)])
    // Days that are still to come are the same for all who share a plan.
    const figures = ahead.get(plan) ?? daysOf(view, plan, today + 1, last, [])
    ahead.set(plan, figures)
    return joined(view, kept, [daysOf(view, plan, through + 1, today, mine), figures])
  })
}

/**
 * The kept days of a month, after those that can no longer change were worked out. Between batches the kiosk is let
 * in: what it writes meanwhile makes its person's days be looked at again.
 */
async function settledMonth(
  source: TimesheetSource,
  workers: readonly Worker[],
  month: number,
): Promise<Map<PersonId, CachedMonth>> {
  for (;;) {
    const view = viewOf(source, month)
    const cached = view.store.attendance.months(month)
    const jobs = workers.flatMap((worker) => {
      const plan = view.planOf(worker)
      const through = throughOf(view, cached.get(worker.id))
      const settled = Math.min(plan.dayOf(view.settledBefore) - 1, view.end)
      return through < settled ? [{ worker, plan, through, settled }] : []
    })
    if (jobs.length === 0) return cached
    const rows = jobs.slice(0, batch).map(({ worker, plan, through, settled }) => {
      const mine = eventsOf(view, worker, plan, through + 1, settled)
      const added = daysOf(view, plan, through + 1, settled, mine)
      return { personId: worker.id, through: settled, figures: joined(view, cached.get(worker.id), [added]) }
    })
    view.store.attendance.keepMonths(month, rows)
    await setImmediate()
  }
}

function viewOf({ store, rules, now }: TimesheetSource, month: number): MonthView {
  const { planOf, longestSession } = rules()
  const at = now() as Instant
  return {
    store,
    planOf,
    now: at,
    settledBefore: (at - longestSession) as Instant,
    begin: monthBegin(month),
    end: monthBegin(month + 1) - 1,
  }
}

/** The last day of a month that holds in the cache; the day before the month when none does. */
function throughOf({ begin }: MonthView, kept: CachedMonth | undefined): number {
  return Math.max(kept?.through ?? Number.NEGATIVE_INFINITY, begin - 1)
}

/** The events of all that is open, of everybody. */
function eventsOfAll(
  view: MonthView,
  open: readonly Worker[],
  cached: ReadonlyMap<PersonId, CachedMonth>,
  last: number,
): Map<PersonId, SlimEvent[]> {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  const firstByPlan = new Map<PersonPlan, number>()
  for (const worker of open) {
    const plan = view.planOf(worker)
    const first = throughOf(view, cached.get(worker.id)) + 1
    firstByPlan.set(plan, Math.min(first, firstByPlan.get(plan) ?? first))
  }
  for (const [plan, first] of firstByPlan) {
    const span = timesheetSpan(plan, { from: dateOf(first), to: dateOf(last) })
    from = Math.min(from, span.from)
    to = Math.max(to, span.to)
  }
  return view.store.attendance.slimOfAll(from as Instant, to as Instant)
}

function eventsOf({ store }: MonthView, { id }: Worker, plan: PersonPlan, first: number, last: number): SlimEvent[] {
  const { from, to } = timesheetSpan(plan, { from: dateOf(first), to: dateOf(last) })
  return store.attendance.slim(id, from, to)
}

function daysOf(
  { now }: MonthView,
  plan: PersonPlan,
  first: number,
  last: number,
  events: readonly SlimEvent[],
): Int16Array {
  if (first > last) return new Int16Array()
  return dayFigures(timesheetDays(plan, events, { from: dateOf(first), to: dateOf(last) }, now))
}

/** The figures that hold, and then the others. */
function joined(view: MonthView, kept: CachedMonth | undefined, added: readonly Int16Array[]): Int16Array {
  const holding = (throughOf(view, kept) - view.begin + 1) * figuresOfDay
  const figures = new Int16Array(added.reduce((length, part) => length + part.length, holding))
  if (kept) figures.set(kept.figures.subarray(0, holding))
  let at = holding
  for (const part of added) {
    figures.set(part, at)
    at += part.length
  }
  return figures
}

import { setImmediate } from 'node:timers/promises'
import { dayFigures, figuresOfDay } from '../attendance/day-figures.ts'
import type { PersonPlan } from '../attendance/schedule.ts'
import { type DayRange, rowsOfDays, spanOfDays } from '../attendance/timesheet.ts'
import type { LocalDate } from '../contract/attendance-rules.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { CachedMonth, SlimEvent, Worker } from '../store/attendance.ts'
import { ifWritable } from '../store/if-writable.ts'
import type { Store } from '../store/open.ts'
import type { OpenDays } from './open-days.ts'
import type { RulesInForce } from './rules.ts'

export interface TimesheetSource {
  readonly store: Store
  readonly rules: () => RulesInForce
  readonly now: () => number
}

/** What a group's months come from. */
export interface GroupSource extends TimesheetSource {
  readonly openDays: OpenDays
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

/** People worked out, and kept in one transaction, before the kiosk is let in. */
const batch = 200
/** With more people than this, their events are read in one go. */
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
  source: GroupSource,
  workers: readonly Worker[],
  month: number,
  last: number,
): Promise<Int16Array[]> {
  const cached = await readSettledMonth(source, workers, month)
  const view = viewOf(source, month)
  const open = workers.filter(({ id }) => throughOf(view, cached.get(id)) < last)
  const all = open.length > fewPeople ? readEvents(view, open, cached, last) : null
  const ahead = new Map<PersonPlan, Int16Array>()
  return workers.map((worker) => {
    const kept = cached.get(worker.id)
    const through = throughOf(view, kept)
    if (through >= last) return kept!.figures
    const plan = view.planOf(worker)
    const mine = eventsOf(view, all, worker, plan, { first: through + 1, last })
    const today = Math.max(through, Math.min(plan.dayOf(view.now), last))
    const end = plan.day(today).end
    if (mine.some(({ at }) => at >= end)) return joinMonth(view, kept, [daysOf(view, plan, through + 1, last, mine)])
    // Whoever came before a day begins may already be here for its shift. Days after that are the same for all who
    // share a plan.
    const tomorrow = Math.min(today + 1, last)
    const figures = ahead.get(plan) ?? daysOf(view, plan, tomorrow + 1, last, [])
    ahead.set(plan, figures)
    const open = source.openDays(worker.id, plan, mine, { first: through + 1, last: tomorrow }, view.now)
    return joinMonth(view, kept, [open, figures])
  })
}

/**
 * The kept days of a month, after those that can no longer change were worked out. Between batches the kiosk is let
 * in: what it writes meanwhile makes its person's days be looked at again.
 */
async function readSettledMonth(
  source: TimesheetSource,
  workers: readonly Worker[],
  month: number,
): Promise<Map<PersonId, CachedMonth>> {
  let all: ReadEvents | null = null
  let portion = batch
  for (;;) {
    const view = viewOf(source, month)
    const { store } = view
    const cached = store.attendance.readMonths(month)
    const jobs = workers.flatMap((worker) => {
      const plan = view.planOf(worker)
      const through = throughOf(view, cached.get(worker.id))
      const settled = Math.min(plan.dayOf(view.settledBefore) - 1, view.end)
      return through < settled ? [{ worker, plan, through, settled }] : []
    })
    if (jobs.length === 0) return cached
    if (all?.revision !== store.attendance.readRevision()) {
      const open = jobs.map(({ worker }) => worker)
      const last = jobs.reduce((most, { settled }) => Math.max(most, settled), view.begin)
      all = jobs.length > fewPeople ? readEvents(view, open, cached, last) : null
    }
    const rows = jobs.slice(0, portion).map(({ worker, plan, through, settled }) => {
      const mine = eventsOf(view, all, worker, plan, { first: through + 1, last: settled })
      const added = daysOf(view, plan, through + 1, settled, mine)
      return { personId: worker.id, through: settled, figures: joinMonth(view, cached.get(worker.id), [added]) }
    })
    const kept = ifWritable(() => store.attendance.keepMonths(month, rows))
    for (const row of rows) cached.set(row.personId, row)
    if (jobs.length <= portion) return cached
    // On a full disk the next portion would find nothing of this one, so that all are worked out at once.
    if (!kept) portion = jobs.length
    await setImmediate()
  }
}

function viewOf({ store, rules, now }: TimesheetSource, month: number): MonthView {
  const { planOf, maxSession } = rules()
  const at = now() as Instant
  return {
    store,
    planOf,
    now: at,
    settledBefore: (at - maxSession) as Instant,
    begin: monthBegin(month),
    end: monthBegin(month + 1) - 1,
  }
}

/** The last day of a month that holds in the cache; the day before the month when none does. */
function throughOf({ begin }: MonthView, kept: CachedMonth | undefined): number {
  return Math.max(kept?.through ?? Number.NEGATIVE_INFINITY, begin - 1)
}

/** Everybody's events in a stretch of time. */
interface ReadEvents {
  readonly from: number
  readonly to: number
  /** Of the events that were there then. */
  readonly revision: string
  readonly byPerson: ReadonlyMap<PersonId, SlimEvent[]>
}

/** The events of all that is open, in one go: person by person, every page of the database would be read many times. */
function readEvents(
  view: MonthView,
  open: readonly Worker[],
  cached: ReadonlyMap<PersonId, CachedMonth>,
  last: number,
): ReadEvents {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  const firstByPlan = new Map<PersonPlan, number>()
  for (const worker of open) {
    const plan = view.planOf(worker)
    const first = throughOf(view, cached.get(worker.id)) + 1
    firstByPlan.set(plan, Math.min(first, firstByPlan.get(plan) ?? first))
  }
  for (const [plan, first] of firstByPlan) {
    const span = spanOfDays(plan, { first, last })
    from = Math.min(from, span.from)
    to = Math.max(to, span.to)
  }
  const { attendance } = view.store
  return {
    from,
    to,
    revision: attendance.readRevision(),
    byPerson: attendance.listSlimOfAll(from as Instant, to as Instant),
  }
}

/** A person's events for some days, out of what was read for everybody where that is enough. */
function eventsOf(
  { store }: MonthView,
  all: ReadEvents | null,
  { id }: Worker,
  plan: PersonPlan,
  days: DayRange,
): readonly SlimEvent[] {
  const { from, to } = spanOfDays(plan, days)
  if (all !== null && all.from <= from && to <= all.to) return all.byPerson.get(id) ?? []
  return store.attendance.listSlim(id, from, to)
}

function daysOf(
  { now }: MonthView,
  plan: PersonPlan,
  first: number,
  last: number,
  events: readonly SlimEvent[],
): Int16Array {
  if (first > last) return new Int16Array()
  return dayFigures(rowsOfDays(plan, events, { first, last }, now))
}

/** The figures that hold, and then the others. */
function joinMonth(view: MonthView, kept: CachedMonth | undefined, added: readonly Int16Array[]): Int16Array {
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

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

/** Where the months of a group are read from. */
export interface GroupSource extends TimesheetSource {
  readonly openDays: OpenDays
}

/** A month to be computed: its days, the rules, and the instant of computing. */
interface MonthView {
  readonly store: Store
  readonly planOf: RulesInForce['planOf']
  readonly now: Instant
  /** Sessions that began earlier have ended, or were forgotten. */
  readonly settledBefore: Instant
  /** Days since 1970-01-01, both in the month. */
  readonly begin: number
  readonly end: number
}

/** How many people are computed and stored in one transaction before the kiosk gets a turn. */
const batch = 200
/** For more people than this, all events are read at once. */
const fewPeople = 200

/** Counts months since the year 0. */
export function monthOf(date: LocalDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

/** Returns the number of a month's first day. */
export function monthBegin(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12) / 86_400_000
}

/**
 * Computes each worker's figures of a month up to day `last`. Days that can no longer change are read from the
 * database; new ones among them are stored there.
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
    // Somebody may already have come for a shift that begins tomorrow. Later days are the same for all who share a
    // plan.
    const tomorrow = Math.min(today + 1, last)
    const figures = ahead.get(plan) ?? daysOf(view, plan, tomorrow + 1, last, [])
    ahead.set(plan, figures)
    const open = source.openDays(worker.id, plan, mine, { first: through + 1, last: tomorrow }, view.now)
    return joinMonth(view, kept, [open, figures])
  })
}

/**
 * Computes and stores the days of a month that can no longer change, then reads them. Between batches the kiosk gets a
 * turn; what it writes makes its person's days be read again.
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
    // On a full disk the next portion would not find this one, so all are computed at once.
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

/** Returns the last day of a month that the cache holds; the day before the month when it holds none. */
function throughOf({ begin }: MonthView, kept: CachedMonth | undefined): number {
  return Math.max(kept?.through ?? Number.NEGATIVE_INFINITY, begin - 1)
}

/** Everybody's events in an interval. */
interface ReadEvents {
  readonly from: number
  readonly to: number
  /** Revision of the events when they were read. */
  readonly revision: string
  readonly byPerson: ReadonlyMap<PersonId, SlimEvent[]>
}

/** Reads the events of all open days at once; person by person, every page of the database would be read many times. */
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

/** Returns a person's events for some days, from those read for everybody where they suffice. */
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

/** Joins the stored figures and the new ones. */
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

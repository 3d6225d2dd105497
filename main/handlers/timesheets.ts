import { setImmediate } from 'node:timers/promises'
import { dateOf, dayNumber } from '../attendance/date.ts'
import { addDay, dayFigures, figuresOfDay } from '../attendance/day-figures.ts'
import type { PersonPlan } from '../attendance/schedule.ts'
import { timesheet } from '../attendance/table.ts'
import { type DateRange, timesheetDays, timesheetSpan } from '../attendance/timesheet.ts'
import type { AttendanceScope } from '../contract/api/attendance.ts'
import type { LocalDate } from '../contract/attendance.ts'
import type { Instant } from '../contract/entities.ts'
import type { Interval, Timesheet, TimesheetDay } from '../contract/timesheet.ts'
import type { CachedMonth, SlimEvent, Worker } from '../store/attendance.ts'
import type { Store } from '../store/open.ts'
import type { RulesInForce } from './rules.ts'

export interface TimesheetSource {
  readonly store: Store
  readonly rules: () => RulesInForce
  readonly now: () => number
}

/** Sums of `figuresOfDay` numbers. */
export interface GroupSums {
  readonly people: readonly { readonly worker: Worker; readonly sum: Float64Array }[]
  readonly days: readonly Float64Array[]
}

/** So many people are worked out before the kiosk is let in. */
const batch = 100
/** Beyond so many people, their events are read in one go. */
const fewPeople = 200

export function workersOf({ store }: TimesheetSource, scope: AttendanceScope): Worker[] {
  if (scope.kind === 'person') return [store.attendance.worker(scope.personId)]
  return store.attendance.workers(scope.kind === 'group' ? scope.group : null)
}

/** One person's timesheet. @throws AppError `person-not-found` */
export function timesheetOf(source: TimesheetSource, worker: Worker, range: DateRange): Timesheet {
  const plan = source.rules().planOf(worker)
  const { from, to } = timesheetSpan(plan, range)
  const events = source.store.attendance.slim(worker.id, from, to)
  const days = timesheetDays(plan, events, range, source.now() as Instant)
  return timesheet({ id: worker.id, name: worker.name, employeeNumber: worker.employeeNumber }, days)
}

/** The sums of people and of days. Days that can no longer change are kept in the database and not worked out again. */
export async function groupSums(
  source: TimesheetSource,
  workers: readonly Worker[],
  range: DateRange,
): Promise<GroupSums> {
  const from = dayNumber(range.from)
  const to = dayNumber(range.to)
  const people = workers.map((worker) => ({ worker, sum: new Float64Array(figuresOfDay) }))
  const days = Array.from({ length: to - from + 1 }, () => new Float64Array(figuresOfDay))
  for (let month = monthOf(range.from); month <= monthOf(range.to); month++) {
    const begin = monthBegin(month)
    const first = Math.max(from, begin)
    const last = Math.min(to, monthBegin(month + 1) - 1)
    await settleMonth(source, workers, month)
    const figures = monthFigures(source, workers, month, last)
    for (const [index, { sum }] of people.entries()) {
      const mine = figures[index]!
      for (let day = first; day <= last; day++) {
        addDay(sum, mine, day - begin)
        addDay(days[day - from]!, mine, day - begin)
      }
    }
  }
  return { people, days }
}

/**
 * Works out and keeps the days of a month that can no longer change. Between batches the kiosk is let in: what it
 * writes meanwhile makes its person's days be looked at again.
 */
async function settleMonth(source: TimesheetSource, workers: readonly Worker[], month: number): Promise<void> {
  const { store, rules } = source
  for (;;) {
    const { planOf } = rules()
    const cached = store.attendance.months(month)
    const jobs = workers
      .map((worker) => {
        const plan = planOf(worker)
        return {
          worker,
          plan,
          through: throughOf(cached.get(worker.id), month),
          settled: settledDay(source, plan, month),
        }
      })
      .filter(({ through, settled }) => through < settled)
    if (jobs.length === 0) return
    const kept = jobs.slice(0, batch).map(({ worker, plan, through, settled }) => {
      const range = { from: dateOf(through + 1), to: dateOf(settled) }
      const added = daysOf(source, worker, plan, range)
      return { personId: worker.id, through: settled, figures: joined(cached.get(worker.id), month, added) }
    })
    store.attendance.keepMonths(month, kept)
    await setImmediate()
  }
}

/** Each worker's figures of a month until `last`, from the month's first day on. */
function monthFigures(source: TimesheetSource, workers: readonly Worker[], month: number, last: number): Int16Array[] {
  const { store, rules } = source
  const { planOf } = rules()
  const cached = store.attendance.months(month)
  const open = workers.filter((worker) => throughOf(cached.get(worker.id), month) < last)
  const rangeOf = (worker: Worker) => ({
    from: dateOf(throughOf(cached.get(worker.id), month) + 1),
    to: dateOf(last),
  })
  const events =
    open.length > fewPeople
      ? eventsOfAll(
          source,
          open.map((worker) => timesheetSpan(planOf(worker), rangeOf(worker))),
        )
      : null
  return workers.map((worker) => {
    const kept = cached.get(worker.id)
    if (throughOf(kept, month) >= last) return kept!.figures
    const mine = events === null ? undefined : (events.get(worker.id) ?? [])
    return joined(kept, month, daysOf(source, worker, planOf(worker), rangeOf(worker), mine))
  })
}

function eventsOfAll({ store }: TimesheetSource, spans: readonly Interval[]) {
  const from = spans.reduce((least, span) => Math.min(least, span.from), Number.POSITIVE_INFINITY)
  const to = spans.reduce((most, span) => Math.max(most, span.to), Number.NEGATIVE_INFINITY)
  return store.attendance.slimOfAll(from as Instant, to as Instant)
}

function daysOf(
  { store, now }: TimesheetSource,
  worker: Worker,
  plan: PersonPlan,
  range: DateRange,
  events?: readonly SlimEvent[],
): TimesheetDay[] {
  const { from, to } = timesheetSpan(plan, range)
  return timesheetDays(plan, events ?? store.attendance.slim(worker.id, from, to), range, now() as Instant)
}

/** The last day of a month that holds in the cache; the day before the month when none does. */
function throughOf(kept: CachedMonth | undefined, month: number): number {
  return Math.max(kept?.through ?? Number.NEGATIVE_INFINITY, monthBegin(month) - 1)
}

/** The last day of a month that only a correction can change: whatever began in it has ended or was forgotten. */
function settledDay({ rules, now }: TimesheetSource, plan: PersonPlan, month: number): number {
  const day = plan.dayOf((now() - rules().longestSession) as Instant) - 1
  return Math.min(day, monthBegin(month + 1) - 1)
}

function joined(kept: CachedMonth | undefined, month: number, days: readonly TimesheetDay[]): Int16Array {
  const added = dayFigures(days)
  const holding = (throughOf(kept, month) - monthBegin(month) + 1) * figuresOfDay
  const figures = new Int16Array(holding + added.length)
  if (kept) figures.set(kept.figures.subarray(0, holding))
  figures.set(added, holding)
  return figures
}

/** Months since the year 0; the day numbers of their first days. */
function monthOf(date: LocalDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

function monthBegin(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12) / 86_400_000
}

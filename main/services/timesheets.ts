import { applyCorrections } from '../attendance/corrections.ts'
import { dayNumber } from '../attendance/date.ts'
import { addDays, figuresOfDay } from '../attendance/day-figures.ts'
import { timesheet } from '../attendance/table.ts'
import { type DateRange, timesheetDays, timesheetSpan } from '../attendance/timesheet.ts'
import type { AttendanceScope } from '../contract/attendance.ts'
import { worksBetween } from '../contract/employment.ts'
import type { Instant } from '../contract/entities.ts'
import type { Interval, Timesheet } from '../contract/timesheets.ts'
import type { Worker } from '../store/attendance.ts'
import { type GroupSource, monthBegin, monthFigures, monthOf, type TimesheetSource } from './month-figures.ts'

/** Sums of `figuresOfDay` numbers. */
export interface GroupSums {
  readonly people: readonly { readonly worker: Worker; readonly sum: Float64Array }[]
  readonly days: readonly Float64Array[]
}

/**
 * Lists the people of a timesheet: those who are in the group on its last day, so that nobody counts in two groups.
 * Who does not work here on any of the days is left out, unless there are entries.
 */
export function workersOf(source: TimesheetSource, scope: AttendanceScope, range: DateRange): Worker[] {
  const { attendance } = source.store
  if (scope.kind === 'person') return [attendance.findWorker(scope.personId)]
  return attendance.listWorkers(scope.kind === 'group' ? scope.group : null, range.to).filter((worker) => {
    if (worksBetween(worker.employments, range.from, range.to)) return true
    const plan = source.rules().planOf(worker)
    const begin = plan.day(dayNumber(range.from)).start
    return attendance.hasEvents(worker.id, begin, plan.day(dayNumber(range.to)).end)
  })
}

/** Counts erased people, who are in no timesheet any more, and their entries in this time. */
export function countLeftOut({ store }: TimesheetSource, { from, to }: Interval): { people: number; entries: number } {
  const each = store.attendance.listErased(from, to).map((id) => {
    const { entries } = applyCorrections(store.attendance.listSlim(id, from, to))
    return entries.filter(({ at }) => from <= at && at < to).length
  })
  const entries = each.filter((number) => number > 0)
  return { people: entries.length, entries: entries.reduce((sum, number) => sum + number, 0) }
}

/** Computes one person's timesheet. @throws AppError `person-not-found` */
export function timesheetOf(source: TimesheetSource, worker: Worker, range: DateRange): Timesheet {
  const plan = source.rules().planOf(worker)
  const { from, to } = timesheetSpan(plan, range)
  const events = source.store.attendance.listSlim(worker.id, from, to)
  const days = timesheetDays(plan, events, range, source.now() as Instant)
  return timesheet({ id: worker.id, name: worker.name, employeeNumber: worker.employeeNumber }, days)
}

/** Computes the sums of people and of days. Days that can no longer change are read from the database. */
export async function groupSums(source: GroupSource, workers: readonly Worker[], range: DateRange): Promise<GroupSums> {
  const from = dayNumber(range.from)
  const to = dayNumber(range.to)
  const people = workers.map((worker) => ({ worker, sum: new Float64Array(figuresOfDay) }))
  const days = new Float64Array((to - from + 1) * figuresOfDay)
  for (let month = monthOf(range.from); month <= monthOf(range.to); month++) {
    const begin = monthBegin(month)
    const first = Math.max(from, begin)
    const last = Math.min(to, monthBegin(month + 1) - 1)
    const figures = await monthFigures(source, workers, month, last)
    const ofMonth = days.subarray((first - from) * figuresOfDay, (last - from + 1) * figuresOfDay)
    for (const [index, { sum }] of people.entries()) {
      addDays(sum, ofMonth, figures[index]!.subarray((first - begin) * figuresOfDay))
    }
  }
  const each = Array.from({ length: to - from + 1 }, (_, day) =>
    days.subarray(day * figuresOfDay, (day + 1) * figuresOfDay),
  )
  return { people, days: each }
}

import { dayNumber } from '../attendance/date.ts'
import { addDay, figuresOfDay } from '../attendance/day-figures.ts'
import { timesheet } from '../attendance/table.ts'
import { type DateRange, timesheetDays, timesheetSpan } from '../attendance/timesheet.ts'
import type { AttendanceScope } from '../contract/api/attendance.ts'
import type { Instant } from '../contract/entities.ts'
import type { Timesheet } from '../contract/timesheet.ts'
import type { Worker } from '../store/attendance.ts'
import { monthBegin, monthFigures, monthOf, type TimesheetSource } from './month-figures.ts'

/** Sums of `figuresOfDay` numbers. */
export interface GroupSums {
  readonly people: readonly { readonly worker: Worker; readonly sum: Float64Array }[]
  readonly days: readonly Float64Array[]
}

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
    const figures = await monthFigures(source, workers, month, last)
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

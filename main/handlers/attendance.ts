import { setImmediate } from 'node:timers/promises'
import { arrivalsByTime, presenceAt, presenceByHour } from '../attendance/board.ts'
import { dateOf, dayNumber, weekday } from '../attendance/date.ts'
import { daysToCheckOf, figuresOfDay, totalsOf } from '../attendance/day-figures.ts'
import { readCalendar } from '../attendance/read-calendar.ts'
import type { SavedFilter } from '../contract/attendance.ts'
import type { Instant } from '../contract/entities.ts'
import { minReal } from '../contract/liveness.ts'
import type { Context } from '../services/context.ts'
import type { Corrections } from '../services/corrections.ts'
import type { ExportFiles } from '../services/export-files.ts'
import type { GroupSource } from '../services/month-figures.ts'
import { openDays } from '../services/open-days.ts'
import type { TimesheetExports } from '../services/timesheet-exports.ts'
import { groupSums, timesheetOf, workersOf } from '../services/timesheets.ts'
import type { Worker } from '../store/attendance.ts'
import type { Module } from './module.ts'

/** How many people are computed before the kiosk gets a turn. */
const batch = 50

export interface AttendanceServices {
  readonly corrections: Corrections
  readonly exports: TimesheetExports
  readonly exportFiles: ExportFiles
}

/** Handles attendance: computes from stored events and rules what main/attendance defines. */
export function attendanceModule(
  context: Context,
  { corrections, exports, exportFiles }: AttendanceServices,
): Module<'attendance'> {
  const { store, rules, publish, now } = context
  const source: GroupSource = { store, rules: rules.current, now, openDays: openDays() }

  return {
    handlers: {
      'attendance.today': ({ group }) => {
        const at = now() as Instant
        const { planOf, maxSession } = rules.current()
        const people = store.attendance.listWorkers(group).map((worker) => ({ worker, plan: planOf(worker) }))
        const begin = people.reduce((least, { plan }) => Math.min(least, plan.day(plan.dayOf(at)).start), at as number)
        const events = store.attendance.listSlimOfAll((begin - maxSession) as Instant, (at + 1) as Instant)
        const doubtful = new Set(store.events.listDoubtful((begin - maxSession) as Instant, minReal))
        const earliest = Math.min(...people.map(({ plan }) => plan.dayOf(at)))
        return {
          at,
          date: Number.isFinite(earliest) ? dateOf(earliest) : null,
          people: people
            .map(({ worker, plan }) => ({ worker, plan, presence: presenceAt(plan, events.get(worker.id) ?? [], at) }))
            .filter(({ plan, presence }) => presence.kind === 'in' || plan.day(plan.dayOf(at)).employed)
            .map(({ worker, plan, presence }) => ({
              person: toNumberedPerson(worker),
              groups: [...(worker.groups.at(-1)?.groups ?? [])],
              presence,
              doubtful: (events.get(worker.id) ?? []).some(
                ({ id, at: entered }) => doubtful.has(id) && plan.dayOf(entered) === plan.dayOf(at),
              ),
            })),
        }
      },
      'attendance.timesheet': ({ personId, dates }) =>
        timesheetOf(source, store.attendance.findWorker(personId), dates),
      'attendance.group': async ({ scope, dates }) => {
        const { people, days } = await groupSums(source, workersOf(source, scope, dates), dates)
        const all = new Float64Array(figuresOfDay)
        for (const { sum } of people) for (const [place, value] of sum.entries()) all[place]! += value
        const first = dayNumber(dates.from)
        return {
          people: people.map(({ worker, sum }) => ({
            person: toNumberedPerson(worker),
            totals: totalsOf(sum),
            daysToCheck: daysToCheckOf(sum),
          })),
          days: days.map((sum, index) => ({ date: dateOf(first + index), totals: totalsOf(sum) })),
          totals: totalsOf(all),
        }
      },
      'attendance.rhythm': async ({ scope, dates, stepMinutes }) => {
        const arrivals = new Float64Array(Math.ceil(1440 / stepMinutes))
        const presence = new Float64Array(168)
        for (const [index, worker] of workersOf(source, scope, dates).entries()) {
          const { days } = timesheetOf(source, worker, dates)
          for (const [step, count] of arrivalsByTime(days, stepMinutes).entries()) arrivals[step]! += count
          for (const [hour, share] of presenceByHour(days, now() as Instant).entries()) presence[hour]! += share
          if (index % batch === batch - 1) await setImmediate()
        }
        const weekdays = countWeekdays(dayNumber(dates.from), dayNumber(dates.to))
        return {
          arrivals: [...arrivals],
          presence: [...presence].map((sum, hour) => sum / Math.max(1, weekdays[Math.floor(hour / 24)]!)),
        }
      },
      'attendance.rules.get': () => {
        const { rules: current, version } = rules.current()
        return { rules: current, version }
      },
      'attendance.rules.set': (input, caller) => {
        const { rules: current, version } = rules.set(input.rules, input.version, caller)
        publish('rules.changed', {})
        return { rules: current, version }
      },
      'attendance.holidays.read': async ({ text, dates }) => {
        const { holidays, skipped } = await readCalendar({ text, ...dates })
        return { holidays: [...holidays], skipped }
      },
      'attendance.filters.get': filters,
      'attendance.filters.set': (input, { actor }) => {
        store.documents.put('log-filters', input.filters, input.version, actor)
        publish('filters.changed', {})
        return filters()
      },
      'attendance.correct': corrections.correct,
      'attendance.history': ({ event }) => ({ events: store.attendance.findChain(event) }),
      'attendance.requests': ({ waiting }) => corrections.requests(waiting),
      'attendance.request': corrections.request,
      'attendance.decide': corrections.decide,
      'attendance.export': exports.write,
      'attendance.cancelExport': ({ task }) => {
        exportFiles.cancel(task)
        return {}
      },
      'attendance.readExport': ({ fileName, offset }) => exportFiles.read(fileName, offset),
    },
  }

  function filters(): { filters: SavedFilter[]; version: number } {
    const { version, value } = store.documents.get('log-filters')
    return { filters: value ?? [], version }
  }
}

function toNumberedPerson({ id, name, employeeNumber }: Worker) {
  return { id, name, employeeNumber }
}

/** Counts how often each weekday occurs, Monday first. */
function countWeekdays(first: number, last: number): number[] {
  const counts = new Array<number>(7).fill(0)
  for (let day = first; day <= last; day++) counts[weekday(day) - 1]! += 1
  return counts
}

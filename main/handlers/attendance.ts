import { setImmediate } from 'node:timers/promises'
import { arrivalsByTime, presenceAt, presenceByHour } from '../attendance/board.ts'
import { dateOf, dayNumber, weekday } from '../attendance/date.ts'
import { figuresOfDay, flaggedDaysOf, totalsOf } from '../attendance/day-figures.ts'
import { readCalendar } from '../attendance/read-calendar.ts'
import { type SavedFilter, SavedFilters } from '../contract/api/attendance.ts'
import type { Instant } from '../contract/entities.ts'
import type { Worker } from '../store/attendance.ts'
import type { Context, Handlers } from './context.ts'
import type { GroupSource } from './month-figures.ts'
import { openDays } from './open-days.ts'
import { groupSums, timesheetOf, workersOf } from './timesheets.ts'

type AttendanceMethod =
  | 'attendance.today'
  | 'attendance.timesheet'
  | 'attendance.group'
  | 'attendance.rhythm'
  | 'attendance.rules.get'
  | 'attendance.rules.set'
  | 'attendance.plan'
  | 'attendance.holidays.read'
  | 'attendance.filters.get'
  | 'attendance.filters.set'

/** So many people are looked at before the kiosk is let in. */
const batch = 50

/** What events and rules come to, read from the store and worked out by main/attendance. */
export function attendanceHandlers(context: Context): Handlers<AttendanceMethod> {
  const { store, rules, publish, now, actor } = context
  const source: GroupSource = { store, rules: rules.current, now, openDays: openDays() }

  return {
    'attendance.today': ({ group }) => {
      const at = now() as Instant
      const { planOf, longestSession } = rules.current()
      const people = store.attendance.workers(group).map((worker) => ({ worker, plan: planOf(worker) }))
      const begin = people.reduce((least, { plan }) => Math.min(least, plan.day(plan.dayOf(at)).start), at as number)
      const events = store.attendance.slimOfAll((begin - longestSession) as Instant, (at + 1) as Instant)
      const earliest = Math.min(...people.map(({ plan }) => plan.dayOf(at)))
      return {
        at,
        date: Number.isFinite(earliest) ? dateOf(earliest) : null,
        people: people.map(({ worker, plan }) => ({
          person: numbered(worker),
          groups: [...worker.groups],
          presence: presenceAt(plan, events.get(worker.id) ?? [], at),
        })),
      }
    },
    'attendance.timesheet': ({ personId, dates }) => timesheetOf(source, store.attendance.worker(personId), dates),
    'attendance.group': async ({ scope, dates }) => {
      const { people, days } = await groupSums(source, workersOf(source, scope), dates)
      const all = new Float64Array(figuresOfDay)
      for (const { sum } of people) for (const [place, value] of sum.entries()) all[place]! += value
      const first = dayNumber(dates.from)
      return {
        people: people.map(({ worker, sum }) => ({
          person: numbered(worker),
          totals: totalsOf(sum),
          flaggedDays: flaggedDaysOf(sum),
        })),
        days: days.map((sum, index) => ({ date: dateOf(first + index), totals: totalsOf(sum) })),
        totals: totalsOf(all),
      }
    },
    'attendance.rhythm': async ({ scope, dates, stepMinutes }) => {
      const arrivals = new Float64Array(Math.ceil(1440 / stepMinutes))
      const presence = new Float64Array(168)
      for (const [index, worker] of workersOf(source, scope).entries()) {
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
    'attendance.rules.set': (input) => {
      const { rules: current, version } = rules.set(input.rules, input.version, actor)
      publish('attendance.changed', { what: 'rules' })
      return { rules: current, version }
    },
    'attendance.plan': ({ personId, dates }) => {
      const plan = rules.current().planOf(store.attendance.worker(personId))
      const first = dayNumber(dates.from)
      const days = Array.from({ length: dayNumber(dates.to) - first + 1 }, (_, index) => plan.day(first + index))
      return {
        days: days.map(({ date, schedule, intervals, expectedMinutes, holiday, leave }) => ({
          date,
          schedule: schedule?.id ?? null,
          intervals: [...intervals],
          expectedMinutes,
          holiday,
          leave: leave?.name ?? null,
        })),
      }
    },
    'attendance.holidays.read': async ({ text, dates }) => {
      const { holidays, skipped } = await readCalendar({ text, ...dates })
      return { holidays: [...holidays], skipped }
    },
    'attendance.filters.get': filters,
    'attendance.filters.set': (input) => {
      store.documents.put('log-filters', input.filters, input.version, actor)
      publish('attendance.changed', { what: 'filters' })
      return filters()
    },
  }

  function filters(): { filters: SavedFilter[]; version: number } {
    const stored = store.documents.get('log-filters')
    return SavedFilters.parse({ filters: stored?.value ?? [], version: stored?.version ?? 0 })
  }
}

function numbered({ id, name, employeeNumber }: Worker) {
  return { id, name, employeeNumber }
}

/** How often each weekday occurs, Monday first. */
function countWeekdays(first: number, last: number): number[] {
  const counts = new Array<number>(7).fill(0)
  for (let day = first; day <= last; day++) counts[weekday(day) - 1]! += 1
  return counts
}

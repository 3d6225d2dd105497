import type {
  Assignment,
  AttendanceRules,
  DayPlan,
  Leave,
  LocalDate,
  Policy,
  Schedule,
  Shift,
} from '../contract/attendance.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Interval } from '../contract/timesheet.ts'
import { dateOf, dayNumber, weekday } from './date.ts'
import { instantAt, wallClock } from './zone.ts'

/** What the rules say about one person and one attendance day. */
export interface PlannedDay {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly policy: Policy
  readonly schedule: Schedule | null
  /** The attendance day: from `start` until `end`, which is the start of the next. */
  readonly start: Instant
  readonly end: Instant
  /** When somebody should be here, after holidays and leave, in order of time. Empty for plans by the hour. */
  readonly intervals: readonly Interval[]
  /** Time to be worked; null when no schedule says anything. */
  readonly expectedMinutes: number | null
  readonly holiday: string | null
  readonly leave: Leave | null
  /** Time to be worked that leave took away. */
  readonly leaveMinutes: number
}

/** One person's days. Days are asked for by their number since 1970-01-01. */
export interface PersonPlan {
  day(day: number): PlannedDay
  /** The attendance day that contains an instant. */
  dayOf(at: Instant): number
}

/** What of a person decides about their rules. */
export interface Worker {
  readonly id: PersonId
  readonly groups: readonly string[]
}

interface ShiftPlan {
  readonly intervals: readonly Interval[]
  readonly minutes: number
}

/** So long after its last shift a day still takes what is recorded, and so long before its first. */
const lateSlack = 4 * 3_600_000
const earlySlack = 2 * 3_600_000
const minute = 60_000

/**
 * Reads the rules once, for any number of people. The plan of a day under one schedule is worked out only once.
 *
 * An attendance day begins at the policy's day boundary. Where a shift of the day before lies across it, or ends less
 * than four hours before it, the boundary moves to four hours after that shift; where a shift begins less than two
 * hours after it, to two hours before that one; where there is too little time between the two for both, each
 * distance is at most half of that time.
 *
 * @throws AppError `invalid-input` when an assignment names a policy, schedule or calendar that is not there
 */
export function readRules(rules: AttendanceRules): (worker: Worker) => PersonPlan {
  const policies = new Map(rules.policies.map((policy) => [policy.id, policy]))
  const schedules = new Map(rules.schedules.map((schedule) => [schedule.id, schedule]))
  const holidays = new Map(
    rules.calendars.map((calendar) => [
      calendar.id,
      new Map(calendar.holidays.map((holiday) => [dayNumber(holiday.date), holiday.name])),
    ]),
  )
  for (const policy of rules.policies) if (policy.holidays !== null) present(holidays, policy.holidays)
  const shiftPlans = new Map<string, ShiftPlan>()
  const leaves = Map.groupBy(rules.leaves, (leave) => leave.personId)
  const ranked = rules.assignments.map((assignment) => ({
    target: assignment.target,
    from: assignment.from === null ? Number.NEGATIVE_INFINITY : dayNumber(assignment.from),
    to: assignment.to === null ? Number.POSITIVE_INFINITY : dayNumber(assignment.to),
    policy: assignment.policy === null ? null : present(policies, assignment.policy),
    schedule: assignment.schedule === null ? null : present(schedules, assignment.schedule),
  }))
  ranked.sort((first, second) => rank(second.target) - rank(first.target) || second.from - first.from)

  function shiftPlan(schedule: Schedule, zone: string, day: number): ShiftPlan {
    const key = `${day} ${zone} ${schedule.id}`
    const plan = shiftPlans.get(key) ?? placeShifts(dayPlan(schedule, day), day, zone)
    shiftPlans.set(key, plan)
    return plan
  }

  return (worker) => {
    const mine = ranked.filter((assignment) => targets(assignment.target, worker))
    const away = (leaves.get(worker.id) ?? []).map((leave) => ({
      leave,
      from: dayNumber(leave.from),
      to: dayNumber(leave.to),
    }))

    function policyOn(day: number): Policy {
      return mine.find(({ policy, from, to }) => policy && from <= day && day <= to)?.policy ?? rules.policies[0]!
    }

    function scheduleOn(day: number): Schedule | null {
      return mine.find(({ schedule, from, to }) => schedule && from <= day && day <= to)?.schedule ?? null
    }

    function shiftsOn(day: number): ShiftPlan | null {
      const schedule = scheduleOn(day)
      return schedule && shiftPlan(schedule, policyOn(day).zone, day)
    }

    function startOf(day: number): Instant {
      const policy = policyOn(day)
      const boundary = instantAt(day, policy.dayBoundary, policy.zone)
      const before = shiftsOn(day - 1)?.intervals.at(-1)?.to ?? Number.NEGATIVE_INFINITY
      const after = shiftsOn(day)?.intervals[0]?.from ?? Number.POSITIVE_INFINITY
      const half = Math.max(0, (after - before) / 2)
      const earliest = before + Math.min(lateSlack, half)
      const latest = after - Math.min(earlySlack, half)
      return Math.min(Math.max(boundary, earliest), latest) as Instant
    }

    function dayOf(at: Instant): number {
      let { day } = wallClock(at, policyOn(wallClock(at, rules.policies[0]!.zone).day).zone)
      if (at < startOf(day)) day -= 1
      else if (at >= startOf(day + 1)) day += 1
      return day
    }

    function day(day: number): PlannedDay {
      const policy = policyOn(day)
      const shifts = shiftsOn(day)
      const holiday = policy.holidays === null ? undefined : holidays.get(policy.holidays)!.get(day)
      const planned = { day, policy, schedule: scheduleOn(day), start: startOf(day), end: startOf(day + 1) }
      if (holiday !== undefined) {
        const expectedMinutes = shifts ? 0 : null
        return { ...planned, intervals: [], expectedMinutes, holiday, leave: null, leaveMinutes: 0 }
      }
      const leave = away.find(({ from, to }) => from <= day && day <= to)?.leave ?? null
      const left = shifts && leave ? withoutLeave(shifts, leave.part) : shifts
      return {
        ...planned,
        intervals: left?.intervals ?? [],
        expectedMinutes: left?.minutes ?? null,
        holiday: null,
        leave,
        leaveMinutes: (shifts?.minutes ?? 0) - (left?.minutes ?? 0),
      }
    }

    return { day, dayOf }
  }
}

/** What a schedule plans for a day. */
export function dayPlan(schedule: Schedule, day: number): DayPlan {
  const { pattern } = schedule
  if (pattern.kind === 'weekly') return pattern.days[weekday(day) - 1]!
  const length = pattern.days.length
  return pattern.days[(((day - dayNumber(pattern.anchor)) % length) + length) % length]!
}

/** The dates from `from` to `to`, both included. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = dayNumber(from)
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, index) => dateOf(first + index))
}

/** Real time between the two ends counts: a night shift is an hour shorter or longer when the clocks change in it. */
function placeShifts(plan: DayPlan, day: number, zone: string): ShiftPlan {
  if (plan.kind === 'off') return { intervals: [], minutes: 0 }
  if (plan.kind === 'hours') return { intervals: [], minutes: plan.minutes }
  const shifts = plan.shifts.toSorted((first, second) => first.start - second.start)
  const intervals = shifts.map((shift) => place(shift, day, zone))
  const minutes = intervals.reduce(
    (sum, { from, to }, index) => sum + (to - from) / minute - shifts[index]!.breakMinutes,
    0,
  )
  return { intervals, minutes: Math.max(0, minutes) }
}

function place(shift: Shift, day: number, zone: string): Interval {
  return { from: instantAt(day, shift.start, zone), to: instantAt(day, shift.end, zone) }
}

/** Half a day's leave leaves the other half of the time of its shifts, and half of what is expected (rounded up). */
function withoutLeave(plan: ShiftPlan, part: Leave['part']): ShiftPlan {
  if (part === 'day') return { intervals: [], minutes: 0 }
  let before = plan.intervals.reduce((sum, { from, to }) => sum + to - from, 0) / 2
  const first: Interval[] = []
  const second: Interval[] = []
  for (const { from, to } of plan.intervals) {
    const middle = (from + Math.min(to - from, before)) as Instant
    if (middle > from) first.push({ from, to: middle })
    if (middle < to) second.push({ from: middle, to })
    before -= middle - from
  }
  return { intervals: part === 'first-half' ? second : first, minutes: Math.ceil(plan.minutes / 2) }
}

function rank(target: Assignment['target']): number {
  return target.kind === 'person' ? 2 : target.kind === 'group' ? 1 : 0
}

function targets(target: Assignment['target'], worker: Worker): boolean {
  if (target.kind === 'everyone') return true
  return target.kind === 'group' ? worker.groups.includes(target.group) : target.personId === worker.id
}

function present<K extends string, V>(map: ReadonlyMap<K, V>, id: K): V {
  const found = map.get(id)
  if (found === undefined) {
    throw new AppError('invalid-input', `The attendance rules speak of "${id}", which is not among them.`)
  }
  return found
}

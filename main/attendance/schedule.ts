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
  readonly date: LocalDate
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
const rememberedDays = 4096

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
  const leaves = Map.groupBy(rules.leaves, (leave) => leave.personId)
  const ranked = rules.assignments.map((assignment) => ({
    target: assignment.target,
    from: assignment.from === null ? Number.NEGATIVE_INFINITY : dayNumber(assignment.from),
    to: assignment.to === null ? Number.POSITIVE_INFINITY : dayNumber(assignment.to),
    policy: assignment.policy === null ? null : present(policies, assignment.policy),
    schedule: assignment.schedule === null ? null : present(schedules, assignment.schedule),
  }))
  ranked.sort((first, second) => rank(second.target) - rank(first.target) || second.from - first.from)

  const shared = new Map<string, PersonPlan>()

  return (worker) => {
    const mine = ranked.filter((assignment) => targets(assignment.target, worker))
    const key = mine.map((assignment) => ranked.indexOf(assignment)).join(' ')
    const plan = shared.get(key) ?? planOf(mine, rules.policies[0]!, holidays)
    shared.set(key, plan)
    const away = leaves.get(worker.id)
    if (away === undefined) return plan
    const ownKey = `${key} and leaves of ${worker.id}`
    const own = shared.get(ownKey) ?? withLeaves(plan, away)
    shared.set(ownKey, own)
    return own
  }
}

/** An assignment with its names looked up and its dates as day numbers. */
interface Assigned {
  readonly from: number
  readonly to: number
  readonly policy: Policy | null
  readonly schedule: Schedule | null
}

/** The plan of everybody who has the same assignments, best first. */
function planOf(
  assigned: readonly Assigned[],
  standard: Policy,
  holidays: ReadonlyMap<string, ReadonlyMap<number, string>>,
): PersonPlan {
  const shifts = remembered((day) => {
    const schedule = scheduleOn(day)
    return schedule && placeShifts(dayPlan(schedule, day), day, policyOn(day).zone)
  })
  const start = remembered(startOf)
  const day = remembered(planDay)

  function policyOn(day: number): Policy {
    return assigned.find(({ policy, from, to }) => policy && from <= day && day <= to)?.policy ?? standard
  }

  function scheduleOn(day: number): Schedule | null {
    return assigned.find(({ schedule, from, to }) => schedule && from <= day && day <= to)?.schedule ?? null
  }

  function startOf(day: number): Instant {
    const policy = policyOn(day)
    const boundary = instantAt(day, policy.dayBoundary, policy.zone)
    const before = shifts(day - 1)?.intervals.at(-1)?.to ?? Number.NEGATIVE_INFINITY
    const after = shifts(day)?.intervals[0]?.from ?? Number.POSITIVE_INFINITY
    const half = Math.max(0, (after - before) / 2)
    const earliest = before + Math.min(lateSlack, half)
    const latest = after - Math.min(earlySlack, half)
    return Math.min(Math.max(boundary, earliest), latest) as Instant
  }

  function planDay(day: number): PlannedDay {
    const policy = policyOn(day)
    const plan = shifts(day)
    const holiday = (policy.holidays === null ? undefined : holidays.get(policy.holidays)!.get(day)) ?? null
    return {
      day,
      date: dateOf(day),
      policy,
      schedule: scheduleOn(day),
      start: start(day),
      end: start(day + 1),
      intervals: plan && holiday === null ? plan.intervals : [],
      expectedMinutes: plan && holiday !== null ? 0 : (plan?.minutes ?? null),
      holiday,
      leave: null,
      leaveMinutes: 0,
    }
  }

  function dayOf(at: Instant): number {
    const guess = wallClock(at, policyOn(wallClock(at, standard.zone).day).zone).day
    if (at < start(guess)) return guess - 1
    return at < start(guess + 1) ? guess : guess + 1
  }

  return { day, dayOf }
}

function withLeaves(plan: PersonPlan, leaves: readonly Leave[]): PersonPlan {
  const away = leaves.map((leave) => ({ leave, from: dayNumber(leave.from), to: dayNumber(leave.to) }))
  function day(day: number): PlannedDay {
    const planned = plan.day(day)
    const leave = away.find(({ from, to }) => from <= day && day <= to)?.leave
    return leave && planned.holiday === null ? takeLeave(planned, leave) : planned
  }
  return { day, dayOf: plan.dayOf }
}

/** Keeps what was worked out for the last days asked for: nearly everybody shares the few plans of an office. */
function remembered<T>(workOut: (day: number) => T): (day: number) => T {
  const known = new Map<number, T>()
  return (day) => {
    const found = known.get(day)
    if (found !== undefined) return found
    const value = workOut(day)
    if (known.size >= rememberedDays) known.clear()
    known.set(day, value)
    return value
  }
}

/** What a schedule plans for a day. */
export function dayPlan(schedule: Schedule, day: number): DayPlan {
  const { pattern } = schedule
  if (pattern.kind === 'weekly') return pattern.days[weekday(day) - 1]!
  const length = pattern.days.length
  return pattern.days[(((day - dayNumber(pattern.anchor)) % length) + length) % length]!
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
function takeLeave(planned: PlannedDay, leave: Leave): PlannedDay {
  const expected = planned.expectedMinutes
  if (expected === null) return { ...planned, leave }
  const expectedMinutes = leave.part === 'day' ? 0 : Math.ceil(expected / 2)
  const intervals =
    leave.part === 'day' ? [] : half(planned.intervals, leave.part === 'first-half' ? 'second' : 'first')
  return { ...planned, leave, intervals, expectedMinutes, leaveMinutes: expected - expectedMinutes }
}

function half(intervals: readonly Interval[], which: 'first' | 'second'): Interval[] {
  let left = intervals.reduce((sum, { from, to }) => sum + to - from, 0) / 2
  return intervals.flatMap(({ from, to }) => {
    const middle = (from + Math.min(to - from, left)) as Instant
    left -= middle - from
    const part = which === 'first' ? { from, to: middle } : { from: middle, to }
    return part.from < part.to ? [part] : []
  })
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

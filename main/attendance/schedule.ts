import {
  type Assignment,
  type AttendanceRules,
  type DayPlan,
  defaultPolicy,
  type Leave,
  type LocalDate,
  type Membership,
  type Policy,
  type Schedule,
} from '../contract/attendance-rules.ts'
import { type Employment, everyDay, isEveryDay, standingOn } from '../contract/employment.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { dateOf, dayNumber, weekday } from './date.ts'
import { type DayLeave, readLeaves } from './leave.ts'
import { netMinutes, type PlannedShift, partOfShifts, placeShifts } from './planned-shifts.ts'
import { instantAt, wallClock } from './zone.ts'

/** What the rules say about one person and one attendance day. */
export interface PlannedDay {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly date: LocalDate
  readonly policy: Policy
  readonly schedule: Schedule | null
  /** Whether the person works here on that day; otherwise nothing is planned, whatever the schedule says. */
  readonly employed: boolean
  /** Whether the entries of the day were erased because of their age: then nobody knows what it was. */
  readonly erased: boolean
  /** The attendance day: from `start` until `end`, which is the start of the next. */
  readonly start: Instant
  readonly end: Instant
  /** The schedule's shifts, in order of time, whatever holidays and leave take of them. Empty for plans by the hour. */
  readonly shifts: readonly PlannedShift[]
  /** When somebody should be here: the shifts after holidays and leave. */
  readonly intervals: readonly PlannedShift[]
  /** Time to be worked; null when no schedule says anything. */
  readonly expectedMinutes: number | null
  readonly holiday: string | null
  readonly leave: DayLeave | null
  /** Time to be worked that leave took away. */
  readonly leaveMinutes: number
  /**
   * A check-in of this day that was followed by no check-out for so long was forgotten: the policy's limit, or more
   * where a shift is longer.
   */
  readonly maxSessionMinutes: number
}

/** One person's days. Days are asked for by their number since 1970-01-01. */
export interface PersonPlan {
  day(day: number): PlannedDay
  /** The attendance day that contains an instant. */
  dayOf(at: Instant): number
  /** An entry says nothing about days that are further from it: the longest session, and the repetition of its ends. */
  readonly reachMinutes: number
}

/** The part of a person that decides about their rules. */
export interface Worker {
  readonly id: PersonId
  /** Oldest first. */
  readonly groups: readonly Membership[]
  /** Oldest first; all days when left out. */
  readonly employments?: readonly Employment[]
}

/** Entries this long before the first shift and after the last one still belong to the day. */
const lateSlack = 4 * 3_600_000
const earlySlack = 2 * 3_600_000
const minute = 60_000
const maxMemoizedDays = 4096

/**
 * Reads the rules once, for any number of people. The plan of a day under one schedule is worked out only once.
 *
 * An attendance day begins at the policy's day boundary. Where a shift of the day before lies across it, or ends less
 * than four hours before it, the boundary moves to four hours after that shift; where a shift begins less than two
 * hours after it, to two hours before that one; where there is too little time between the two for both, each
 * distance is at most half of that time.
 *
 * @param keptFrom the first day that entries are kept of; null for all days
 * @throws AppError `rule-gone` when an assignment names a policy, schedule or calendar that is not there
 */
export function readRules(rules: AttendanceRules, keptFrom: LocalDate | null = null): (worker: Worker) => PersonPlan {
  const firstKept = keptFrom === null ? Number.NEGATIVE_INFINITY : dayNumber(keptFrom)
  const policies = new Map(rules.policies.map((policy) => [policy.id, policy]))
  const schedules = new Map(rules.schedules.map((schedule) => [schedule.id, schedule]))
  const holidays = new Map(
    rules.calendars.map((calendar) => [
      calendar.id,
      new Map(calendar.holidays.map((holiday) => [dayNumber(holiday.date), holiday.name])),
    ]),
  )
  for (const policy of rules.policies) if (policy.holidays !== null) requireRule(holidays, policy.holidays)
  const leaves = Map.groupBy(rules.leaves, (leave) => leave.personId)
  const ranked = rules.assignments.map((assignment) => ({
    target: assignment.target,
    from: assignment.from === null ? Number.NEGATIVE_INFINITY : dayNumber(assignment.from),
    to: assignment.to === null ? Number.POSITIVE_INFINITY : dayNumber(assignment.to),
    policy: assignment.policy === null ? null : requireRule(policies, assignment.policy),
    schedule: assignment.schedule === null ? null : requireRule(schedules, assignment.schedule),
  }))
  ranked.sort((first, second) => rank(second.target) - rank(first.target) || second.from - first.from)

  const shared = new Map<string, PersonPlan>()

  return (worker) => {
    const mine = ranked.flatMap((assignment, index) =>
      stretchesOf(assignment, worker).map(({ from, to }) => ({ ...assignment, index, from, to })),
    )
    const key = mine.map(({ index, from, to }) => `${index}:${from}:${to}`).join(' ')
    const plan = shared.get(key) ?? planOf(mine, defaultPolicy(rules), holidays, firstKept)
    shared.set(key, plan)
    const away = leaves.get(worker.id)
    const { employments = everyDay } = worker
    const limited = !isEveryDay(employments)
    if (away === undefined && !limited) return plan
    const days = limited ? ` within ${JSON.stringify(employments)}` : ''
    const ownKey = `${key}${days}${away === undefined ? '' : ` and leaves of ${worker.id}`}`
    const found = shared.get(ownKey)
    if (found !== undefined) return found
    const own = applyEmployments(away === undefined ? plan : applyLeaves(plan, away), employments)
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
  firstKept: number,
): PersonPlan {
  const shifts = memoize((day) => {
    const schedule = scheduleOn(day)
    return schedule === null ? [] : placeShifts(dayPlan(schedule, day), day, policyOn(day).zone)
  })
  const start = memoize(startOf)
  const day = memoize(planDay)

  function policyOn(day: number): Policy {
    return assigned.find(({ policy, from, to }) => policy && from <= day && day <= to)?.policy ?? standard
  }

  function scheduleOn(day: number): Schedule | null {
    return assigned.find(({ schedule, from, to }) => schedule && from <= day && day <= to)?.schedule ?? null
  }

  function startOf(day: number): Instant {
    const policy = policyOn(day)
    const boundary = instantAt(day, policy.dayBoundary, policy.zone)
    const before = shifts(day - 1).at(-1)?.to ?? Number.NEGATIVE_INFINITY
    const after = shifts(day)[0]?.from ?? Number.POSITIVE_INFINITY
    const half = Math.max(0, (after - before) / 2)
    const earliest = before + Math.min(lateSlack, half)
    const latest = after - Math.min(earlySlack, half)
    return Math.min(Math.max(boundary, earliest), latest) as Instant
  }

  function planDay(day: number): PlannedDay {
    const policy = policyOn(day)
    const schedule = scheduleOn(day)
    const plan = schedule && dayPlan(schedule, day)
    const holiday = (policy.holidays === null ? undefined : holidays.get(policy.holidays)!.get(day)) ?? null
    return {
      day,
      date: dateOf(day),
      policy,
      schedule,
      employed: true,
      erased: day < firstKept,
      start: start(day),
      end: start(day + 1),
      shifts: shifts(day),
      intervals: holiday === null ? shifts(day) : [],
      expectedMinutes: plan && (holiday === null ? minutesOf(plan, shifts(day)) : 0),
      holiday,
      leave: null,
      leaveMinutes: 0,
      maxSessionMinutes: maxSessionMinutes(policy, plan === null ? [] : [plan]),
    }
  }

  function dayOf(at: Instant): number {
    const guess = wallClock(at, policyOn(wallClock(at, standard.zone).day).zone).day
    if (at < start(guess)) return guess - 1
    return at < start(guess + 1) ? guess : guess + 1
  }

  return { day, dayOf, reachMinutes: reachOf(standard, assigned) }
}

function applyLeaves(plan: PersonPlan, leaves: readonly Leave[]): PersonPlan {
  const leaveOn = readLeaves(leaves)
  function day(day: number): PlannedDay {
    const planned = plan.day(day)
    const leave = planned.holiday === null ? leaveOn(day) : null
    return leave ? takeLeave(planned, leave) : planned
  }
  return { ...plan, day }
}

/** Days outside of the employments begin and end as planned, so that the last night shift ends in its own day. */
function applyEmployments(plan: PersonPlan, employments: readonly Employment[]): PersonPlan {
  const nothing = { shifts: [], intervals: [], expectedMinutes: null, holiday: null, leave: null, leaveMinutes: 0 }
  function day(day: number): PlannedDay {
    const planned = plan.day(day)
    const employed = standingOn(employments, planned.date).kind === 'active'
    return employed ? planned : { ...planned, ...nothing, employed }
  }
  return { ...plan, day }
}

/** Remembers results by day, because nearly everybody shares the few plans of an office. */
function memoize<T>(workOut: (day: number) => T): (day: number) => T {
  const known = new Map<number, T>()
  return (day) => {
    const found = known.get(day)
    if (found !== undefined) return found
    const value = workOut(day)
    if (known.size >= maxMemoizedDays) known.clear()
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

function minutesOf(plan: DayPlan, shifts: readonly PlannedShift[]): number {
  return plan.kind === 'hours' ? plan.minutes : shifts.reduce((sum, shift) => sum + netMinutes(shift), 0)
}

/**
 * Half a day's leave leaves half of what is expected (rounded up), and the part of the shifts in which it is worked.
 */
function takeLeave(planned: PlannedDay, leave: DayLeave): PlannedDay {
  const expected = planned.expectedMinutes
  if (expected === null) return { ...planned, leave }
  const expectedMinutes = leave.part === 'day' ? 0 : Math.ceil(expected / 2)
  const left = leave.part === 'second-half' ? 'first' : 'last'
  const intervals = partOfShifts(planned.intervals, expectedMinutes, left)
  return { ...planned, leave, intervals, expectedMinutes, leaveMinutes: expected - expectedMinutes }
}

/** In minutes: the policy's limit, but at least four hours more than any shift of the plans. */
export function maxSessionMinutes(policy: Policy, plans: readonly DayPlan[]): number {
  const shifts = plans.flatMap((plan) => (plan.kind === 'shifts' ? plan.shifts : []))
  return Math.max(policy.maxSessionMinutes, ...shifts.map(({ start, end }) => end - start + lateSlack / minute))
}

function reachOf(standard: Policy, assigned: readonly Assigned[]): number {
  const policies = [standard, ...assigned.flatMap(({ policy }) => policy ?? [])]
  const plans = assigned.flatMap(({ schedule }) => schedule?.pattern.days ?? [])
  return Math.max(...policies.map((policy) => maxSessionMinutes(policy, plans) + policy.repeatMinutes))
}

function rank(target: Assignment['target']): number {
  return target.kind === 'person' ? 2 : target.kind === 'group' ? 1 : 0
}

/** The days on which an assignment holds for somebody, as stretches: people come into groups and leave them. */
function stretchesOf(
  { target, from, to }: Pick<Assigned, 'from' | 'to'> & Pick<Assignment, 'target'>,
  { id, groups }: Worker,
): { readonly from: number; readonly to: number }[] {
  if (target.kind === 'everyone') return [{ from, to }]
  if (target.kind === 'person') return target.personId === id ? [{ from, to }] : []
  return groups
    .map((membership, index) => ({
      isMember: membership.groups.includes(target.group),
      from: Math.max(from, membership.from === null ? Number.NEGATIVE_INFINITY : dayNumber(membership.from)),
      to: Math.min(to, dayBefore(groups[index + 1])),
    }))
    .filter((stretch) => stretch.isMember && stretch.from <= stretch.to)
}

function dayBefore(next: Membership | undefined): number {
  return next?.from ? dayNumber(next.from) - 1 : Number.POSITIVE_INFINITY
}

function requireRule<K extends string, V>(map: ReadonlyMap<K, V>, id: K): V {
  const found = map.get(id)
  if (found === undefined) {
    throw new AppError('rule-gone', `The attendance rules refer to "${id}", which does not exist.`)
  }
  return found
}

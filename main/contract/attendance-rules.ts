import { z } from 'zod'
import { PersonId } from './entities.ts'

/**
 * The rules of an office about working time. Times of day are minutes after local midnight; durations are whole
 * minutes; days are local days in the policy's zone.
 */

/** A calendar day without a zone, such as 2026-03-29. */
export const LocalDate = z.iso.date().brand<'LocalDate'>()
export type LocalDate = z.infer<typeof LocalDate>

/** IANA name of a time zone, such as Europe/Berlin. */
export const Zone = z.string().refine(isZone, 'There is no time zone with this name.')

const MinuteOfDay = z.number().int().min(0).max(1439)

const Minutes = z
  .number()
  .int()
  .min(0)
  .max(7 * 1440)

export const RoundingMode = z.enum(['nearest', 'up', 'down'])
export type RoundingMode = z.infer<typeof RoundingMode>

/**
 * What is rounded. `punches`: every check-in and check-out on the clock, before anything is added up. `day`: the day's
 * worked time.
 */
export const Rounding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('punches'),
    minutes: z.number().int().min(1).max(60),
    in: RoundingMode,
    out: RoundingMode,
  }),
  z.object({ kind: z.literal('day'), minutes: z.number().int().min(1).max(60), mode: RoundingMode }),
])
export type Rounding = z.infer<typeof Rounding>

export const BreakRule = z.object({
  /** Minutes of the time between two sessions of a day that count as worked. */
  paidMinutes: Minutes.default(0),
  /** Shorter absences are unpaid too, but do not count towards the required break. */
  minMinutes: Minutes.default(0),
  /**
   * Whoever works longer than `afterMinutes` owes a break of `minutes`. What was not taken is deducted, never below
   * `afterMinutes`.
   */
  required: z.array(z.object({ afterMinutes: Minutes, minutes: Minutes })).default([]),
  /** Whether the rest of a shift's own break is deducted, never below half of the shift's work. */
  deductShiftBreaks: z.boolean().default(true),
})
export type BreakRule = z.infer<typeof BreakRule>

export const OvertimeRule = z.object({
  /** Overtime begins after the scheduled time or after fixed minutes a day; null counts none by the day. */
  dailyAfter: z
    .union([z.literal('scheduled'), Minutes])
    .nullable()
    .default('scheduled'),
  /** Less than this in a day does not count. */
  minMinutes: Minutes.default(0),
  /** Overtime is rounded down to a multiple of this. */
  stepMinutes: z.number().int().min(1).max(60).default(1),
  /** Minutes a week after which all further time is overtime, unless it is already; null for no such limit. */
  weeklyAfter: Minutes.nullable().default(null),
})
export type OvertimeRule = z.infer<typeof OvertimeRule>

/** A person's groups from a day on, until the next membership begins; null means from the beginning. */
export const Membership = z.object({ from: LocalDate.nullable(), groups: z.array(z.string()) })
export type Membership = z.infer<typeof Membership>

export const PolicyId = z.string().min(1).max(64).brand<'PolicyId'>()
export type PolicyId = z.infer<typeof PolicyId>

export const ScheduleId = z.string().min(1).max(64).brand<'ScheduleId'>()
export type ScheduleId = z.infer<typeof ScheduleId>

export const CalendarId = z.string().min(1).max(64).brand<'CalendarId'>()
export type CalendarId = z.infer<typeof CalendarId>

export const Policy = z.object({
  id: PolicyId,
  name: z.string().min(1).max(100),
  zone: Zone,
  /** When an attendance day begins, unless a shift crosses it. */
  dayBoundary: MinuteOfDay.default(240),
  /** Being late or early by no more than this does not count; by more, all of it does. */
  graceLateMinutes: Minutes.default(0),
  graceEarlyMinutes: Minutes.default(0),
  rounding: Rounding.default({ kind: 'none' }),
  breaks: BreakRule.prefault({}),
  overtime: OvertimeRule.prefault({}),
  /** Whether time before the day's first shift counts as worked. */
  countBeforeShift: z.boolean().default(true),
  /** The same direction again within this time is a repeat, not a forgotten check-out. */
  repeatMinutes: Minutes.default(5),
  /** A check-in older than this without a check-out was forgotten; a longer shift raises it for its day. */
  maxSessionMinutes: Minutes.default(960),
  /** 1 is Monday, 7 Sunday. */
  weekStart: z.number().int().min(1).max(7).default(1),
  holidays: CalendarId.nullable().default(null),
})
export type Policy = z.infer<typeof Policy>

/**
 * A stretch of planned work. An `end` beyond 1440 lies on the next day. `breakMinutes` need not be worked, and are
 * deducted where the policy says so.
 */
export const Shift = z
  .object({
    name: z.string().max(100).default(''),
    start: MinuteOfDay,
    end: z.number().int().min(1).max(2879),
    breakMinutes: Minutes.default(0),
  })
  .refine(
    (shift) => shift.end > shift.start && shift.end - shift.start <= 1440,
    'A shift ends after it starts and lasts at most a day.',
  )
  .refine((shift) => shift.breakMinutes < shift.end - shift.start, 'The break must be shorter than the shift.')
export type Shift = z.infer<typeof Shift>

/** What is planned for a day. `hours`: this much, at whatever time. */
export const DayPlan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('shifts'), shifts: z.array(Shift).min(1).max(6) }),
  z.object({ kind: z.literal('hours'), minutes: Minutes }),
])
export type DayPlan = z.infer<typeof DayPlan>

/** A repeating plan. `weekly`: Monday first. `rotating`: day after day from `anchor` on, then again from the start. */
export const Pattern = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekly'), days: z.array(DayPlan).length(7) }),
  z.object({ kind: z.literal('rotating'), anchor: LocalDate, days: z.array(DayPlan).min(1).max(366) }),
])
export type Pattern = z.infer<typeof Pattern>

export const Schedule = z
  .object({ id: ScheduleId, name: z.string().min(1).max(100), pattern: Pattern })
  .refine((schedule) => !overlaps(schedule.pattern.days), 'The shifts of a schedule must not overlap.')
export type Schedule = z.infer<typeof Schedule>

/**
 * Which schedule and policy apply to whom, and from when: a person's beat a group's, which beat everyone's; a later
 * `from` beats an earlier one.
 */
export const Assignment = z.object({
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('everyone') }),
    z.object({ kind: z.literal('group'), group: z.string().min(1) }),
    z.object({ kind: z.literal('person'), personId: PersonId }),
  ]),
  /** Both ends included; null for no limit. */
  from: LocalDate.nullable().default(null),
  to: LocalDate.nullable().default(null),
  /** Null leaves this to the next best assignment. */
  policy: PolicyId.nullable().default(null),
  schedule: ScheduleId.nullable().default(null),
})
export type Assignment = z.infer<typeof Assignment>

export const Holiday = z.object({ date: LocalDate, name: z.string().max(200) })
export type Holiday = z.infer<typeof Holiday>

export const HolidayCalendar = z.object({
  id: CalendarId,
  name: z.string().min(1).max(100),
  holidays: z.array(Holiday),
})
export type HolidayCalendar = z.infer<typeof HolidayCalendar>

/** Agreed days off; both ends included. A half is the first or second half of the day's plan. */
export const Leave = z
  .object({
    personId: PersonId,
    from: LocalDate,
    to: LocalDate,
    part: z.enum(['day', 'first-half', 'second-half']).default('day'),
    /** Such as vacation or sick leave, in the office's own words. */
    name: z.string().min(1).max(100),
    paid: z.boolean().default(true),
  })
  .refine((leave) => leave.from <= leave.to, 'A leave ends on or after the day on which it begins.')
export type Leave = z.infer<typeof Leave>

/** All attendance rules of an office. The first policy applies to whoever has no other by an assignment. */
export const AttendanceRules = z.object({
  policies: z.array(Policy).min(1),
  schedules: z.array(Schedule).default([]),
  assignments: z.array(Assignment).default([]),
  calendars: z.array(HolidayCalendar).default([]),
  leaves: z.array(Leave).default([]),
})
export type AttendanceRules = z.infer<typeof AttendanceRules>

/**
 * The policy that applies until somebody writes rules. Windows translate its name as long as nobody has chosen another.
 */
export const standardPolicy = { id: 'standard', name: 'Standard' } as const

/** Finds the policy of whoever has no other by an assignment. */
export function defaultPolicy({ policies }: Pick<AttendanceRules, 'policies'>): Policy {
  return policies[0]!
}

/** Finds the zone that days are counted in where no particular person is meant. */
export function officeZone(rules: Pick<AttendanceRules, 'policies'>): string {
  return defaultPolicy(rules).zone
}

/** Tells whether a name is the IANA name of a time zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Tells whether any two shifts of the cycle overlap; the last day is followed by the first. */
function overlaps(days: readonly DayPlan[]): boolean {
  const cycle = days.length * 1440
  const spans = days
    .flatMap((day, index) =>
      day.kind === 'shifts'
        ? day.shifts.map((shift) => ({ from: index * 1440 + shift.start, to: index * 1440 + shift.end }))
        : [],
    )
    .sort((first, second) => first.from - second.from)
  return spans.some((span, index) => {
    const next = spans[index + 1]?.from ?? (spans[0]?.from ?? 0) + cycle
    return span.to > next
  })
}

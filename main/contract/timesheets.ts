import { z } from 'zod'
import { LocalDate, Zone } from './attendance-rules.ts'
import { EventId, Instant, PersonId, PersonRef } from './entities.ts'
import { Direction } from './events.ts'

/** What is computed from events and rules: days worked, presence, and requested corrections. */

/** One end of a session; `correction` is the entry that added or moved it. */
export const Stamp = z.object({
  at: Instant,
  zone: z.string(),
  event: EventId,
  correction: EventId.nullable(),
})
export type Stamp = z.infer<typeof Stamp>

/**
 * A stay from check-in to check-out. A forgotten end is null and the session counts nothing. `running`: the person is
 * still in.
 */
export const Session = z.object({
  in: Stamp.nullable(),
  out: Stamp.nullable(),
  running: z.boolean(),
  minutes: z.number().int().min(0),
})
export type Session = z.infer<typeof Session>

export const timesheetFlags = [
  'missing-in',
  'missing-out',
  'clock-moved',
  'corrected',
  'break-deducted',
  'worked-off-day',
  'worked-holiday',
  'worked-leave',
  'worked-not-employed',
] as const

export const TimesheetFlag = z.enum(timesheetFlags)
export type TimesheetFlag = z.infer<typeof TimesheetFlag>

/**
 * Tells whether somebody has to check a day before its hours can be paid: an entry is missing, and the day counts too
 * little; or the person did not work here on that day.
 */
export function needsCheck({ flags }: { readonly flags: readonly TimesheetFlag[] }): boolean {
  return (['missing-in', 'missing-out', 'worked-not-employed'] as const).some((flag) => flags.includes(flag))
}

/**
 * What kind of day it was. `planned`: still to be worked. `free`: no schedule applies and nobody came. `erased`:
 * the entries of the day were erased because of their age, and it counts nothing. `not-employed`:
 * before the person joined, or after they left.
 */
export const DayStatus = z.enum([
  'worked',
  'absent',
  'planned',
  'off',
  'holiday',
  'leave',
  'free',
  'not-employed',
  'erased',
])
export type DayStatus = z.infer<typeof DayStatus>

export const Interval = z.object({ from: Instant, to: Instant })
export type Interval = z.infer<typeof Interval>

/** Sums over any number of days. */
export const TimesheetTotals = z.object({
  expectedMinutes: z.number().int().min(0),
  workedMinutes: z.number().int().min(0),
  breakMinutes: z.number().int().min(0),
  deductedMinutes: z.number().int().min(0),
  lateMinutes: z.number().int().min(0),
  earlyMinutes: z.number().int().min(0),
  overtimeMinutes: z.number().int().min(0),
  absentMinutes: z.number().int().min(0),
  leaveMinutes: z.number().int().min(0),
})
export type TimesheetTotals = z.infer<typeof TimesheetTotals>

export const totalKeys = TimesheetTotals.keyof().options

export const TimesheetDay = TimesheetTotals.extend({
  date: LocalDate,
  status: DayStatus,
  /** What is expected after holidays and leave, in the order of time. Empty for plans by the hour. */
  plan: z.array(Interval),
  holiday: z.string().nullable(),
  leave: z.string().nullable(),
  sessions: z.array(Session),
  flags: z.array(TimesheetFlag),
})
export type TimesheetDay = z.infer<typeof TimesheetDay>

export const Timesheet = z.object({
  person: PersonRef.extend({ employeeNumber: z.string().nullable() }),
  days: z.array(TimesheetDay),
  totals: TimesheetTotals,
})
export type Timesheet = z.infer<typeof Timesheet>

/**
 * Where somebody is at a moment. `late`: should be here by now; `expected`: later today. `lateMinutes` is by how much a
 * person who is in or has left was late.
 */
export const Presence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in'), since: Instant, lateMinutes: z.number().int() }),
  z.object({ kind: z.literal('out'), since: Instant, lateMinutes: z.number().int() }),
  z.object({ kind: z.literal('late'), since: Instant }),
  z.object({ kind: z.literal('expected'), from: Instant.nullable() }),
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('leave'), name: z.string() }),
  z.object({ kind: z.literal('holiday'), name: z.string() }),
  z.object({ kind: z.literal('off') }),
])
export type Presence = z.infer<typeof Presence>

/** A correction to make. `at` and `direction` of a void are those of the entry it takes out. */
export const CorrectionDraft = z.object({
  personId: PersonId,
  action: z.enum(['void', 'add', 'move']),
  corrects: EventId.nullable(),
  direction: Direction,
  at: Instant,
  zone: Zone,
  reason: z.string().trim().min(1).max(500),
})
export type CorrectionDraft = z.infer<typeof CorrectionDraft>

export const CorrectionRequestId = z.number().int().positive().brand<'CorrectionRequestId'>()
export type CorrectionRequestId = z.infer<typeof CorrectionRequestId>

/** A correction that somebody requested, for example at the kiosk; it has no effect until it is approved. */
export const CorrectionRequest = z.object({
  id: CorrectionRequestId,
  draft: CorrectionDraft,
  requestedAt: Instant,
  requestedBy: z.string(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('waiting') }),
    z.object({ kind: z.literal('approved'), at: Instant, by: z.string(), correction: EventId }),
    z.object({ kind: z.literal('refused'), at: Instant, by: z.string(), note: z.string() }),
  ]),
})
export type CorrectionRequest = z.infer<typeof CorrectionRequest>

/** Why a correction cannot be made; the words are in the renderer's messages. */
export const correctionRefusals = [
  'nothing-to-correct',
  'somebody-elses',
  'person-erased',
  'entries-erased',
  'already-void',
  'void-can-not-move',
  'changes-nothing',
  'in-the-future',
] as const

export const CorrectionRefusal = z.enum(correctionRefusals)
export type CorrectionRefusal = z.infer<typeof CorrectionRefusal>

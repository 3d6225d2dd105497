import { z } from 'zod'
import { AttendanceRules, Holiday, LocalDate } from './attendance-rules.ts'
import { CsvSeparator } from './csv-separator.ts'
import { Bytes, EventId, Instant, PersonId, PersonRef } from './entities.ts'
import { AttendanceEvent, EventFilter, exportOutcome } from './events.ts'
import { method } from './method.ts'
import { tidyTextUpTo } from './tidy-text.ts'
import {
  CorrectionDraft,
  CorrectionRefusal,
  CorrectionRequest,
  CorrectionRequestId,
  Presence,
  Timesheet,
  TimesheetTotals,
} from './timesheets.ts'

/** Whose attendance: one person's, a group's, or everybody's. */
export const AttendanceScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: PersonId }),
  z.object({ kind: z.literal('group'), group: tidyTextUpTo(64) }),
  z.object({ kind: z.literal('everyone') }),
])
export type AttendanceScope = z.infer<typeof AttendanceScope>

/** A range of days, both ends included; at most about ten years. */
const Dates = z
  .object({ from: LocalDate, to: LocalDate })
  .refine(
    ({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < 3700 * 86_400_000,
    'Choose an end after the beginning.',
  )

const Numbered = PersonRef.extend({ employeeNumber: z.string().nullable() })

/**
 * Formats of exported files. `csv`, `json` and `xlsx` hold events, days or totals; `html` is a page to print; the other
 * two are for payroll.
 */
export const exportFormats = ['csv', 'json', 'xlsx', 'html', 'frappe', 'odoo'] as const

export const ExportFormat = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof ExportFormat>

export const OdooEmployee = z.enum(['name', 'external-id'])
export type OdooEmployee = z.infer<typeof OdooEmployee>

/** A named filter of the log. `days` counts back from today, instead of fixed ends. */
export const SavedFilter = z.object({
  name: tidyTextUpTo(100),
  days: z.number().int().min(1).max(3660).nullable(),
  filter: EventFilter,
})
export type SavedFilter = z.infer<typeof SavedFilter>

export const SavedFilters = z.object({ filters: z.array(SavedFilter).max(100), version: z.number().int() })

export const attendanceMethods = {
  /** Lists where everybody is now, in order of name. */
  'attendance.today': method(
    z.object({ group: z.string().nullable().default(null) }),
    z.object({
      at: Instant,
      /** The working day, which may have begun before midnight: the earliest of anybody's; null without people. */
      date: LocalDate.nullable(),
      people: z.array(
        z.object({
          person: Numbered,
          groups: z.array(z.string()),
          presence: Presence,
          /** One of today's entries was written on poor evidence that somebody alive stood there. */
          doubtful: z.boolean(),
        }),
      ),
    }),
  ),
  /** Computes a person's days with their sessions. */
  'attendance.timesheet': method(z.object({ personId: PersonId, dates: Dates }), Timesheet),
  /** Sums up everybody in a group, and every day. */
  'attendance.group': method(
    z.object({ scope: AttendanceScope, dates: Dates }),
    z.object({
      people: z.array(z.object({ person: Numbered, totals: TimesheetTotals, daysToCheck: z.number().int() })),
      days: z.array(z.object({ date: LocalDate, totals: TimesheetTotals })),
      totals: TimesheetTotals,
    }),
  ),
  /** Counts arrivals by time of day, and people present in each hour of the week, Monday 00:00 first. */
  'attendance.rhythm': method(
    z.object({ scope: AttendanceScope, dates: Dates, stepMinutes: z.number().int().min(5).max(60).default(15) }),
    z.object({ arrivals: z.array(z.number().int()), presence: z.array(z.number()).length(168) }),
  ),
  /** Writes a correction. A refusal is an expected outcome. */
  'attendance.correct': method(
    z.object({ draft: CorrectionDraft, actor: tidyTextUpTo(200) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('corrected'), event: AttendanceEvent }),
      z.object({ kind: z.literal('refused'), reason: CorrectionRefusal }),
    ]),
  ),
  /** Lists an event with what corrects it and what it corrects, oldest first. */
  'attendance.history': method(z.object({ event: EventId }), z.object({ events: z.array(AttendanceEvent) })),
  /** Lists requests, newest first; only open ones when `waiting`. */
  'attendance.requests': method(
    z.object({ waiting: z.boolean().default(true) }),
    z.object({ requests: z.array(CorrectionRequest.extend({ person: PersonRef })) }),
  ),
  /** Requests a correction, for example at the kiosk. */
  'attendance.request': method(
    z.object({ draft: CorrectionDraft, requestedBy: tidyTextUpTo(200) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('requested'), request: CorrectionRequest }),
      z.object({ kind: z.literal('refused'), reason: CorrectionRefusal }),
    ]),
  ),
  /** Approves or declines a request. An approval writes the correction, unless that no longer makes sense. */
  'attendance.decide': method(
    z.object({
      request: CorrectionRequestId,
      approve: z.boolean(),
      actor: tidyTextUpTo(200),
      note: z.string().max(500).default(''),
    }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('decided'), request: CorrectionRequest }),
      z.object({ kind: z.literal('refused'), reason: CorrectionRefusal }),
    ]),
  ),
  'attendance.rules.get': method(z.object({}), z.object({ rules: AttendanceRules, version: z.number().int() })),
  /** Replaces the rules as a whole. @throws `changed-meanwhile` when `version` is not the latest */
  'attendance.rules.set': method(
    z.object({ rules: AttendanceRules, version: z.number().int() }),
    z.object({ rules: AttendanceRules, version: z.number().int() }),
  ),
  /** Parses an .ics file without storing anything. @throws `calendar-unreadable`, `calendar-too-large` */
  'attendance.holidays.read': method(
    z.object({ text: z.string().max(10_000_000), dates: Dates }),
    z.object({ holidays: z.array(Holiday), skipped: z.number().int() }),
  ),
  /**
   * Exports a file into the exports folder, in pieces; announces `progress` under the name `task`. `titles` are the
   * words for column keys, and for the headings, states and flags of the printed page. `html` is always of days;
   * `frappe` and `odoo` have fixed contents and ignore `what`.
   * @throws `names-not-unique` when the file for Odoo goes by name, and one of the people shares theirs
   */
  'attendance.export': method(
    z.object({
      task: z.string().min(1).max(64),
      what: z.enum(['events', 'days', 'totals']),
      format: ExportFormat,
      scope: AttendanceScope,
      dates: Dates,
      bom: z.boolean().default(true),
      separator: CsvSeparator.default(','),
      /** How the file for Odoo identifies people: the employee number can be the External ID there. */
      odooEmployee: OdooEmployee.default('name'),
      titles: z.record(z.string(), z.string()).default({}),
      locale: z.string().max(35).default('en'),
    }),
    exportOutcome({
      rows: z.number().int(),
      /** Rows that a payroll system could not take. */
      skipped: z.number().int(),
      /** What is missing of erased people, when the file should be of everyone and cannot have them. */
      leftOut: z.object({ people: z.number().int(), entries: z.number().int() }),
    }),
  ),
  'attendance.cancelExport': method(z.object({ task: z.string() }), z.object({})),
  /** Reads a piece of a written file, at most 4 MiB; `total` is the length of the whole. */
  'attendance.readExport': method(
    z.object({ fileName: z.string().max(200), offset: z.number().int().min(0).default(0) }),
    z.object({ bytes: Bytes, total: z.number().int() }),
  ),
  /** Returns the saved filters of the log, which everybody at this installation shares. */
  'attendance.filters.get': method(z.object({}), SavedFilters),
  /** Replaces the saved filters as a whole. @throws `changed-meanwhile` when `version` is not the latest */
  'attendance.filters.set': method(SavedFilters, SavedFilters),
}

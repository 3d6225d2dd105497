import { constants, copyFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { App } from '../../../app.ts'
import { type AttendanceScope, type ExportFormat, exportFormats, OdooEmployee } from '../../../contract/attendance.ts'
import { AttendanceRules, LocalDate } from '../../../contract/attendance-rules.ts'
import { type CsvSeparator, csvSeparators } from '../../../contract/csv-separator.ts'
import { AppError } from '../../../contract/errors.ts'
import { Month } from '../../../contract/hours.ts'
import type { Presence, TimesheetDay } from '../../../contract/timesheets.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { findPerson, personHelp } from '../find-person.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

interface Dates {
  readonly from: LocalDate
  readonly to: LocalDate
}

export function defineAttendance(program: Command, perform: Perform): void {
  const attendance = program.command('attendance').description('who is in, timesheets, rules and exports')
  attendance
    .command('today')
    .description('where everybody is now')
    .option('--group <group>', 'only this group')
    .action(({ group }: { group?: string }, command: Command) =>
      perform(command, async (session) => today(await session.app({ takesOut: true }), group ?? null)),
    )
  withDates(attendance.command('timesheet').description('the days of a person'))
    .argument('<person>', personHelp)
    .action((who: string, dates: Dates, command: Command) =>
      perform(command, async (session) => timesheet(await session.app({ takesOut: true }), who, dates)),
    )
  attendance
    .command('confirmed')
    .description('who has confirmed their hours of a month at a kiosk')
    .argument('<month>', 'such as 2026-05', month)
    .option('--group <group>', 'only this group')
    .action((which: string, { group }: { group?: string }, command: Command) =>
      perform(command, async (session) => listConfirmed(await session.app({ takesOut: true }), which, group ?? null)),
    )
  withDates(attendance.command('export').description('events or timesheets as a file in the exports folder'))
    .option('--output <file>', 'write it into a new file, not into the exports folder')
    .addOption(
      new Option('--what <what>', 'a row for each').choices(['events', 'days', 'totals'] as const).default('days'),
    )
    .addOption(new Option('--format <format>', 'the kind of file').choices(exportFormats).default('csv'))
    .option('--group <group>', 'only this group')
    .option('--person <person>', `only this person: ${personHelp}`)
    .option('--no-bom', 'CSV without the mark that spreadsheets want')
    .addOption(
      new Option('--separator <separator>', 'CSV: between the cells; with ";" numbers have a decimal comma')
        .choices(csvSeparators)
        .default(','),
    )
    .addOption(
      new Option('--odoo-employee <column>', 'Odoo: the name, or the employee number as External ID')
        .choices(OdooEmployee.options)
        .default('name'),
    )
    .action((options: ExportOptions, command: Command) => perform(command, (session) => exportFile(session, options)))
  attendance
    .command('rules')
    .description('print the rules as JSON, or replace them')
    .option('--set <file>', 'a JSON file with the new rules, as this command prints them')
    .action(({ set }: { set?: string }, command: Command) =>
      perform(command, async (session) => rules(await session.app({ takesOut: set === undefined }), set)),
    )
}

function withDates(command: Command): Command {
  return command
    .requiredOption('--from <date>', 'the first day, as 2026-01-01', date)
    .requiredOption('--to <date>', 'the last day', date)
}

function date(text: string): LocalDate {
  const parsed = LocalDate.safeParse(text)
  if (!parsed.success) throw new InvalidArgumentError('It must be a day, as 2026-01-31.')
  return parsed.data
}

function month(text: string): string {
  const parsed = Month.safeParse(text)
  if (!parsed.success) throw new InvalidArgumentError('It must be a month, as 2026-05.')
  return parsed.data
}

async function listConfirmed(app: App, which: string, group: string | null): Promise<Outcome> {
  const scope: AttendanceScope = group === null ? { kind: 'everyone' } : { kind: 'group', group }
  const value = await app.call('hours.list', { month: which, scope })
  const rows = value.people.map(({ person, confirmation, workedMinutes }) => [
    ...[person.name, new Date(confirmation.at).toISOString(), confirmation.kiosk, hours(confirmation.workedMinutes)],
    confirmation.changed ? `now ${hours(workedMinutes)}` : '',
  ])
  const header = ['person', 'confirmed', 'kiosk', 'worked', 'changed since']
  return {
    value,
    text: `${table(header, rows)}${count(rows.length, 'person', 'people')}
`,
  }
}

async function today(app: App, group: string | null): Promise<Outcome> {
  const value = await app.call('attendance.today', { group })
  const rows = value.people.map(({ person, presence }) => [person.name, presence.kind, since(presence)])
  return { value, text: `${table(['person', 'state', 'since'], rows)}${count(rows.length, 'person', 'people')}\n` }
}

function since(presence: Presence): string {
  if ('since' in presence) return new Date(presence.since).toISOString()
  return 'name' in presence ? presence.name : ''
}

async function timesheet(app: App, who: string, { from, to }: Dates): Promise<Outcome> {
  const { id } = await findPerson(app, who)
  const value = await app.call('attendance.timesheet', { personId: id, dates: { from, to } })
  const row = (day: TimesheetDay) => [
    day.date,
    day.status,
    hours(day.expectedMinutes),
    hours(day.workedMinutes),
    hours(day.lateMinutes),
    hours(day.earlyMinutes),
    hours(day.absentMinutes),
    hours(day.overtimeMinutes),
    day.flags.join(' '),
  ]
  const header = ['date', 'status', 'planned', 'worked', 'late', 'early', 'absent', 'overtime', 'remarks']
  const { expectedMinutes, workedMinutes, lateMinutes, earlyMinutes, absentMinutes, overtimeMinutes } = value.totals
  const minutes = [expectedMinutes, workedMinutes, lateMinutes, earlyMinutes, absentMinutes, overtimeMinutes]
  const sums = ['sum', '', ...minutes.map(hours), '']
  return { value, text: table(header, [...value.days.map(row), sums]) }
}

function hours(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

interface ExportOptions extends Dates {
  readonly what: 'events' | 'days' | 'totals'
  readonly format: ExportFormat
  readonly group?: string
  readonly person?: string
  readonly bom: boolean
  readonly separator: CsvSeparator
  readonly odooEmployee: OdooEmployee
  readonly output?: string
}

/** What the other system requires, by format. */
const hints: Partial<Record<ExportFormat, string>> = {
  frappe:
    'Set the shift types in Frappe HR to "Strictly based on Log Type in Employee Checkin". A night shift is in the file of the day on which it began.\n',
  odoo: "The user who imports into Odoo must have the office's time zone.\n",
}

async function exportFile(
  session: Session,
  { from, to, group, person, output, ...options }: ExportOptions,
): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  if (output === undefined && session.onCopy()) {
    const message = 'The exports folder cannot be written to. Name a file on another disk with --output.'
    throw new AppError('file-unreadable', message)
  }
  const scope: AttendanceScope =
    person !== undefined
      ? { kind: 'person', personId: (await findPerson(app, person)).id }
      : group === undefined
        ? { kind: 'everyone' }
        : { kind: 'group', group }
  const value = await app.call('attendance.export', { ...options, task: 'export', scope, dates: { from, to } })
  if (value.kind === 'cancelled') throw new AppError('cancelled', 'The export was cancelled.')
  const path = output === undefined ? value.path : moveOut(value.path, output)
  const skipped = value.skipped === 0 ? '' : `, ${value.skipped} left out`
  const { people, entries } = value.leftOut
  const erased =
    entries === 0
      ? ''
      : `Not in this file: ${count(entries, 'entry', 'entries')} of ${count(people, 'erased person', 'erased people')}. They are still in the log: export with --what events.\n`
  const hint = hints[options.format] ?? ''
  return { value: { ...value, path }, text: `${path}\n${count(value.rows, 'row')}${skipped}\n${erased}${hint}` }
}

/** @returns the complete path. @throws AppError `file-unreadable` where a file is there, or cannot be written */
function moveOut(exported: string, output: string): string {
  const path = resolve(output)
  try {
    copyFileSync(exported, path, constants.COPYFILE_EXCL)
  } catch (cause) {
    const message = `${path} cannot be written. Name a new file, in a folder that you may write to.`
    throw new AppError('file-unreadable', message, { details: { file: path }, cause })
  } finally {
    rmSync(exported, { force: true })
  }
  return path
}

async function rules(app: App, file: string | undefined): Promise<Outcome> {
  const read = await app.call('attendance.rules.get', {})
  if (file === undefined) return { value: read, text: `${JSON.stringify(read.rules, null, 2)}\n` }
  const value = await app.call('attendance.rules.set', { rules: await readRules(file), version: read.version })
  return {
    value,
    text: `The rules are saved as version ${value.version}.\n${describeNewDeductions(read.rules, value.rules)}`,
  }
}

/** A note on break deductions that are on now and were off before: files of earlier versions do not mention them. */
function describeNewDeductions(before: AttendanceRules, now: AttendanceRules): string {
  const names = now.policies
    .filter(({ id, breaks }) => {
      const old = before.policies.find((policy) => policy.id === id)
      return breaks.deductShiftBreaks && old?.breaks.deductShiftBreaks === false
    })
    .map(({ name }) => name)
  if (names.length === 0) return ''
  return `From now on shift breaks are deducted under ${names.join(', ')}, for past days too. To go on without, set breaks.deductShiftBreaks to false.\n`
}

async function readRules(file: string): Promise<AttendanceRules> {
  try {
    return AttendanceRules.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new AppError('rules-malformed', `${file} holds no attendance rules: ${String(cause)}`, { cause })
  }
}

import type { Instant, ModelOpinion } from '../contract/entities.ts'
import type { AttendanceEvent } from '../contract/events.ts'
import type { Confirmation } from '../contract/hours.ts'
import { needsCheck, type Timesheet, totalKeys } from '../contract/timesheets.ts'
import { sumDays } from './timesheet.ts'
import { offsetAt } from './zone.ts'

/**
 * How a column is written. `minutes` are lengths, `time` a point in time on a zone's wall clock, `date` a LocalDate.
 */
export type CellKind = 'text' | 'number' | 'truth' | 'time' | 'date' | 'minutes'

export interface Column {
  /** Stable, in English: what programs read. */
  readonly key: string
  readonly kind: CellKind
}

export interface LocalTime {
  readonly at: Instant
  readonly zone: string
}

export type Cell = string | number | boolean | LocalTime | null

/** Rows are made while they are read, so that a table of any length takes the memory of one row. */
export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly rows: Iterable<readonly Cell[]>
}

interface Field<T> extends Column {
  readonly value: (row: T) => Cell
}

/** One row for each event with its evidence; corrections are rows of their own. */
export function eventTable(name: string, events: Iterable<AttendanceEvent>): Table {
  return table(name, eventFields, events)
}

/** One row for each person and day. */
export function timesheetTable(name: string, timesheets: Iterable<Timesheet>): Table {
  return table(name, dayFields, personDays(timesheets))
}

/** A timesheet, and that its person confirmed it: only a whole month can be. */
export interface ConfirmedTimesheet extends Timesheet {
  readonly confirmation?: (LocalTime & Pick<Confirmation, 'changed'>) | null
}

/** One row for each person: the sums. */
export function totalsTable(name: string, timesheets: Iterable<ConfirmedTimesheet>): Table {
  return table(name, totalFields, timesheets)
}

/** `2026-05-04T09:00:00+02:00` */
export function isoLocal({ at, zone }: LocalTime): string {
  const offset = offsetAt(at, zone)
  const minutes = Math.abs(offset) / 60_000
  const sign = offset < 0 ? '-' : '+'
  return `${wallText(at + offset)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`.replace(' ', 'T')
}

/** `2026-05-04 09:00:00` on the zone's wall clock. */
export function localText({ at, zone }: LocalTime): string {
  return wallText(at + offsetAt(at, zone))
}

function wallText(shifted: number): string {
  return new Date(shifted).toISOString().slice(0, 19).replace('T', ' ')
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}

function table<T>(name: string, fields: readonly Field<T>[], source: Iterable<T>): Table {
  const columns = fields.map(({ key, kind }) => ({ key, kind }))
  return { name, columns, rows: Iterator.from(source).map((row) => fields.map(({ value }) => value(row))) }
}

function field<T>(key: string, kind: CellKind, value: (row: T) => Cell): Field<T> {
  return { key, kind, value }
}

const eventFields: readonly Field<AttendanceEvent>[] = [
  field('id', 'number', (event) => event.id),
  field('kind', 'text', (event) => event.kind),
  field('person', 'text', (event) => event.person.name),
  field('person_id', 'number', (event) => event.person.id),
  field('employee_number', 'text', (event) => event.employeeNumber),
  field('direction', 'text', (event) => event.direction),
  field('time', 'time', (event) => event),
  field('zone', 'text', (event) => event.zone),
  field('recorded_at', 'time', (event) => ({ at: event.recordedAt, zone: event.zone })),
  field('method', 'text', (event) => event.method),
  field('kiosk', 'text', (event) => event.kiosk),
  field('similarity', 'number', (event) => event.similarity),
  field('runner_up', 'text', (event) => event.runnerUp?.person.name ?? null),
  field('runner_up_similarity', 'number', (event) => event.runnerUp?.similarity ?? null),
  field('threshold', 'number', (event) => event.threshold),
  field('threshold_version', 'number', (event) => event.thresholdVersion),
  field('model', 'text', (event) => event.model),
  field('metric', 'number', (event) => event.metric),
  field('liveness', 'number', (event) => event.liveness),
  field('quality', 'number', (event) => event.quality),
  field('clock_moved', 'truth', (event) => event.clockMoved),
  field('corrects', 'number', (event) => event.corrects),
  field('action', 'text', (event) => event.action),
  field('actor', 'text', (event) => event.actor),
  field('reason', 'text', (event) => event.reason),
  field('liveness_models', 'text', ({ livenessModels }) => livenessModels && describeOpinions(livenessModels)),
]

/** Writes what each model said, as in `fr_liveness 0.93, MiniFASNetV2 0.88`. */
const describeOpinions = (opinions: readonly ModelOpinion[]) =>
  opinions.map(({ model, real }) => `${model} ${real}`).join(', ')

interface PersonDay {
  readonly person: Timesheet['person']
  readonly day: Timesheet['days'][number]
}

function* personDays(timesheets: Iterable<Timesheet>): Generator<PersonDay> {
  for (const { person, days } of timesheets) for (const day of days) yield { person, day }
}

/** `expectedMinutes` becomes `expected_minutes`. */
function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const dayFields: readonly Field<PersonDay>[] = [
  field('person', 'text', ({ person }) => person.name),
  field('employee_number', 'text', ({ person }) => person.employeeNumber),
  field('date', 'date', ({ day }) => day.date),
  field('status', 'text', ({ day }) => day.status),
  field('holiday', 'text', ({ day }) => day.holiday),
  field('leave', 'text', ({ day }) => day.leave),
  field('first_in', 'time', ({ day }) => day.sessions[0]?.in ?? null),
  field('last_out', 'time', ({ day }) => day.sessions.at(-1)?.out ?? null),
  ...totalKeys.map((key) => field<PersonDay>(snake(key), 'minutes', ({ day }) => day[key])),
  field('flags', 'text', ({ day }) => day.flags.join(' ')),
]

const totalFields: readonly Field<ConfirmedTimesheet>[] = [
  field('person', 'text', ({ person }) => person.name),
  field('employee_number', 'text', ({ person }) => person.employeeNumber),
  ...totalKeys.map((key) => field<ConfirmedTimesheet>(snake(key), 'minutes', ({ totals }) => totals[key])),
  field('days_to_check', 'number', ({ days }) => days.filter(needsCheck).length),
  field('confirmed', 'time', ({ confirmation }) => confirmation ?? null),
  field('changed_since', 'truth', ({ confirmation }) => confirmation?.changed ?? null),
]

/** A timesheet with its sums. */
export function timesheet(person: Timesheet['person'], days: Timesheet['days']): Timesheet {
  return { person, days, totals: sumDays(days) }
}

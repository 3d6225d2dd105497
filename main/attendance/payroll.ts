import type { OdooEmployee } from '../contract/attendance.ts'
import type { EventId, PersonRef } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Timesheet } from '../contract/timesheets.ts'
import { csvCell, csvRow } from '../text/csv.ts'
import { localText } from './table.ts'

/** Counts of an export, complete when it has been read. */
export interface Tally {
  rows: number
  /** Entries that the other system could not take: people without an employee number, sessions with a forgotten end. */
  skipped: number
}

/**
 * The ends of the sessions, as Frappe HR's Data Import of "Employee Checkin" reads them: the labels of
 * hrms/hr/doctype/employee_checkin/employee_checkin.json, the employee's ID in "Employee", local time in "Time". The
 * employee number must be the ID that the employee has in Frappe HR. A passage through the door is one line, however
 * often somebody was seen in it, and a night's check-out stands with the day on which the night began: so Frappe counts
 * what Rollcall counts, where its shift types go strictly by the log type. One piece of text a person.
 *
 * @param kioskOf where an entry was recorded
 */
export function* frappeCheckins(
  timesheets: Iterable<Timesheet>,
  kioskOf: (entry: EventId) => string,
  tally: Tally,
): Generator<string> {
  yield csvRow(['Employee', 'Log Type', 'Time', 'Location / Device ID'])
  for (const { person, days } of timesheets) {
    const ends = days.flatMap((day) =>
      day.sessions.flatMap((session) => [
        { type: 'IN', stamp: session.in },
        { type: 'OUT', stamp: session.out },
      ]),
    )
    const lines = ends.flatMap(({ type, stamp }) =>
      stamp === null || person.employeeNumber === null
        ? []
        : [[person.employeeNumber, type, localText(stamp), kioskOf(stamp.event)]],
    )
    tally.skipped += ends.filter(({ stamp }) => stamp !== null).length - lines.length
    yield textOf(lines, tally)
  }
}

/**
 * The sessions as Odoo's import of hr.attendance reads them. Odoo takes the times for the importing user's zone
 * (ir.fields.converter), so that user's zone must be `zone`. Of an hour that comes twice, versions up to 19.0 take the
 * second time (pytz), later ones the first (zoneinfo): a time in the other one moves by the hour. Sessions with an open
 * end are left out: Odoo allows one a person at most, and a check-out is never invented. One piece of text a person.
 *
 * @param employee which column names the employee: the name, or the employee number as External ID
 */
export function* odooAttendances(
  timesheets: Iterable<Timesheet>,
  zone: string,
  employee: OdooEmployee,
  tally: Tally,
): Generator<string> {
  yield csvRow([employee === 'name' ? 'employee_id' : 'employee_id/id', 'check_in', 'check_out'])
  for (const { person, days } of timesheets) {
    const who = employee === 'name' ? person.name : person.employeeNumber
    const sessions = days.flatMap((day) => day.sessions)
    const lines = sessions.flatMap((session) =>
      who === null || session.in === null || session.out === null
        ? []
        : [[who, ...[session.in, session.out].map(({ at }) => localText({ at, zone }))]],
    )
    tally.skipped += sessions.length - lines.length
    yield textOf(lines, tally)
  }
}

/**
 * Odoo takes the first employee of a name, and the hours of all who share it would become that one's.
 * @param chosen the people of the file
 * @param everybody all whom Odoo may know
 * @throws AppError `names-not-unique`
 */
export function requireUniqueNames(chosen: readonly PersonRef[], everybody: readonly PersonRef[]): void {
  const holders = Map.groupBy(everybody, ({ name }) => name)
  const shared = new Set(chosen.map(({ name }) => name).filter((name) => holders.get(name)!.length > 1))
  if (shared.size === 0) return
  const names = [...shared]
  const message = `${names.join(', ')}: several people have ${names.length === 1 ? 'this name' : 'these names'}, and Odoo could not tell whose hours are whose. Identify employees by External ID instead.`
  throw new AppError('names-not-unique', message, { details: { names } })
}

/** Without the apostrophe against formulas, which payroll software would take for a part of the name or number. */
function textOf(lines: readonly (readonly string[])[], tally: Tally): string {
  tally.rows += lines.length
  return lines.map((cells) => csvRow(cells.map(csvCell))).join('')
}

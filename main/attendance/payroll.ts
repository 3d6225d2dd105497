import type { AttendanceEvent } from '../contract/entities.ts'
import type { Interval, Timesheet } from '../contract/timesheet.ts'
import { applyCorrections } from './corrections.ts'
import { quoteCell } from './csv.ts'
import { localText } from './table.ts'

/** What came of an export; counted while it is read. */
export interface Tally {
  rows: number
  /** Entries that the other system could not take: people without an employee number, sessions with a forgotten end. */
  skipped: number
}

const newline = '\r\n'

/**
 * The checks that stand after corrections, as Frappe HR's Data Import of "Employee Checkin" reads them: the labels of
 * hrms/hr/doctype/employee_checkin/employee_checkin.json, the employee's ID in "Employee", local time in "Time".
 * The employee number must be the ID that the employee has in Frappe HR. One piece of text a person.
 *
 * @param people the events of each person, closed under corrections
 * @param span only entries that stand in this time: a correction may bring along others
 */
export function* frappeCheckins(
  people: Iterable<readonly AttendanceEvent[]>,
  span: Interval,
  tally: Tally,
): Generator<string> {
  yield `Employee,Log Type,Time,Location / Device ID${newline}`
  for (const events of people) {
    const entries = applyCorrections(events).entries.filter(({ at }) => span.from <= at && at < span.to)
    const lines = entries.flatMap(({ source: { employeeNumber, kiosk }, direction, at, zone }) =>
      employeeNumber === null ? [] : [[employeeNumber, direction.toUpperCase(), localText({ at, zone }), kiosk]],
    )
    tally.skipped += entries.length - lines.length
    yield textOf(lines, tally)
  }
}

/**
 * The sessions as Odoo's import of hr.attendance reads them. Odoo takes the times for the importing user's zone
 * (ir.fields.converter), so that user's zone must be `zone`; an hour that comes twice it takes the second time, and a
 * time in the first one moves to the same time of the second. Sessions with an open end are left out: Odoo allows one a
 * person at most, and a check-out is never invented. One piece of text a person.
 *
 * @param employee which column names the employee: the name, or the employee number as external ID
 */
export function* odooAttendances(
  timesheets: Iterable<Timesheet>,
  zone: string,
  employee: 'name' | 'external-id',
  tally: Tally,
): Generator<string> {
  yield `${employee === 'name' ? 'employee_id' : 'employee_id/id'},check_in,check_out${newline}`
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

/** No apostrophe against formulas here: payroll would take it for a part of the name or number. */
function textOf(lines: readonly (readonly string[])[], tally: Tally): string {
  tally.rows += lines.length
  return lines.map((cells) => cells.map(quoteCell).join(',') + newline).join('')
}

import type { AttendanceEvent } from '../contract/entities.ts'
import type { Timesheet } from '../contract/timesheet.ts'
import { applyCorrections } from './corrections.ts'
import { csvText } from './csv.ts'
import { localText } from './table.ts'

export interface PayrollFile {
  readonly text: string
  readonly rows: number
  /** Entries that the other system could not take: people without an employee number, sessions with a forgotten end. */
  readonly skipped: number
}

const newline = '\r\n'

/**
 * The checks that stand after corrections, as Frappe HR's Data Import of "Employee Checkin" reads them: the labels of
 * hrms/hr/doctype/employee_checkin/employee_checkin.json, the employee's ID in "Employee", local time in "Time".
 * The employee number must be the ID that the employee has in Frappe HR.
 *
 * @param people the events of each person, closed under corrections
 */
export function frappeCheckins(people: Iterable<readonly AttendanceEvent[]>): PayrollFile {
  const lines = ['Employee,Log Type,Time,Location / Device ID']
  let skipped = 0
  for (const events of people) {
    for (const { source, direction, at, zone } of applyCorrections(events).entries) {
      if (source.employeeNumber === null) skipped += 1
      else
        lines.push(
          [source.employeeNumber, direction.toUpperCase(), localText({ at, zone }), source.kiosk]
            .map(csvText)
            .join(','),
        )
    }
  }
  return { text: lines.join(newline) + newline, rows: lines.length - 1, skipped }
}

/**
 * The sessions as Odoo's import of hr.attendance reads them. Odoo takes the times for the importing user's zone
 * (ir.fields.converter), so that user's zone must be `zone`; an hour that comes twice it takes the second time, and a
 * time in the first one moves to the same time of the second. Sessions with an open end are left out: Odoo allows one a
 * person at most, and a check-out is never invented.
 *
 * @param employee which column names the employee: the name, or the employee number as external ID
 */
export function odooAttendances(
  timesheets: Iterable<Timesheet>,
  zone: string,
  employee: 'name' | 'external-id',
): PayrollFile {
  const lines = [`${employee === 'name' ? 'employee_id' : 'employee_id/id'},check_in,check_out`]
  let skipped = 0
  for (const { person, days } of timesheets) {
    const who = employee === 'name' ? person.name : person.employeeNumber
    for (const session of days.flatMap((day) => day.sessions)) {
      if (who === null || session.in === null || session.out === null) skipped += 1
      else {
        const times = [session.in, session.out].map(({ at }) => localText({ at, zone }))
        lines.push([who, ...times].map(csvText).join(','))
      }
    }
  }
  return { text: lines.join(newline) + newline, rows: lines.length - 1, skipped }
}

import { describe, expect, test } from 'vitest'
import { frappeCheckins, odooAttendances, requireUniqueNames, type Tally } from '../../main/attendance/payroll.ts'
import { readRules } from '../../main/attendance/schedule.ts'
import { timesheet } from '../../main/attendance/table.ts'
import { timesheetDays } from '../../main/attendance/timesheet.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { PersonId } from '../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../main/contract/events.ts'
import { check, correction, local } from './build.ts'
import { everyDay, rulesOf, shifts } from './examples/example.ts'

const dates = (from: string, to: string) => ({ from: LocalDate.parse(from), to: LocalDate.parse(to) })
const may = dates('2026-05-01', '2026-05-31')
const person = { id: PersonId.parse(1), name: '佐藤 <b>', employeeNumber: '007' as string | null }

/** The timesheet of some entries, in an office of working days or of nights. */
function sheetOf(events: readonly AttendanceEvent[], who = person, range = may, night = false) {
  const rules = rulesOf({ name: '', events: [], days: {}, ...(night ? { pattern: everyDay(shifts('22-30')) } : {}) })
  const plan = readRules(rules)({ id: person.id, groups: [] })
  return timesheet(who, timesheetDays(plan, events, range, local('2026-06-09 00:00')))
}

function fileOf(write: (tally: Tally) => Iterable<string>) {
  const tally = { rows: 0, skipped: 0 }
  return { text: [...write(tally)].join(''), ...tally }
}

/** The lines of a file for Frappe HR, without its head. */
function checkins(...sheets: ReturnType<typeof sheetOf>[]) {
  const file = fileOf((tally) => frappeCheckins(sheets, (entry) => `Door ${entry}`, tally))
  const [head, ...lines] = file.text.trimEnd().split('\r\n')
  expect(head).toBe('Employee,Log Type,Time,Location / Device ID')
  expect(file.rows).toBe(lines.length)
  return { lines, skipped: file.skipped }
}

describe('a file for Frappe HR', () => {
  test('has what stands after corrections, in local time, and where it was recorded', () => {
    const moved = [
      check(1, 'in', local('2026-05-04 09:00:07')),
      check(2, 'out', local('2026-05-04 17:30')),
      correction(3, 'move', 2, 'out', local('2026-05-04 17:00')),
    ]
    const elsewhere = [
      check(5, 'in', local('2026-04-30 09:00')),
      correction(6, 'move', 5, 'in', local('2026-05-01 09:00')),
      check(7, 'in', local('2026-06-01 09:00')),
    ]
    const nobody = [check(4, 'in', local('2026-05-04 09:00')), check(8, 'out', local('2026-05-04 10:00'))]
    expect(checkins(sheetOf(moved), sheetOf(nobody, { ...person, employeeNumber: null }), sheetOf(elsewhere))).toEqual({
      lines: [
        '007,IN,2026-05-04 09:00:07,Door 1',
        '007,OUT,2026-05-04 17:00:00,Door 2',
        '007,IN,2026-05-01 09:00:00,Door 5',
      ],
      skipped: 2,
    })
  })

  test('has a passage once, though somebody was seen in it several times: the first way in and the last way out', () => {
    const seen = [
      check(1, 'in', local('2026-05-04 09:00')),
      check(2, 'in', local('2026-05-04 09:02')),
      check(3, 'out', local('2026-05-04 17:00')),
      check(4, 'out', local('2026-05-04 17:03')),
    ]
    expect(checkins(sheetOf(seen)).lines).toEqual([
      '007,IN,2026-05-04 09:00:00,Door 1',
      '007,OUT,2026-05-04 17:03:00,Door 4',
    ])
  })

  test("has both ends of a night in the month in which it began, and neither in the next one's file", () => {
    const night = [check(1, 'in', local('2026-05-31 22:00')), check(2, 'out', local('2026-06-01 06:00'))]
    const of = (range: typeof may) => checkins(sheetOf(night, person, range, true)).lines
    expect(of(may)).toEqual(['007,IN,2026-05-31 22:00:00,Door 1', '007,OUT,2026-06-01 06:00:00,Door 2'])
    expect(of(dates('2026-06-01', '2026-06-05'))).toEqual([])
  })

  test('has the end that is known where the other was forgotten', () => {
    const forgotten = [check(1, 'in', local('2026-05-04 09:00')), check(2, 'out', local('2026-05-06 17:00'))]
    expect(checkins(sheetOf(forgotten))).toEqual({
      lines: ['007,IN,2026-05-04 09:00:00,Door 1', '007,OUT,2026-05-06 17:00:00,Door 2'],
      skipped: 0,
    })
  })
})

describe('a file for Odoo', () => {
  const whole = [check(1, 'in', local('2026-05-04 09:00:07')), check(2, 'out', local('2026-05-04 17:30'))]

  test('has whole sessions only, by name or by External ID', () => {
    const sheets = [sheetOf([...whole, check(9, 'in', local('2026-05-05 09:00'))])]
    const file = fileOf((tally) => odooAttendances(sheets, 'Europe/Berlin', 'external-id', tally))
    expect(file).toEqual({
      text: 'employee_id/id,check_in,check_out\r\n007,2026-05-04 09:00:07,2026-05-04 17:30:00\r\n',
      rows: 1,
      skipped: 1,
    })
    const named = fileOf((tally) => odooAttendances(sheets, 'Europe/Berlin', 'name', tally))
    expect(named.text).toBe('employee_id,check_in,check_out\r\n佐藤 <b>,2026-05-04 09:00:07,2026-05-04 17:30:00\r\n')
  })

  test('leaves out and counts who has no number, where it goes by numbers', () => {
    const file = fileOf((tally) =>
      odooAttendances([sheetOf(whole, { ...person, employeeNumber: null })], 'UTC', 'external-id', tally),
    )
    expect([file.rows, file.skipped]).toEqual([0, 1])
  })

  test('is refused by name when somebody else has the name of one of its people', () => {
    const [li, other, ada] = ['Li Wei', 'Li Wei', 'Ada'].map((name, index) => ({ id: PersonId.parse(index + 1), name }))
    expect(() => requireUniqueNames([ada!], [li!, other!, ada!])).not.toThrow()
    expect(() => requireUniqueNames([ada!, li!], [li!, other!, ada!])).toThrow(
      expect.objectContaining({
        code: 'names-not-unique',
        details: { names: ['Li Wei'] },
        message: expect.stringMatching(/^Li Wei: several people have this name,/),
      }),
    )
    expect(() => requireUniqueNames([ada!, li!], [li!, other!, ada!, ada!])).toThrow(
      'Ada, Li Wei: several people have these names,',
    )
    expect(() => requireUniqueNames([li!], [li!, ada!])).not.toThrow()
  })
})

test('names and numbers reach payroll as they are, quoted but without an apostrophe', () => {
  const sheets = [
    sheetOf([check(1, 'in', local('2026-05-04 09:00')), check(2, 'out', local('2026-05-04 10:00'))], {
      ...person,
      name: '=Li',
      employeeNumber: '-77,"A"',
    }),
  ]
  const frappe = fileOf((tally) => frappeCheckins(sheets, () => '@Door', tally))
  expect(frappe.text).toContain('\r\n"-77,""A""",IN,2026-05-04 09:00:00,@Door\r\n')
  const byName = fileOf((tally) => odooAttendances(sheets, 'Europe/Berlin', 'name', tally))
  expect(byName.text).toContain('\r\n=Li,2026')
  const byId = fileOf((tally) => odooAttendances(sheets, 'Europe/Berlin', 'external-id', tally))
  expect(byId.text).toContain('\r\n"-77,""A""",2026')
})

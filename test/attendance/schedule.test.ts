import { describe, expect, test } from 'vitest'
import { readRules } from '../../main/attendance/schedule.ts'
import { AttendanceRules, Schedule } from '../../main/contract/attendance.ts'
import { PersonId } from '../../main/contract/entities.ts'
import { AppError } from '../../main/contract/errors.ts'
import { dayOf, local } from './build.ts'
import { everyDay, off, shifts, workWeek } from './examples/example.ts'

const policies = [
  { id: 'berlin', name: 'Berlin', zone: 'Europe/Berlin' },
  { id: 'lax', name: 'Relaxed', zone: 'Europe/Berlin', graceLateMinutes: 30 },
]
const schedules = ['9-17', '10-18', '12-20', '6-14'].map((text) => ({
  id: text,
  name: text,
  pattern: everyDay(shifts(text)),
}))

function plan(assignments: unknown[], groups: readonly string[] = [], id = 1) {
  const rules = AttendanceRules.parse({ policies, schedules, assignments })
  return readRules(rules)({ id: PersonId.parse(id), groups })
}

/** The hour at which the day's first shift begins. */
function begins(of: ReturnType<typeof plan>, date: string): number {
  return (of.day(dayOf(date)).intervals[0]!.from - local(`${date} 00:00`)) / 3_600_000
}

describe('who works by what', () => {
  const everyone = { target: { kind: 'everyone' }, schedule: '9-17', policy: 'berlin' }
  const support = { target: { kind: 'group', group: 'Support' }, schedule: '10-18' }
  const one = { target: { kind: 'person', personId: 1 }, schedule: '12-20' }

  test('a person before a group before everyone, in whatever order they stand', () => {
    for (const order of [
      [everyone, support, one],
      [one, support, everyone],
    ]) {
      expect(begins(plan(order, ['Support']), '2026-05-04')).toBe(12)
      expect(begins(plan(order, ['Support'], 2), '2026-05-04')).toBe(10)
      expect(begins(plan(order, ['Sales'], 2), '2026-05-04')).toBe(9)
    }
  })

  test('only within its dates, both included; a later beginning wins', () => {
    const summer = { ...everyone, schedule: '6-14', from: '2026-06-01', to: '2026-08-31' }
    const of = plan([everyone, summer])
    const dates = ['2026-05-31', '2026-06-01', '2026-08-31', '2026-09-01']
    expect(dates.map((date) => begins(of, date))).toEqual([9, 6, 6, 9])
  })

  test('policy and schedule may come from different assignments', () => {
    const of = plan([everyone, { target: { kind: 'group', group: 'Lab' }, policy: 'lax' }], ['Lab'])
    const { policy, schedule } = of.day(dayOf('2026-05-04'))
    expect([policy.id, schedule?.id]).toEqual(['lax', '9-17'])
  })

  test('without any assignment the first policy holds and nothing is expected', () => {
    const { policy, expectedMinutes } = plan([]).day(dayOf('2026-05-04'))
    expect([policy.id, expectedMinutes]).toEqual(['berlin', null])
  })

  test('a name that is not there is said', () => {
    expect(() => plan([{ ...everyone, schedule: 'gone' }])).toThrow(AppError)
  })
})

describe('a schedule is refused', () => {
  const parse = (pattern: unknown) => Schedule.safeParse({ id: 's', name: 'S', pattern }).success

  test('when shifts overlap, on one day, into the next, or from the last day into the first', () => {
    expect(parse(everyDay(shifts('9-17')))).toBe(true)
    expect(parse(everyDay(shifts('9-13', '12-17')))).toBe(false)
    expect(parse(everyDay(shifts('22-30', '5-9')))).toBe(false)
    expect(parse({ kind: 'rotating', anchor: '2026-05-04', days: [shifts('5-9'), off, shifts('22-30')] })).toBe(false)
    expect(parse({ kind: 'rotating', anchor: '2026-05-04', days: [shifts('6-9'), off, shifts('22-30')] })).toBe(true)
    expect(parse(everyDay(shifts('8-32')))).toBe(true)
  })

  test('when a shift is longer than a day, ends before it starts, or is all break', () => {
    expect(parse(workWeek(shifts('8-33')))).toBe(false)
    expect(parse(workWeek(shifts('17-9')))).toBe(false)
    expect(parse(workWeek({ kind: 'shifts', shifts: [{ start: 540, end: 600, breakMinutes: 60 }] }))).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { readRules } from '../../main/attendance/schedule.ts'
import { AttendanceRules, type Membership, Schedule } from '../../main/contract/attendance-rules.ts'
import { PersonId } from '../../main/contract/entities.ts'
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
  return planOf(assignments, [{ from: null, groups: [...groups] }], id)
}

function planOf(assignments: unknown[], groups: readonly Membership[], id = 1) {
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

  test('of two that overlap the one that began later, in whatever order they stand', () => {
    const since = (from: string, schedule: string) => ({ ...everyone, schedule, from })
    const june = since('2026-06-01', '6-14')
    const july = since('2026-07-01', '12-20')
    for (const order of [
      [june, july],
      [july, june],
    ]) {
      expect(['2026-06-30', '2026-07-01'].map((date) => begins(plan(order), date))).toEqual([6, 12])
    }
  })

  test('a policy only within its dates, both included', () => {
    const strict = { target: { kind: 'everyone' }, policy: 'lax', from: '2026-06-01', to: '2026-08-31' }
    const of = plan([{ ...everyone, policy: 'berlin' }, strict])
    const dates = ['2026-05-31', '2026-06-01', '2026-08-31', '2026-09-01']
    expect(dates.map((date) => of.day(dayOf(date)).policy.id)).toEqual(['berlin', 'lax', 'lax', 'berlin'])
  })

  test('a group counts on the days on which somebody is in it, within the dates of its assignment', () => {
    const membership = (from: string | null, ...groups: string[]) => ({ from: from as Membership['from'], groups })
    const away = [
      membership(null, 'Support', 'Lab'),
      membership('2026-06-02', 'Lab'),
      membership('2026-07-01', 'Support'),
    ]
    const summer = { ...support, schedule: '6-14', from: '2026-06-01', to: '2026-07-31' }
    const of = planOf([everyone, support, summer], away)
    const dates = ['2026-05-31', '2026-06-01', '2026-06-02', '2026-06-30', '2026-07-01', '2026-07-31', '2026-08-01']
    expect(dates.map((date) => begins(of, date))).toEqual([10, 6, 9, 9, 6, 6, 10])
  })

  test('people who were in the same groups on the same days share one plan, others do not', () => {
    const read = readRules(AttendanceRules.parse({ policies, schedules, assignments: [everyone, support] }))
    const of = (id: number, ...groups: Membership[]) => read({ id: PersonId.parse(id), groups })
    const since = { from: '2026-06-02' as Membership['from'], groups: ['Support'] }
    expect(of(1, { from: null, groups: [] }, since)).toBe(of(2, { from: null, groups: ['Lab'] }, since))
    expect(of(1, { from: null, groups: [] }, since)).not.toBe(of(3, { from: null, groups: ['Support'] }))
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
    const unknown = (id: string) =>
      expect.objectContaining({ code: 'not-found', reason: 'rule-gone', message: expect.stringContaining(`"${id}"`) })
    expect(() => plan([{ ...everyone, schedule: 'gone' }])).toThrow(unknown('gone'))
    const feasts = { policies: [{ ...policies[0], holidays: 'feasts' }] }
    expect(() => readRules(AttendanceRules.parse({ ...feasts, schedules, assignments: [] }))).toThrow(unknown('feasts'))
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

describe('an attendance day', () => {
  test('begins two hours before a shift that begins soon after midnight', () => {
    const early = { id: 'early', name: 'Early', pattern: everyDay(shifts('1-9')) }
    const assignments = [{ target: { kind: 'everyone' }, schedule: 'early' }]
    const rules = AttendanceRules.parse({ policies, schedules: [early], assignments })
    const of = readRules(rules)({ id: PersonId.parse(1), groups: [] })
    expect(of.day(dayOf('2026-05-05')).start).toBe(local('2026-05-04 23:00'))
    const days = ['22:59', '23:00', '23:59'].map((time) => of.dayOf(local(`2026-05-04 ${time}`)))
    expect(days).toEqual([dayOf('2026-05-04'), dayOf('2026-05-05'), dayOf('2026-05-05')])
  })
})

describe('a shift longer than the longest session', () => {
  test('lengthens it for its own day, and for what must be read', () => {
    const pattern = { kind: 'rotating', anchor: '2026-05-04', days: [shifts('6-23'), shifts('9-17')] }
    const rules = AttendanceRules.parse({
      policies: [policies[0]],
      schedules: [{ id: 'long', name: 'Long', pattern }],
      assignments: [{ target: { kind: 'everyone' }, schedule: 'long' }],
    })
    const of = readRules(rules)({ id: PersonId.parse(1), groups: [] })
    expect(['2026-05-04', '2026-05-05'].map((date) => of.day(dayOf(date)).maxSessionMinutes)).toEqual([1260, 960])
    expect(of.reachMinutes).toBe(1265)
  })

  test('is read for by the longest of all policies that somebody has', () => {
    const policy = { id: 'long', name: 'Long', zone: 'Europe/Berlin', maxSessionMinutes: 2000, repeatMinutes: 10 }
    const assignments = [{ target: { kind: 'everyone' }, policy: 'long', from: '2026-06-01' }]
    const rules = AttendanceRules.parse({ policies: [policies[0], policy], schedules, assignments })
    expect(readRules(rules)({ id: PersonId.parse(1), groups: [] }).reachMinutes).toBe(2010)
  })

  test('does not where the limit is enough', () => {
    expect(plan([{ target: { kind: 'everyone' }, schedule: '9-17' }]).reachMinutes).toBe(965)
  })
})

describe('leaves that overlap', () => {
  const vacation = { personId: 1, name: 'Vacation', from: '2026-05-04', to: '2026-05-15' }
  const sick = { personId: 1, name: 'Sick leave', from: '2026-05-06', to: '2026-05-07' }
  const doctor = { personId: 1, name: 'Doctor', from: '2026-05-06', to: '2026-05-06', part: 'first-half' }
  const wedding = { personId: 1, name: 'Wedding', from: '2026-05-04', to: '2026-05-04' }

  function leaveOn(date: string, leaves: readonly unknown[]) {
    const assignments = [{ target: { kind: 'everyone' }, schedule: '9-17' }]
    const rules = AttendanceRules.parse({ policies, schedules, assignments, leaves })
    const { leave, expectedMinutes, leaveMinutes } = readRules(rules)({ id: PersonId.parse(1), groups: [] }).day(
      dayOf(date),
    )
    return [leave?.name, leave?.part, expectedMinutes, leaveMinutes]
  }

  test('the one that begins later counts, then the shorter, in whatever order they were entered', () => {
    for (const leaves of [
      [vacation, sick, wedding],
      [wedding, sick, vacation],
      [sick, vacation, wedding],
    ]) {
      expect(leaveOn('2026-05-04', leaves)).toEqual(['Wedding', 'day', 0, 480])
      expect(leaveOn('2026-05-05', leaves)).toEqual(['Vacation', 'day', 0, 480])
      expect(leaveOn('2026-05-07', leaves)).toEqual(['Sick leave', 'day', 0, 480])
      expect(leaveOn('2026-05-08', leaves)).toEqual(['Vacation', 'day', 0, 480])
    }
  })

  test('half by half: half a day within a longer leave has both names', () => {
    expect(leaveOn('2026-05-06', [doctor, vacation])).toEqual(['Doctor, Vacation', 'day', 0, 480])
    expect(leaveOn('2026-05-06', [vacation, sick, doctor])).toEqual(['Doctor, Sick leave', 'day', 0, 480])
    const hospital = { ...doctor, name: 'Care', part: 'day' }
    expect(leaveOn('2026-05-06', [hospital, doctor])).toEqual(['Doctor, Care', 'day', 0, 480])
    expect(leaveOn('2026-05-06', [doctor])).toEqual(['Doctor', 'first-half', 240, 240])
  })
})

import { expect, onTestFinished, test } from 'vitest'
import { dateOf, dayNumber } from '../../main/attendance/date.ts'
import { addDays, dayFigures, figuresOfDay, totalsOf } from '../../main/attendance/day-figures.ts'
import { sumDays } from '../../main/attendance/timesheet.ts'
import { AttendanceRules, LocalDate } from '../../main/contract/attendance-rules.ts'
import type { PersonRef } from '../../main/contract/entities.ts'
import type { TimesheetDay } from '../../main/contract/timesheets.ts'
import type { GroupSource } from '../../main/services/month-figures.ts'
import { openDays } from '../../main/services/open-days.ts'
import { openRules } from '../../main/services/rules.ts'
import { groupSums, timesheetOf, workersOf } from '../../main/services/timesheets.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { shifts } from '../attendance/examples/example.ts'
import { tester } from '../helpers/tester.ts'
import { randomOf } from '../matching/people-like.ts'
import { addPerson, check, keyVault } from '../store/scratch.ts'

/**
 * A small office of every kind of plan over a change of the clocks: what a group's table says must be what everybody's
 * own sheet says, and that what each day says when it is asked for alone.
 */
const people = 24
const minute = 60_000
const day = 1440 * minute
const off = { kind: 'off' as const }
const plans = [
  shifts('9-17/60'),
  shifts('8-12', '13-17'),
  shifts('9-13/15', '15-19/15'),
  shifts('6-9', '11-14', '16-19'),
  shifts('22-30/30'),
  shifts('6-23/90'),
  shifts('6-14'),
  { kind: 'hours' as const, minutes: 420 },
]

let store: Store
let source: GroupSource
let time: number
let staff: PersonRef[]
let random: () => number

function whole(below: number): number {
  return Math.floor(random() * below)
}

function openOffice(seed: number, month: string) {
  random = randomOf(seed)
  const first = dayNumber(LocalDate.parse(`${month}-01`))
  time = (first + 20) * day + whole(1440) * minute
  store = openStore({ file: ':memory:', vault: keyVault(), now: () => time })
  onTestFinished(() => store.close())
  staff = Array.from({ length: people }, (_, index) => addPerson(store, `Person ${index}`))
  const rules = openRules(store, () => 'UTC')
  const overtime = [{}, { weeklyAfter: 2400, stepMinutes: 15, minMinutes: 20 }]
  const office = {
    policies: ['Europe/Berlin', 'America/New_York'].map((zone, index) => ({
      id: zone,
      name: zone,
      zone,
      graceLateMinutes: 5,
      breaks: { required: [{ afterMinutes: 360, minutes: 30 }], paidMinutes: index * 10 },
      overtime: overtime[index],
    })),
    schedules: plans.map((plan, index) => ({
      id: `s${index}`,
      name: `S${index}`,
      pattern: { kind: 'weekly', days: [plan, plan, plan, plan, plan, plan, off] },
    })),
    assignments: staff.map(({ id }, index) => ({
      target: { kind: 'person', personId: id },
      schedule: `s${index % plans.length}`,
      policy: index % 3 === 0 ? 'America/New_York' : 'Europe/Berlin',
    })),
    leaves: staff.flatMap(({ id }) =>
      Array.from({ length: 4 }, (_, index) => {
        const from = first + whole(30)
        const part = (['day', 'first-half', 'second-half'] as const)[whole(3)]!
        return { personId: id, name: `Leave ${index}`, from: dateOf(from), to: dateOf(from + whole(3)), part }
      }),
    ),
  }
  rules.set(AttendanceRules.parse(office), 0, tester)
  source = { store, rules: rules.current, now: () => time, openDays: openDays() }
  store.transaction(() => {
    for (const person of staff) live(person, first - 2, first + 21)
  })
}

/** Entries around the shifts of the person's days: early, late, with and without breaks, forgotten and put right. */
function live(person: PersonRef, first: number, last: number): void {
  const worker = store.attendance.findWorker(person.id)
  const plan = source.rules().planOf(worker)
  for (let each = first; each <= last; each++) {
    const { shifts: own, start } = plan.day(each)
    const spans = own.length > 0 ? own : [{ from: start + 5 * 60 * minute, to: start + 11 * 60 * minute }]
    for (const { from, to } of spans) {
      if (random() < 0.12) continue
      const early = random() < 0.1 ? whole(400) : whole(30) - 15
      const begin = from - early * minute
      const end = to + (whole(120) - 40) * minute
      const middle = begin + Math.floor(random() * (end - begin))
      if (random() < 0.93) enter(person, begin, 'in')
      if (random() < 0.4) {
        enter(person, middle, 'out')
        enter(person, middle + whole(70) * minute, 'in')
      }
      if (random() < 0.93) enter(person, end, 'out')
    }
  }
}

function enter(person: PersonRef, at: number, direction: 'in' | 'out'): void {
  if (at > time) return
  const { id } = store.events.record({ ...check(person, at), direction })
  const chance = random()
  if (chance > 0.06) return
  const moved = at + (whole(2880) - 1440) * minute
  const action = chance < 0.02 ? 'void' : 'move'
  const correction = { kind: 'correction' as const, method: 'manual' as const, similarity: null, action, corrects: id }
  const drafted = { ...check(person, action === 'void' || moved > time ? at : moved), direction, ...correction }
  store.events.record({ ...drafted, actor: 'manager', reason: 'forgot' } as Parameters<Store['events']['record']>[0])
}

/** @returns how many figures were compared */
async function compare(month: string): Promise<number> {
  const first = dayNumber(LocalDate.parse(`${month}-01`))
  const dates = Array.from({ length: 30 }, (_, index) => dateOf(first + index))
  const range = { from: dates[0]!, to: dates.at(-1)! }
  const workers = workersOf(source, { kind: 'everyone' }, range)
  const before = await groupSums(source, workers, range)
  const again = await groupSums(source, workers, range)
  expect(again).toEqual(before)
  let compared = 0
  let worked = 0
  for (const { worker, sum } of before.people) {
    const sheet = timesheetOf(source, worker, range)
    expect(sum, worker.name).toEqual(sumOf(sheet.days))
    expect(totalsOf(sum)).toEqual(sheet.totals)
    const alone = dates.flatMap((date) => timesheetOf(source, worker, { from: date, to: date }).days)
    expect(alone, worker.name).toEqual(sheet.days)
    expect(sumDays(alone)).toEqual(sheet.totals)
    compared += alone.length
    worked += sheet.totals.workedMinutes
  }
  expect(worked).toBeGreaterThan(people * 1000)
  return compared
}

test.each([
  [1, '2026-03'],
  [2, '2026-10'],
  [3, '2026-11'],
])('group, person and single days say the same (office %i, %s)', async (seed, month) => {
  openOffice(seed, month)
  expect(await compare(month)).toBe(people * 30)
  time += 7 * 60 * minute
  await compare(month)
  time += 12 * day
  await compare(month)
})

function sumOf(days: readonly TimesheetDay[]): Float64Array {
  const sum = new Float64Array(figuresOfDay)
  addDays(sum, new Float64Array(days.length * figuresOfDay), dayFigures(days))
  return sum
}

import { setImmediate } from 'node:timers/promises'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { addDays, dayFigures, figuresOfDay, totalsOf } from '../../main/attendance/day-figures.ts'
import { AttendanceRules, LocalDate } from '../../main/contract/attendance-rules.ts'
import type { PersonRef } from '../../main/contract/entities.ts'
import { AppError } from '../../main/contract/errors.ts'
import type { GroupSource } from '../../main/services/month-figures.ts'
import { openDays } from '../../main/services/open-days.ts'
import { openRules } from '../../main/services/rules.ts'
import { groupSums, timesheetOf, workersOf } from '../../main/services/timesheets.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { tester } from '../helpers/tester.ts'
import { addPerson, check, keyVault } from '../store/scratch.ts'

/** More people than are read one by one. */
const people = 230
const day = 86_400_000
const hour = 3_600_000
const monday = Date.UTC(2026, 4, 4)
const everyone = { kind: 'everyone' as const }
const may = { from: LocalDate.parse('2026-05-01'), to: LocalDate.parse('2026-05-31') }
const shift = { kind: 'shifts', shifts: [{ start: 540, end: 1020, breakMinutes: 30 }] }

let store: Store
let source: GroupSource
let time: number
let staff: PersonRef[]

beforeEach(() => {
  time = monday + 10 * day + 10 * hour
  store = openStore({ file: ':memory:', vault: keyVault(), now: () => time })
  onTestFinished(() => store.close())
  staff = Array.from({ length: people }, (_, index) => addPerson(store, `Person ${index}`))
  store.transaction(() => {
    for (const [index, person] of staff.entries()) {
      for (let date = 0; date < 10; date++) {
        if ((index + date) % 7 === 0) continue
        enter(person, monday + date * day + 7 * hour + index * 60_000, 'in')
        if ((index + date) % 11 > 0) enter(person, monday + date * day + 15 * hour + index * 60_000, 'out')
      }
    }
  })
  const rules = openRules(store, () => 'UTC')
  const days = [...Array(5).fill(shift), { kind: 'off' }, { kind: 'off' }]
  const office = AttendanceRules.parse({
    policies: [{ id: 'office', name: 'Office', zone: 'Europe/Berlin' }],
    schedules: [{ id: 'week', name: 'Week', pattern: { kind: 'weekly', days } }],
    assignments: [{ target: { kind: 'everyone' }, schedule: 'week' }],
  })
  rules.set(office, 0, tester)
  source = { store, rules: rules.current, now: () => time, openDays: openDays() }
})

function enter(person: PersonRef, at: number, direction: 'in' | 'out') {
  store.events.record({ ...check(person, at), direction })
}

/** What a group's view must be: everybody's own timesheet, worked out anew. */
async function expectSums() {
  const workers = workersOf(source, everyone, may)
  const sums = await groupSums(source, workers, may)
  for (const { worker, sum } of sums.people) {
    expect(totalsOf(sum), worker.name).toEqual(timesheetOf(source, worker, may).totals)
  }
  return sums.people.reduce((worked, { sum }) => worked + totalsOf(sum).workedMinutes, 0)
}

test('many people are read in one go, and come to the same as one by one', async () => {
  const worked = await expectSums()
  expect(worked).toBeGreaterThan(people * 60)
  expect(await expectSums()).toBe(worked)
})

test('what is written between two batches is in the next view, though it concerns days that are being kept', async () => {
  const before = await expectSums()
  store.attendance.rebase('another', 3)
  const looked = groupSums(source, workersOf(source, everyone, may), may)
  await setImmediate()
  // A Saturday on which nobody else was here.
  const last = staff.at(-1)!
  enter(last, monday + 5 * day + 8 * hour, 'in')
  enter(last, monday + 5 * day + 9 * hour, 'out')
  await looked
  expect(await expectSums()).toBe(before + 60)
})

test('a month is worked out though nothing of it can be kept', async () => {
  const worked = await expectSums()
  store.attendance.rebase('another', 3)
  const attendance = {
    ...store.attendance,
    keepMonths() {
      throw new AppError('disk-full', 'The disk is full.')
    },
  }
  source = { ...source, store: { ...store, attendance } }
  expect(await expectSums()).toBe(worked)
  expect(store.attendance.readMonths(2026 * 12 + 4).size).toBe(0)
})

test('open days are judged as time passes, and follow what is written', async () => {
  for (const [index, person] of staff.entries()) if (index % 3 === 0) enter(person, time - 2 * hour, 'in')
  for (let step = 0; step < 30; step++) {
    await expectSums()
    time += hour
    if (step === 6) enter(staff[0]!, time - 1, 'out')
  }
})

test('a check-in before the day begins may be one of the next day, also in the view of the group', async () => {
  const [person] = staff as [PersonRef]
  // 03:30 and 03:50 in Berlin, for a shift at nine: the first was followed by no check-out.
  enter(person, monday + 11 * day + 1.5 * hour, 'in')
  enter(person, monday + 11 * day + 1.5 * hour + 20 * 60_000, 'in')
  time = monday + 11 * day + 2 * hour - 1
  const worker = store.attendance.findWorker(person.id)
  const { days } = timesheetOf(source, worker, may)
  expect(days.find(({ date }) => date === '2026-05-15')!.flags).toEqual(['missing-out'])
  const sum = new Float64Array(figuresOfDay)
  addDays(sum, new Float64Array(days.length * figuresOfDay), dayFigures(days))
  expect((await groupSums(source, [worker], may)).people[0]!.sum).toEqual(sum)
})

test('figures are added to the person and to the day', () => {
  const figures = Int16Array.from({ length: 2 * figuresOfDay }, (_, index) => index)
  const sum = new Float64Array(figuresOfDay)
  const days = new Float64Array(2 * figuresOfDay)
  addDays(sum, days, figures)
  addDays(sum, days, figures)
  expect(sum[1]).toBe(2 * (1 + figuresOfDay + 1))
  expect([...days]).toEqual([...figures].map((value) => 2 * value))
})

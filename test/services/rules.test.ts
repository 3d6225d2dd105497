import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { AttendanceRules, LocalDate } from '../../main/contract/attendance-rules.ts'
import { openRules } from '../../main/services/rules.ts'
import { timesheetOf } from '../../main/services/timesheets.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { local } from '../attendance/build.ts'
import { shifts, workWeek } from '../attendance/examples/example.ts'
import { tester } from '../helpers/tester.ts'
import { addPerson, check, keyVault } from '../store/scratch.ts'

let store: Store
const now = local('2026-06-01 00:00')
const week = { from: LocalDate.parse('2026-05-04'), to: LocalDate.parse('2026-05-10') }
const office = {
  policies: [{ id: 'office', name: 'Office', zone: 'Europe/Berlin' }],
  schedules: [{ id: 'week', name: 'Week', pattern: workWeek(shifts('9-17/60')) }],
  assignments: [{ target: { kind: 'everyone' }, schedule: 'week' }],
}

beforeEach(() => {
  store = openStore({ file: ':memory:', vault: keyVault(), now: () => now })
  onTestFinished(() => store.close())
  const person = addPerson(store, 'Ada')
  store.events.record({ ...check(person, local('2026-05-04 09:00')), direction: 'in' })
  store.events.record({ ...check(person, local('2026-05-04 17:00')), direction: 'out' })
})

function figures(): number[] {
  const rules = openRules(store, () => 'UTC')
  const [worker] = store.attendance.listWorkers(null)
  const { totals } = timesheetOf({ store, rules: rules.current, now: () => now }, worker!, week)
  return [totals.expectedMinutes, totals.workedMinutes, totals.deductedMinutes, totals.overtimeMinutes]
}

test('rules that an earlier version stored go on without deducting the breaks of shifts', () => {
  const breaks = { paidMinutes: 0, minMinutes: 0, required: [] }
  const stored = { ...office, policies: office.policies.map((policy) => ({ ...policy, breaks })) }
  store.documents.put('attendance-rules', stored, 0, 'tester')
  expect(figures()).toEqual([2100, 480, 0, 60])

  const rules = openRules(store, () => 'UTC')
  const { rules: read, version } = rules.current()
  expect(read.policies.map((policy) => policy.breaks.deductShiftBreaks)).toEqual([false])
  rules.set({ ...read, calendars: [] }, version, tester)
  expect(figures()).toEqual([2100, 480, 0, 60])

  const on = read.policies.map((policy) => ({ ...policy, breaks: { ...policy.breaks, deductShiftBreaks: true } }))
  rules.set({ ...read, policies: on }, version + 1, tester)
  expect(figures()).toEqual([2100, 420, 60, 0])
})

test('so do those that name no breaks at all', () => {
  store.documents.put('attendance-rules', office, 0, 'tester')
  expect(figures()).toEqual([2100, 480, 0, 60])
})

test('new rules deduct them', () => {
  const rules = openRules(store, () => 'UTC')
  expect(rules.current().rules.policies.map(({ breaks }) => breaks.deductShiftBreaks)).toEqual([true])
  rules.set(AttendanceRules.parse(office), 0, tester)
  expect(figures()).toEqual([2100, 420, 60, 0])
})

test('what is read for a session reaches over the longest shift', () => {
  const rules = openRules(store, () => 'UTC')
  const day = { kind: 'rotating', anchor: '2026-05-04', days: [shifts('8-32'), { kind: 'off' }] }
  const schedules = [{ id: 'week', name: 'Week', pattern: day }]
  expect(rules.current().maxSession).toBe(16 * 3_600_000)
  expect(rules.set(AttendanceRules.parse({ ...office, schedules }), 0, tester).maxSession).toBe(28 * 3_600_000)
})

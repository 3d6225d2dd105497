import { expect, test } from 'vitest'
import { AttendanceRules } from '../../main/contract/attendance-rules.ts'
import { workingDayAt } from '../../main/services/office-day.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'

const policy = { id: 'office', name: 'Office', zone: 'Asia/Tokyo' }
const rulesOf = (own: object) => AttendanceRules.parse({ policies: [{ ...policy, ...own }] })

test('a night belongs to the day before until the office’s day begins', () => {
  const at = (time: string) => Date.parse(`2026-12-01T${time}+09:00`)
  expect(workingDayAt(rulesOf({}), at('03:59:59'))).toBe('2026-11-30')
  expect(workingDayAt(rulesOf({}), at('04:00:00'))).toBe('2026-12-01')
  expect(workingDayAt(rulesOf({ dayBoundary: 0 }), at('00:00:00'))).toBe('2026-12-01')
  expect(workingDayAt(rulesOf({ dayBoundary: 0, zone: 'UTC' }), at('08:59:59'))).toBe('2026-11-30')
})

test('whoever is put in at night works here on the day that still goes on, and is among its people', async () => {
  const now = Date.parse('2026-12-01T02:10:00+09:00')
  const app = await openApp({ dataFolder: scratchFolder(), now: () => now })
  await app.call('attendance.rules.set', { version: 0, rules: rulesOf({}) })
  const { id } = await app.call('people.create', { name: 'Night Porter' })
  expect((await app.call('people.get', { id })).person.employments).toEqual([{ joined: '2026-11-30', left: null }])
  const { people } = await app.call('attendance.today', {})
  expect(people.map(({ person }) => person.name)).toEqual(['Night Porter'])
  await app.close()
})

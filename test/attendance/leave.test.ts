import { expect, test } from 'vitest'
import { readLeaves } from '../../main/attendance/leave.ts'
import { Leave } from '../../main/contract/attendance-rules.ts'
import { dayOf } from './build.ts'

const leave = (name: string, from: string, to: string, part: Leave['part'] = 'day') =>
  Leave.parse({ personId: 1, name, from, to, part })

/** What holds on a day, in whatever order the leaves were entered. */
function on(date: string, ...leaves: readonly Leave[]) {
  const [found, reversed] = [leaves, leaves.toReversed()].map((each) => readLeaves(each)(dayOf(date)))
  expect(reversed).toEqual(found)
  return found
}

test('both ends are included, and other days are free', () => {
  const vacation = leave('Vacation', '2026-05-04', '2026-05-06')
  const days = ['2026-05-03', '2026-05-04', '2026-05-06', '2026-05-07'].map((date) => on(date, vacation)?.name)
  expect(days).toEqual([undefined, 'Vacation', 'Vacation', undefined])
})

test('each half of a day has the leave that is more particular to it', () => {
  const day = ['2026-05-04', '2026-05-04'] as const
  const first = leave('Doctor', ...day, 'first-half')
  const second = leave('School', ...day, 'second-half')
  expect(on('2026-05-04', first)).toEqual({ name: 'Doctor', part: 'first-half' })
  expect(on('2026-05-04', second)).toEqual({ name: 'School', part: 'second-half' })
  expect(on('2026-05-04', first, second)).toEqual({ name: 'Doctor, School', part: 'day' })
  // Of the same dates a half goes before the whole day.
  expect(on('2026-05-04', leave('Away', ...day), first)).toEqual({ name: 'Doctor, Away', part: 'day' })
  expect(on('2026-05-04', leave('Away', ...day), second)).toEqual({ name: 'Away, School', part: 'day' })
  expect(on('2026-05-04', leave('Doctor', ...day), first)).toEqual({ name: 'Doctor', part: 'day' })
})

test('of equal leaves the name decides, so that the order of entry does not', () => {
  const week = ['2026-05-04', '2026-05-08'] as const
  expect(on('2026-05-06', leave('B', ...week), leave('A', ...week))).toEqual({ name: 'A', part: 'day' })
})

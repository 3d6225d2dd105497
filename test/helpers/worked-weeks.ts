import { join } from 'node:path'
import { createApp } from '../../main/app.ts'
import type { AttendanceRules, ScheduleId } from '../../main/contract/attendance-rules.ts'
import { check } from '../store/scratch.ts'
import { modelsFolder } from './app.ts'
import { withStore } from './disturbed-office.ts'
import { tester } from './tester.ts'

const minute = 60_000
const weeks = 5

/** Minutes after midnight at which somebody comes, goes to lunch, is back, and leaves; another day, others. */
function timesOf(person: number, day: number): readonly [number, number, number, number] {
  const spread = (salt: number, range: number) => ((person * 37 + day * 101 + salt * 53) % 97) % range
  return [8 * 60 + 35 + spread(1, 34), 12 * 60 + spread(2, 25), 12 * 60 + 50 + spread(3, 30), 17 * 60 + spread(4, 55)]
}

/**
 * The demo's people with office hours, and what they would have recorded on the working days of the weeks before `now`:
 * for pictures that show something. The demo itself begins without an entry.
 */
export async function demoWithWeeks(dataFolder: string, now: number): Promise<void> {
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const app = await createApp({
    dataFolder,
    modelsFolder,
    key,
    shell: 'test',
    caller: tester,
    demo: true,
  })
  const { rules, version } = await app.call('attendance.rules.get', {})
  const shift = { name: '', start: 9 * 60, end: 17 * 60, breakMinutes: 60 }
  const schedule: AttendanceRules['schedules'][number] = {
    id: 'office' as ScheduleId,
    name: 'Office hours',
    pattern: {
      kind: 'weekly',
      days: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? { kind: 'shifts', shifts: [shift] } : { kind: 'off' })),
    },
  }
  const everyone = { target: { kind: 'everyone' }, from: null, to: null, policy: null, schedule: schedule.id } as const
  await app.call('attendance.rules.set', {
    version,
    rules: { ...rules, schedules: [schedule], assignments: [everyone] },
  })
  // It ends when the demo's people are enrolled.
  await app.close()

  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  withStore(dataFolder, (store) => {
    const people = store.people.list('', 100).people.toSorted((a, b) => a.id - b.id)
    store.transaction(() => {
      for (let ago = weeks * 7; ago > 0; ago--) {
        const midnight = new Date(now)
        midnight.setHours(0, 0, 0, 0)
        midnight.setDate(midnight.getDate() - ago)
        if (midnight.getDay() === 0 || midnight.getDay() === 6) continue
        for (const [index, person] of people.entries()) {
          // Now and then somebody does not come.
          if ((ago + index * 5) % 17 === 0) continue
          const [come, lunch, back, leave] = timesOf(index, ago)
          for (const [place, at] of [come, lunch, back, leave].entries()) {
            const draft = check(person, midnight.getTime() + at * minute, place % 2 === 0 ? 'in' : 'out')
            store.events.record({ ...draft, zone: timeZone, employeeNumber: person.employeeNumber })
          }
        }
      }
    })
  })
}

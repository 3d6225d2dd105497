import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AttendanceRules } from '../../main/contract/attendance-rules.ts'
import { shifts, workWeek } from '../attendance/examples/example.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'

const office = {
  policies: [{ id: 'office', name: 'Office', zone: 'UTC' }],
  schedules: [{ id: 'split', name: 'Split', pattern: workWeek(shifts('9-13/15', '15-19/15')) }],
  assignments: [{ target: { kind: 'everyone' }, schedule: 'split' }],
}

test('a timesheet says who left early and who was absent from a shift', async () => {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  const { id } = await app.call('people.create', {
    ...{ name: 'Ada', employeeNumber: '1' },
    employments: [{ joined: null, left: null }],
  })
  await app.call('attendance.rules.set', { rules: AttendanceRules.parse(office), version: 0 })
  for (const [at, direction] of [
    [Date.UTC(2026, 4, 4, 9, 5), 'in'],
    [Date.UTC(2026, 4, 4, 12, 50), 'out'],
  ] as const) {
    const draft = { personId: id, action: 'add', corrects: null, zone: 'UTC', reason: 'forgot', direction } as const
    await app.call('attendance.correct', { draft: { ...draft, at: at as never }, actor: 'chief' })
  }
  const dates = ['--from', '2026-05-04', '--to', '2026-05-04']
  const { out } = await runRollcall(data, 'attendance', 'timesheet', '1', ...dates)
  const [header, row, sum] = out.split('\n').map((line) => line.trim().split(/\s+/))
  expect(header).toEqual(['date', 'status', 'planned', 'worked', 'late', 'early', 'absent', 'overtime', 'remarks'])
  expect(row).toEqual(['2026-05-04', 'worked', '7:30', '3:30', '0:05', '0:10', '3:45', '0:00', 'corrected'])
  expect(sum).toEqual(['sum', '7:30', '3:30', '0:05', '0:10', '3:45', '0:00'])
})

test('who has confirmed a month is listed, with what has changed since', async () => {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  const { id: personId } = await app.call('people.create', {
    ...{ name: 'Ada', employeeNumber: '1' },
    employments: [{ joined: null, left: null }],
  })
  await app.close()
  withStore(data, ({ confirmations }) =>
    confirmations.add({ personId, month: '2026-05', digest: 'of other figures', workedMinutes: 90, kiosk: 'Door' }),
  )
  const { out } = await runRollcall(data, 'attendance', 'confirmed', '2026-05')
  expect(out.split('\n')[1]!.trim().split(/\s+/)).toEqual(['Ada', expect.any(String), 'Door', '1:30', 'now', '0:00'])
  expect((await runRollcall(data, 'attendance', 'confirmed', '2026-06')).out).toContain('0 people')
})

test('rules from a file that does not say whether breaks of shifts are deducted switch it on, and say so', async () => {
  const data = scratchFolder()
  const app = await openApp({ dataFolder: data })
  const before = {
    ...office,
    policies: office.policies.map((policy) => ({ ...policy, breaks: { deductShiftBreaks: false } })),
  }
  await app.call('attendance.rules.set', { rules: AttendanceRules.parse(before), version: 0 })
  const file = join(data, 'rules.json')
  writeFileSync(file, JSON.stringify(office))
  const { out } = await runRollcall(data, 'attendance', 'rules', '--set', file)
  expect(out).toBe(
    'The rules are saved as version 2.\nFrom now on shift breaks are deducted under Office, for past days too. To go on without, set breaks.deductShiftBreaks to false.\n',
  )
  expect((await runRollcall(data, 'attendance', 'rules', '--set', file)).out).toBe(
    'The rules are saved as version 3.\n',
  )
})

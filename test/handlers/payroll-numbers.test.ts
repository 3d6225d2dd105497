import { expect, test } from 'vitest'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { Instant } from '../../main/contract/entities.ts'
import { readExport } from '../../renderer/client/read-export.ts'
import { openApp } from '../helpers/app.ts'

test.each([
  ['frappe', 'a number that was given later', null],
  ['odoo', 'a number that was given later', null],
  ['frappe', 'a number that was another one', 'E4'],
  ['odoo', 'a number that was another one', 'E4'],
] as const)('a file for %s bears the present number: %s', async (format, _, before) => {
  const app = await openApp({ now: () => Date.UTC(2026, 4, 29), zone: () => 'UTC' })
  const { id } = await app.call('people.create', { name: 'Ada', ...(before && { employeeNumber: before }) })
  for (const [direction, hour] of [
    ['in', 8],
    ['out', 16],
  ] as const) {
    const at = Date.UTC(2026, 4, 5, hour) as Instant
    const draft = { personId: id, action: 'add' as const, corrects: null, direction, at, zone: 'UTC', reason: 'x' }
    await app.call('attendance.correct', { draft, actor: 'HR' })
  }
  await app.call('people.update', { id, employeeNumber: 'E9' })
  const dates = { from: '2026-05-01' as LocalDate, to: '2026-05-31' as LocalDate }
  const scope = { kind: 'everyone' } as const
  const order = { task: 'x', what: 'days', scope, dates, format, odooEmployee: 'external-id' } as const
  const made = await app.call('attendance.export', order)
  if (made.kind !== 'written') throw new Error('nothing was written')
  expect(made).toMatchObject({ skipped: 0, rows: format === 'odoo' ? 1 : 2 })
  const text = await new Blob([...(await readExport(app, made.fileName))]).text()
  expect(text).toContain('E9')
  expect(text).not.toContain('E4')
})

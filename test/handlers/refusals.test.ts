import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { errorFrom } from '../../main/contract/errors.ts'
import type { WebhookId } from '../../main/contract/webhooks.ts'
import { dispatch } from '../../main/dispatch.ts'
import { loadMessages } from '../../renderer/messages/catalogue.ts'
import { openApp } from '../helpers/app.ts'

/** What the window says of a call that is refused. */
async function refusal(app: App, method: string, input: unknown): Promise<string> {
  const reply = await dispatch(app, method, input)
  if (reply.ok) throw new Error(`${method} was not refused.`)
  const { reason } = errorFrom(structuredClone(reply.error))
  return (await loadMessages('en')).reasons[reason!]
}

test('a name that is taken, a lost update, a busy export and a webhook that is gone read differently', async () => {
  const app = await openApp()
  const kiosks = [{ name: 'Gate' }]
  await app.call('kiosks.set', { kiosks, version: 0 })
  const order = {
    ...({ task: 'one', what: 'events', format: 'csv', scope: { kind: 'everyone' } } as const),
    dates: { from: LocalDate.parse('2026-05-01'), to: LocalDate.parse('2026-05-31') },
  }
  const writing = app.call('attendance.export', order)
  expect(await refusal(app, 'attendance.export', order)).toContain('still being written')
  expect(await writing).toMatchObject({ kind: 'written' })
  expect(await refusal(app, 'kiosks.set', { kiosks: [...kiosks, { name: 'gate' }], version: 1 })).toContain('this name')
  expect(await refusal(app, 'kiosks.set', { kiosks: [], version: 0 })).toContain('Somebody else changed this')
  expect(await refusal(app, 'webhooks.retry', { id: 7 as WebhookId })).toContain('webhook no longer exists')
  const guest = { name: 'Bo', hostId: 1, kiosk: 'Gate' }
  await app.call('people.create', { name: 'Ada' })
  await app.call('kiosks.set', { kiosks: [{ name: 'Gate', guests: false }], version: 1 })
  expect(await refusal(app, 'guests.signIn', guest)).toContain('front desk')
  expect(await refusal(app, 'people.list', { limit: 0 })).toContain('isn’t valid')
})

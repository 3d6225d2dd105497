import { expect, test } from 'vitest'
import { openApp, stoppedClock } from '../helpers/app.ts'

const passphrase = 'copper lantern over seven'

async function office() {
  const clock = stoppedClock()
  const app = await openApp({ now: clock.now, steady: clock.steady })
  const owner = app.connect({ via: 'window' })
  await owner.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
  const { id: personId } = await app.call('people.create', { name: 'Bo' })
  const draft = (minutes: number) => ({
    ...{ personId, action: 'add' as const, corrects: null, direction: 'in' as const, zone: 'UTC', reason: 'Paper' },
    at: (clock.now() - minutes * 60_000) as never,
  })
  return { app, owner, personId, draft }
}

test('a correction is the account’s that is signed in; another name that was typed stands after it, as a claim', async () => {
  const { app, owner, personId, draft } = await office()
  await owner.call('attendance.correct', { draft: draft(60), actor: 'The CEO' })
  await owner.call('attendance.correct', { draft: draft(120), actor: 'ada' })
  const { events } = await app.call('events.list', { personId })
  expect(events.map(({ actor }) => actor)).toEqual(['Ada (The CEO)', 'Ada'])
  const { entries } = await app.call('audit.list', { action: 'attendance.correct' })
  expect(entries.map(({ actor, via, details }) => [actor, via, details])).toEqual([
    ['Ada', 'window', { action: 'add', corrects: null, person: personId }],
    ['Ada', 'window', { action: 'add', corrects: null, person: personId, claimed: true }],
  ])
})

test('where nobody signs in, the typed name is all there is, and the log has whose computer it was', async () => {
  const { app, personId, draft } = await office()
  await app.call('attendance.correct', { draft: draft(60), actor: 'The CEO' })
  const { events } = await app.call('events.list', { personId })
  expect(events[0]!.actor).toBe('The CEO')
  const { entries } = await app.call('audit.list', { action: 'attendance.correct' })
  expect(entries[0]).toMatchObject({ actor: 'tester', via: 'command', details: { claimed: true } })
})

test('a decision about a request is the account’s, approved or declined', async () => {
  const { app, owner, draft } = await office()
  for (const minutes of [60, 120]) {
    await app.call('attendance.request', { draft: draft(minutes), requestedBy: 'Bo' })
  }
  const { requests } = await owner.call('attendance.requests', { waiting: true })
  for (const [index, { id }] of requests.entries()) {
    await owner.call('attendance.decide', { request: id, approve: index === 0, actor: 'The CEO' })
  }
  const decided = await owner.call('attendance.requests', { waiting: false })
  expect(decided.requests.map(({ requestedBy, state }) => [requestedBy, 'by' in state ? state.by : null])).toEqual([
    ['Bo', 'Ada (The CEO)'],
    ['Bo', 'Ada (The CEO)'],
  ])
})

import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Input } from '../../main/contract/api.ts'
import type { Caller } from '../../main/contract/caller.ts'
import { openApp, stoppedClock } from '../helpers/app.ts'

const hour = 3_600_000
const window: Caller = { actor: 'grace', via: 'window', role: 'owner' }
const payroll: Caller = { actor: 'payroll', via: 'api', role: 'hr' }

/** Two people, made an hour apart by two callers; the first is renamed and erased. */
async function office() {
  const clock = stoppedClock()
  const app = await openApp({ now: clock.now, steady: clock.steady })
  const ada = await app.call('people.create', { name: 'Ada' }, window)
  clock.advance(hour)
  const mary = await app.call('people.create', { name: 'Mary' }, payroll)
  await app.call('people.update', { id: ada.id, name: 'Ada L.' }, payroll)
  await app.call('people.erase', { id: ada.id }, window)
  await app.call('settings.set', { margin: 0.07 })
  return { app, clock, ada, mary }
}

async function listed(app: App, filter: Input<'audit.list'>): Promise<string[]> {
  const { entries } = await app.call('audit.list', filter)
  return entries.map(({ actor, via, action, subject }) => `${actor} ${via} ${action} ${subject}`)
}

test('each call stands in the log under its caller, newest first', async () => {
  const { app } = await office()
  expect(await listed(app, {})).toEqual([
    'tester command settings.set settings',
    'grace window person.erase person 1',
    'payroll api person.update person 1',
    'payroll api person.create person 2',
    'grace window person.create person 1',
  ])
})

test('pages follow one another', async () => {
  const { app } = await office()
  const first = await app.call('audit.list', { limit: 3 })
  expect(first.more).toBe(true)
  const second = await app.call('audit.list', { limit: 3, before: first.entries.at(-1)!.id })
  expect(second.more).toBe(false)
  expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual([5, 4, 3, 2, 1])
})

test('it is filtered by who, what, whom and when', async () => {
  const { app, clock, ada } = await office()
  expect(await listed(app, { actor: 'payroll' })).toHaveLength(2)
  expect(await listed(app, { action: 'person.erase' })).toEqual(['grace window person.erase person 1'])
  expect(await listed(app, { action: 'person' })).toHaveLength(4)
  expect(await listed(app, { action: 'pers' })).toEqual([])
  expect(await listed(app, { personId: ada.id })).toEqual([
    'grace window person.erase person 1',
    'payroll api person.update person 1',
    'grace window person.create person 1',
  ])
  const now = clock.now() as NonNullable<Input<'audit.list'>['from']>
  expect(await listed(app, { to: now })).toEqual(['grace window person.create person 1'])
  expect(await listed(app, { from: now, actor: 'grace' })).toEqual(['grace window person.erase person 1'])
})

test('a person is found in what was done to others, too', async () => {
  const app = await openApp()
  const [ada, twin] = [
    await app.call('people.create', { name: 'Ada' }),
    await app.call('people.create', { name: 'A.' }),
  ]
  await app.call('people.merge', { kept: ada.id, gone: twin.id })
  expect(await listed(app, { personId: twin.id })).toEqual([
    'tester command person.merge person 1',
    'tester command person.create person 2',
  ])
})

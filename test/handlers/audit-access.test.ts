import { expect, test } from 'vitest'
import type { App, Connection } from '../../main/app.ts'
import type { Input } from '../../main/contract/api.ts'
import type { Caller } from '../../main/contract/caller.ts'
import type { AccountRole } from '../../main/contract/roles.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { adaAgain, ada as adaFace, jpeg } from '../helpers/pictures.ts'

const hour = 3_600_000
const passphrase = 'copper lantern over seven'
const program: Caller = { actor: 'payroll', via: 'api', role: 'hr' }

async function office(options: Parameters<typeof openApp>[0] = {}) {
  const clock = stoppedClock()
  const app = await openApp({ now: clock.now, steady: clock.steady, ...options })
  const owner = app.connect({ via: 'window' })
  await owner.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
  return { app, clock, owner }
}

async function signIn(app: App, role: AccountRole): Promise<Connection> {
  const window = app.connect({ via: 'browser' })
  await app.call('accounts.create', { name: role, role, passphrase })
  await window.call('accounts.signIn', { name: role, passphrase })
  return window
}

/** Newest last. */
async function listed(app: App, filter: Input<'audit.list'>): Promise<string[]> {
  const { entries } = await app.call('audit.list', filter)
  return entries
    .map(({ actor, via, action, subject, details }) => {
      const { count } = details
      return `${actor} ${via} ${action} ${subject}${count === undefined ? '' : ` x${count}`}`
    })
    .toReversed()
}

test('who signed in and out, was wrong, was locked and timed out', async () => {
  const { app, clock, owner } = await office()
  await owner.call('accounts.signOut', {})
  for (let attempt = 0; attempt < 5; attempt++) {
    await owner.call('accounts.signIn', { name: 'Ada', passphrase: `wrong ${attempt}` })
  }
  clock.advance(hour)
  const second = app.connect({ via: 'browser' })
  await second.call('accounts.signIn', { name: 'ada', passphrase })
  clock.advance(hour)
  await second.call('accounts.session', {})
  const actor = (await app.call('audit.list', { action: 'account.refuse' })).entries[0]!.actor
  expect(await listed(app, { family: 'sign-in' })).toEqual([
    'Ada window account.signIn account 1',
    'Ada window account.signOut account 1',
    ...Array.from({ length: 4 }, () => `${actor} window account.refuse account 1`),
    `${actor} window account.lock account 1`,
    'Ada browser account.signIn account 1',
    'Ada browser account.timeOut account 1',
  ])
  expect(await listed(app, { family: 'accounts' })).toEqual([`${actor} window account.begin account 1`])
})

test('names that are made up fill no log', async () => {
  const { app, owner } = await office()
  for (let attempt = 0; attempt < 4; attempt++) {
    await owner.call('accounts.signIn', { name: `nobody ${attempt}`, passphrase })
  }
  const refused = await listed(app, { action: 'account.refuse' })
  expect(refused).toHaveLength(1)
  expect(refused[0]).toMatch(/account unknown x1$/)
})

test('a closed window and a closed app sign out', async () => {
  const dataFolder = scratchFolder()
  const { app, owner } = await office({ dataFolder })
  const other = await signIn(app, 'hr')
  other.close()
  expect((await listed(app, { action: 'account.signOut' })).at(-1)).toBe('hr browser account.signOut account 2')
  await app.close()
  // What comes after the end is no failure.
  owner.close()
  const again = await openApp({ dataFolder })
  expect((await listed(again, { action: 'account.signOut' })).at(-1)).toBe('Ada window account.signOut account 1')
})

test('who looked at whom stands in the log once an hour, for each of them', async () => {
  const { app, clock, owner } = await office()
  const bo = await app.call('people.create', { name: 'Bo' })
  const cy = await app.call('people.create', { name: 'Cy' })
  const auditor = await signIn(app, 'auditor')
  const dates = { from: '2026-05-01', to: '2026-05-04' } as never
  for (let time = 0; time < 3; time++) {
    await owner.call('people.get', { id: bo.id })
    await owner.call('attendance.timesheet', { personId: bo.id, dates })
  }
  await owner.call('people.get', { id: cy.id })
  await auditor.call('people.get', { id: bo.id })
  // Neither a list nor what was refused is a look.
  await owner.call('people.list', {})
  await expect(owner.call('people.get', { id: 99 as never })).rejects.toMatchObject({ code: 'person-not-found' })
  // Nor is what nobody signed in for.
  await app.call('people.get', { id: bo.id })
  const looks = [
    'Ada window person.view person 1',
    'Ada window timesheet.view person 1',
    'Ada window person.view person 2',
    'auditor browser person.view person 1',
  ]
  expect(await listed(app, { family: 'looks' })).toEqual(looks)
  clock.advance(hour - 1)
  await auditor.call('accounts.signIn', { name: 'auditor', passphrase })
  await auditor.call('people.get', { id: bo.id })
  expect(await listed(app, { family: 'looks' })).toEqual(looks)
  clock.advance(1)
  await auditor.call('people.get', { id: bo.id })
  expect(await listed(app, { family: 'looks' })).toEqual([...looks, 'auditor browser person.view person 1'])
  expect(await listed(app, { family: 'looks', personId: cy.id })).toEqual(['Ada window person.view person 2'])
})

test('a portrait is no look, another photo of the person is', async () => {
  const { app, owner } = await office()
  const person = await app.call('people.create', { name: 'Bo' })
  for (const face of [adaFace, adaAgain]) {
    await app.call('enrol.photo', { personId: person.id, photo: await jpeg(face), source: 'import' })
  }
  const { people } = await app.call('people.list', {})
  const { templates } = await app.call('people.get', { id: person.id })
  const other = templates.find(({ id }) => id !== people[0]!.portrait)
  await owner.call('people.photo', { template: people[0]!.portrait! })
  expect(await listed(app, { family: 'looks' })).toEqual([])
  await owner.call('people.photo', { template: other!.id })
  expect(await listed(app, { family: 'looks' })).toEqual(['Ada window person.view person 1'])
})

test('what programs read, and wrong tokens, are counted', async () => {
  const dataFolder = scratchFolder()
  const { app } = await office({ dataFolder })
  const bo = await app.call('people.create', { name: 'Bo' })
  for (let time = 0; time < 20; time++) {
    await app.call('people.list', {}, program)
    await app.call('people.get', { id: bo.id }, program)
    await app.call('rest.check', { secret: `rc_${time}` })
  }
  await app.close()
  const again = await openApp({ dataFolder })
  expect(await listed(again, { action: 'api' })).toEqual([
    'payroll api api.read people x1',
    'payroll api api.read people x39',
  ])
  const { entries } = await again.call('audit.list', { action: 'api', personId: bo.id })
  expect(entries.map(({ details }) => details)).toEqual([
    { count: 39, people: [bo.id], methods: ['people.get', 'people.list'] },
  ])
  expect(await listed(again, { action: 'token' })).toEqual([
    'unknown api token.refuse token x1',
    'unknown api token.refuse token x19',
  ])
})

test('wrong PINs are counted for a kiosk, and each lock is an entry', async () => {
  const { app } = await office()
  await app.call('kiosks.set', { kiosks: [{ name: 'Lobby', pin: 'number' }], version: 0 } as never)
  const bo = await app.call('people.create', { name: 'Bo', employeeNumber: '7' })
  await app.call('pin.set', { personId: bo.id, pin: '482913' })
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  for (let attempt = 0; attempt < 6; attempt++) {
    await kiosk.call('pin.identify', { kiosk: 'Lobby', employeeNumber: '7', pin: '000000' })
  }
  expect(await listed(app, { family: 'sign-in', actor: 'Lobby' })).toEqual([
    'Lobby kiosk pin.refuse kiosk Lobby x1',
    `Lobby kiosk pin.locked person ${bo.id}`,
  ])
})

test('what a role or a kiosk may not is counted, with what was called', async () => {
  const { app } = await office()
  const hr = await signIn(app, 'hr')
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const nobody = app.connect({ via: 'window' })
  for (const window of [hr, kiosk, nobody]) {
    await expect(window.call('accounts.list', {})).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(window.call('audit.list', {})).rejects.toMatchObject({ code: 'not-allowed' })
  }
  expect(await listed(app, { action: 'access' })).toEqual([
    'hr browser access.refuse call x1',
    'Lobby kiosk access.refuse call x1',
  ])
  const { entries } = await app.call('audit.list', { actor: 'hr', action: 'access' })
  expect(entries[0]!.details).toEqual({ count: 1, methods: ['accounts.list'] })
})

test('searches by a face name whom they found', async () => {
  const { app, owner } = await office()
  const person = await app.call('people.create', { name: 'Bo' })
  const photo = await jpeg(adaFace)
  await app.call('enrol.photo', { personId: person.id, photo, source: 'import' })
  await owner.call('search.photo', { photo })
  await owner.call('search.compare', { first: photo, second: photo })
  expect(await listed(app, { family: 'looks' })).toEqual([
    'Ada window search.photo photo x1',
    'Ada window search.compare photos x1',
  ])
  expect(await listed(app, { family: 'looks', personId: person.id })).toEqual(['Ada window search.photo photo x1'])
})

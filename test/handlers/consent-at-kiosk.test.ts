import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Input } from '../../main/contract/api.ts'
import { openApp } from '../helpers/app.ts'
import { ada, jpeg } from '../helpers/pictures.ts'
import { openScriptedKiosk, type Sighting } from '../helpers/scripted-kiosk.ts'

const lobby = { name: 'Lobby', pin: 'number' } as const

async function askConsent(app: App, change: Partial<Input<'consent.setPolicy'>['policy']> = {}) {
  const { version, policy } = await app.call('consent.policy', {})
  await app.call('consent.setPolicy', { version, policy: { ...policy, basis: 'consent', ...change } })
}

/** Ada with a PIN and a photo, at an office whose basis is consent. */
async function adaAtLobby() {
  const app = await openApp()
  await app.call('kiosks.set', { version: 0, kiosks: [lobby] })
  await askConsent(app)
  const { id: personId } = await app.call('people.create', { name: 'Ada', employeeNumber: '7' })
  await app.call('consent.record', { personId, kind: 'given', language: 'en', name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  await app.call('pin.set', { personId, pin: '482913' })
  return { app, personId, door: app.connect({ via: 'kiosk', kiosk: 'Lobby' }) }
}

const pin = { by: 'pin', employeeNumber: '7', pin: '482913' } as const
const here = { kiosk: 'Lobby', shown: pin }

test('a kiosk is told who asks for consent where it is the basis, as soon as it is', async () => {
  const app = await openApp()
  const door = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const heard: string[] = []
  door.subscribe((topic) => void heard.push(topic))
  expect(await door.call('kiosks.get', { name: 'Lobby' })).toMatchObject({
    notice: { basis: 'undecided', operator: '', noticeUrl: null },
  })
  await askConsent(app, { operator: 'Acme GmbH' })
  expect(heard).toContain('kiosks.changed')
  expect(await door.call('kiosks.get', { name: 'Lobby' })).toMatchObject({
    notice: { basis: 'consent', operator: 'Acme GmbH' },
  })
})

test('somebody withdraws by PIN: everything goes at once, with a receipt', async () => {
  const { app, personId, door } = await adaAtLobby()
  expect(await door.call('consent.identify', here)).toEqual({
    ...{ kind: 'known', person: { id: personId, name: 'Ada' } },
    ...{ photos: 1, hasPin: true },
  })
  expect(await app.call('people.get', { id: personId })).toMatchObject({ person: { templates: 1 } })
  const receipt = await door.call('consent.withdrawHere', { ...here, alternative: 'pin' })
  const { records, state } = await app.call('consent.get', { personId })
  expect(receipt).toEqual({
    ...{ kind: 'withdrawn', person: { id: personId, name: 'Ada' }, photos: 1, backups: 0, hasPin: true },
    record: { id: records[0]!.id, at: records[0]!.at },
  })
  expect(state).toBe('withdrawn')
  expect(records[0]).toMatchObject({ kind: 'withdrawn', place: 'Lobby', witness: 'Lobby', alternative: 'pin' })
  expect(await app.call('people.get', { id: personId })).toMatchObject({ person: { templates: 0 } })
  expect((await app.call('audit.list', { action: 'consent.withdraw' })).entries).toMatchObject([
    { actor: 'Lobby', via: 'kiosk', subject: `person ${personId}`, details: { templates: 1 } },
  ])
  // The PIN works as before.
  const check = { kiosk: 'Lobby', employeeNumber: '7', pin: '482913', direction: 'in' } as const
  expect(await door.call('pin.check', check)).toMatchObject({ outcome: { kind: 'recorded' } })
})

test('a wrong PIN, another kiosk, and an office with another basis withdraw nothing', async () => {
  const { app, personId, door } = await adaAtLobby()
  const wrong = { ...here, shown: { ...pin, pin: '482914' }, alternative: 'none' } as const
  expect(await door.call('consent.withdrawHere', wrong)).toEqual({ kind: 'wrong' })
  await expect(door.call('consent.withdrawHere', { ...wrong, ...here, kiosk: 'Gate' })).rejects.toMatchObject({
    reason: 'role-forbids',
  })
  await askConsent(app, { basis: 'other', otherBasis: 'Works agreement' })
  expect(await door.call('consent.identify', here)).toEqual({ kind: 'off' })
  expect(await door.call('consent.withdrawHere', { ...here, alternative: 'none' })).toEqual({ kind: 'off' })
  expect(await app.call('people.get', { id: personId })).toMatchObject({ person: { templates: 1 } })
})

test('codes and PINs that were guessed too often are locked, also for signing', async () => {
  const { app, personId, door } = await adaAtLobby()
  const { code } = await app.call('consent.ask', { personId })
  const sign = (digits: number) =>
    door.call('consent.sign', {
      ...{ kiosk: 'Lobby', kind: 'given', language: 'en', name: 'Ada' },
      code: String(digits % 1_000_000).padStart(6, '0'),
    })
  for (let guess = 1; guess <= 10; guess++) await sign(Number(code) + guess)
  expect(await sign(Number(code))).toMatchObject({ kind: 'locked', until: expect.any(Number) })
})

test('somebody whom the kiosk has just greeted withdraws by their face, and has two minutes when out of the picture', async () => {
  const { app, people, clock, see } = await openScriptedKiosk(['Ada', 'Grace'])
  await app.call('settings.set', { cooldownSeconds: 0, askMinutes: 0 })
  await app.call('kiosks.set', { version: 0, kiosks: [lobby] })
  await askConsent(app)
  const door = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const expired = { reason: 'question-expired' }
  const look = async (sighting: Sighting, kiosk = 'Lobby') => {
    for (let frame = 0; frame < 8; frame++) await see([{ sure: true, quality: 90, ...sighting }], { kiosk })
  }
  const by = (track: number) => ({ kiosk: 'Lobby', shown: { by: 'face' as const, track } })

  await expect(door.call('consent.identify', by(1))).rejects.toMatchObject(expired)
  await look({ track: 1, like: [0.9, 0], liveness: { real: 0, cues: { frozen: 1, planar: 1 } } })
  await expect(door.call('consent.identify', by(1)), 'a picture').rejects.toMatchObject(expired)
  await look({ track: 2, like: [0.9, 0] }, 'Gate')
  await expect(door.call('consent.identify', by(2)), 'a face at another kiosk').rejects.toMatchObject(expired)
  await look({ track: 3, like: [0.1, 0.1] })
  await expect(door.call('consent.identify', by(3)), 'a stranger').rejects.toMatchObject(expired)

  await look({ track: 4, like: [0.9, 0] })
  expect(await door.call('consent.identify', by(4))).toMatchObject({ person: { name: 'Ada' }, hasPin: false })
  await see([], { ended: [4], kiosk: 'Lobby' })
  clock.set(119_000)
  expect(await door.call('consent.withdrawHere', { ...by(4), alternative: 'badge' })).toMatchObject({
    ...{ kind: 'withdrawn', person: { id: people[0], name: 'Ada' }, photos: 1 },
  })
  await expect(door.call('consent.withdrawHere', { ...by(4), alternative: 'badge' })).rejects.toMatchObject(expired)

  await look({ track: 5, like: [0, 0.9] })
  expect(await door.call('consent.identify', by(5))).toMatchObject({ person: { name: 'Grace' } })
  await see([], { ended: [5], kiosk: 'Lobby' })
  clock.set(121_000)
  await expect(door.call('consent.withdrawHere', { ...by(5), alternative: 'none' })).rejects.toMatchObject(expired)
  expect(await app.call('people.get', { id: people[1]! })).toMatchObject({ person: { templates: 1 } })
})

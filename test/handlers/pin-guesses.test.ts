import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Message } from '../../main/contract/topics.ts'
import { openApp, stoppedClock } from '../helpers/app.ts'

const kiosk = 'Front door'

async function openDoor() {
  const clock = stoppedClock(Date.parse('2026-05-20T07:00:00Z'))
  const app = await openApp({ now: clock.now, steady: clock.steady })
  const { id } = await app.call('people.create', { name: 'Ada', employeeNumber: '1001' })
  const notices: Message<'notice'>[] = []
  app.subscribe((topic, message) => {
    if (topic === 'notice') notices.push(message as Message<'notice'>)
  })
  return { app, clock, ada: id, notices }
}

/** What the door says to wrong PINs, one after another. */
async function answersTo(app: App, employeeNumber: string, tries: number): Promise<string[]> {
  const kinds: string[] = []
  for (let guess = 0; guess < tries; guess += 1) {
    kinds.push((await app.call('pin.check', { kiosk, employeeNumber, pin: `11111${guess}` })).kind)
  }
  return kinds
}

test('a number that nobody has locks like one that somebody has, however it is typed', async () => {
  const { app, ada, clock } = await openDoor()
  await app.call('pin.set', { personId: ada, pin: '482913' })
  const known = await answersTo(app, '1001', 7)
  expect(known).toEqual([...Array(5).fill('wrong'), 'locked', 'locked'])
  expect(await answersTo(app, 'A-9', 7)).toEqual(known)
  expect(await answersTo(app, 'a-9', 1)).toEqual(['locked'])
  expect(await answersTo(app, 'a-8', 1)).toEqual(['wrong'])
  clock.advance(60_000)
  expect(await answersTo(app, 'A-9', 2)).toEqual(['wrong', 'locked'])
})

test('every lock is a notice and an entry in the audit log, which does not say what was typed', async () => {
  const { app, ada, notices } = await openDoor()
  await answersTo(app, '1001', 7)
  await answersTo(app, 'nobody', 7)
  const { entries } = await app.call('audit.list', { action: 'pin.locked' })
  expect(entries.map(({ subject, details }) => [subject, details])).toEqual([
    ['unknown number', { kiosk }],
    [`person ${ada}`, { kiosk }],
  ])
  const said = { level: 'warning', code: 'pin-locked', details: { locked: 'number', kiosk } }
  expect(notices).toMatchObject([said, said])
  expect((await app.call('notices.list', {})).notices.map(({ code }) => code)).toContain('pin-locked')
})

test('kiosks together take 60 wrong PINs, then none, until hours have gone by or the office says so', async () => {
  const { app, ada, clock, notices } = await openDoor()
  await app.call('pin.set', { personId: ada, pin: '48291364' })
  const doors = ['A', 'B', 'C']
  await app.call('kiosks.set', { kiosks: doors.map((name) => ({ name, pin: 'alone' as const })), version: 0 })
  const guess = async (name: string) => (await app.call('pin.check', { kiosk: name, pin: '11111111' })).kind
  for (const name of ['A', 'B']) {
    expect(await Promise.all(Array.from({ length: 30 }, () => guess(name)))).toEqual(Array(30).fill('wrong'))
  }
  expect(await guess('C')).toBe('locked')
  expect(notices.map(({ details }) => details)).toEqual([
    { locked: 'kiosk', kiosk: 'A' },
    { locked: 'all', kiosk: 'B' },
    { locked: 'kiosk', kiosk: 'B' },
  ])
  const { lockedKiosks } = await app.call('pin.list', {})
  expect(lockedKiosks.map(({ name }) => name)).toEqual([null, 'A', 'B'])
  // An hour without a guess was enough to forget them all.
  clock.advance(61 * 60_000)
  expect(await Promise.all(Array.from({ length: 8 }, () => guess('C')))).toEqual([
    ...Array(6).fill('wrong'),
    'locked',
    'locked',
  ])
  await app.call('pin.unlockKiosk', { kiosk: null })
  expect(await app.call('pin.check', { kiosk: 'C', pin: '48291364' })).toMatchObject({ kind: 'known' })
})

test('a PIN alone has eight digits; a shorter one is good with the number, and nobody learns whether it exists', async () => {
  const { app, ada } = await openDoor()
  await app.call('pin.set', { personId: ada, pin: '482913' })
  await app.call('kiosks.set', { kiosks: [{ name: kiosk, pin: 'alone' }], version: 0 })
  for (const pin of ['482913', '111111', '1111111']) {
    expect(await app.call('pin.check', { kiosk, pin })).toEqual({ kind: 'short' })
  }
  expect(await app.call('pin.check', { kiosk, employeeNumber: '1001', pin: '482913' })).toMatchObject({ kind: 'known' })
  const { pin } = await app.call('pin.set', { personId: ada })
  expect(pin).toMatch(/^\d{8}$/)
  expect(await app.call('pin.identify', { kiosk, pin })).toMatchObject({ kind: 'known', person: { name: 'Ada' } })
})

test('a kiosk that nobody set up takes no PIN, so that naming another does not get around a setting', async () => {
  const { app, ada } = await openDoor()
  const { pin } = await app.call('pin.set', { personId: ada })
  const entered = { employeeNumber: '1001', pin }
  await app.call('kiosks.set', { kiosks: [{ name: 'Yard', pin: 'off' }], version: 0 })
  for (const name of ['Yard', 'yard ', 'Elsewhere']) {
    expect(await app.call('pin.identify', { kiosk: name, ...entered }), name).toEqual({ kind: 'off' })
  }
  expect(await app.call('pin.identify', { kiosk: 'front door', ...entered })).toMatchObject({ kind: 'known' })
  await app.call('settings.set', { kiosk: 'Lobby' })
  expect(await app.call('pin.identify', { kiosk, ...entered })).toEqual({ kind: 'off' })
})

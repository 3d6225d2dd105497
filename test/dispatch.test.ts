import { expect, test } from 'vitest'
import { dispatch } from '../main/dispatch.ts'
import { openApp } from './helpers/app.ts'

test('a method that does not exist is refused by name', async () => {
  const app = await openApp()
  for (const name of ['people.everything', 'constructor', '__proto__', '']) {
    expect(await dispatch(app, name, {})).toMatchObject({ ok: false, error: { code: 'unknown-method' } })
  }
})

test.each([
  ['people.create', {}],
  ['people.create', { name: '   ' }],
  ['people.create', null],
  ['people.get', { id: -1 }],
  ['people.list', { limit: 0 }],
  ['enrol.photo', { personId: 1, photo: 'not bytes' }],
  ['events.list', { direction: 'sideways' }],
  ['settings.set', {}],
  ['settings.set', { threshold: 2 }],
  ['settings.set', { threshold: Number.NaN }],
  ['settings.set', { kiosk: '  ' }],
  ['kiosks.set', { kiosks: [{ name: ' \t ' }], version: 0 }],
  ['webhooks.add', { url: 'no address' }],
  ['webhooks.add', { url: '' }],
])('%s refuses %j and names the field', async (method, input) => {
  const app = await openApp()
  expect(await dispatch(app, method, input)).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', details: { method } },
  })
})

test('failures cross the border as plain bodies', async () => {
  const app = await openApp()
  const reply = await dispatch(app, 'people.get', { id: 12 })
  expect(reply).toEqual({
    ok: false,
    error: { code: 'person-not-found', message: expect.stringContaining('erased meanwhile'), details: { id: 12 } },
  })
  expect(structuredClone(reply)).toEqual(reply)
})

test('a malformed frame is refused and the app goes on', async () => {
  const app = await openApp()
  await expect(app.pushFrame(new Uint8Array(100))).rejects.toMatchObject({ code: 'frame-malformed' })
  expect(await dispatch(app, 'people.list', {})).toMatchObject({ ok: true, value: { people: [], total: 0 } })
})

test('a changed threshold gets a version of its own, and everybody hears of it', async () => {
  const app = await openApp()
  const heard: unknown[] = []
  app.subscribe((topic, message) => heard.push([topic, message]))
  const before = await app.call('settings.get', {})
  const after = await app.call('settings.set', { threshold: 0.5 })
  await app.call('settings.set', { mirror: false })
  expect(before).toMatchObject({ threshold: 0.51, thresholdVersion: 1 })
  expect(after).toMatchObject({ threshold: 0.5, thresholdVersion: 2 })
  expect(await app.call('settings.get', {})).toMatchObject({ mirror: false, thresholdVersion: 2 })
  expect(heard).toContainEqual(['settings.changed', after])
})

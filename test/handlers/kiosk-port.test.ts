import { expect, test } from 'vitest'
import { access } from '../../main/contract/access.ts'
import { type MethodName, methods } from '../../main/contract/api.ts'
import { encodeFrame } from '../../main/contract/frame.ts'
import { createRandom } from '../../main/numeric/random.ts'
import { openApp } from '../helpers/app.ts'
import { ada, jpeg } from '../helpers/pictures.ts'
import { randomValue } from '../helpers/random-value.ts'

const frameOf = (kiosk: string, purpose: 'kiosk' | 'enrol' | 'observe' = 'kiosk') => {
  const [width, height] = [64, 64]
  return encodeFrame({
    purpose,
    kiosk,
    width,
    height,
    sequence: 1,
    capturedAt: 0,
    data: new Uint8Array(4 * width * height),
  })
}

test('10,000 calls of any methods and inputs from a kiosk’s window reach nothing beyond its list', async () => {
  const app = await openApp()
  await app.call('people.create', { name: 'Secret Person', groups: ['Vault'] })
  const before = await stateOf()
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const random = createRandom(7)
  const names = [
    ...(Object.keys(methods) as MethodName[]),
    'constructor',
    '__proto__',
    'people.',
    'toString',
  ] as MethodName[]
  let forbidden = 0
  for (let count = 0; count < 10_000; count++) {
    const name = names[random.below(names.length)]!
    const reached = await kiosk.call(name, randomValue(random) as never).then(
      (answer) => ({ answer }),
      (error: { reason?: string; code: string }) => ({ error }),
    )
    if (Object.hasOwn(access, name) && access[name].roles.includes('kiosk')) {
      expect(JSON.stringify(reached), name).not.toContain('Vault')
      continue
    }
    forbidden += 1
    expect(reached, name).toMatchObject({ error: { code: expect.stringMatching(/^(not-allowed|unknown-method)$/) } })
  }
  expect(forbidden).toBeGreaterThan(7000)
  expect(await stateOf()).toEqual(before)

  async function stateOf() {
    const [people, settings, { total }] = [
      await app.call('people.list', {}),
      await app.call('settings.get', {}),
      await app.call('events.list', {}),
    ]
    return { people, settings, total }
  }
})

test('a kiosk’s window speaks for its own kiosk, in calls and in pictures, and enrols nobody', async () => {
  const app = await openApp()
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const forbidden = expect.objectContaining({ reason: 'role-forbids' })
  expect(await kiosk.call('kiosks.get', { name: 'lobby' })).toMatchObject({ name: 'lobby' })
  for (const attempt of [
    kiosk.call('kiosks.get', { name: 'Back door' }),
    kiosk.call('pin.check', { kiosk: 'Back door', employeeNumber: '1', pin: '1234', direction: null }),
    kiosk.call('pin.identify', { kiosk: 'Back door', employeeNumber: '1', pin: '1234' }),
    kiosk.call('guests.signIn', { name: 'Bo', hostId: 1 as never, kiosk: 'Back door' }),
    kiosk.pushFrame(frameOf('Back door')),
    kiosk.pushFrame(frameOf('Lobby', 'enrol')),
  ]) {
    await expect(attempt).rejects.toEqual(forbidden)
  }
  expect(await kiosk.pushFrame(frameOf('Lobby'))).toMatchObject({ faces: [] })
  // What looks for a camera on its side.
  expect(await kiosk.pushFrame(frameOf('Lobby turned', 'observe'))).toMatchObject({ faces: [] })
})

test('a door is given the photos of its last entries, and of nobody else', async () => {
  const app = await openApp()
  const [known, other] = [
    await app.call('people.create', { name: 'Ada' }),
    await app.call('people.create', { name: 'Bo' }),
  ]
  const photo = await jpeg(ada)
  await app.call('enrol.photo', { personId: known.id, photo })
  const portrait = (await app.call('people.get', { id: known.id })).person.portrait!
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  await expect(kiosk.call('people.photo', { template: portrait })).rejects.toMatchObject({ reason: 'role-forbids' })
  const at = Date.now() - 60_000
  const draft = {
    action: 'add',
    direction: 'in',
    corrects: null,
    at,
    zone: 'UTC',
    reason: 'Paper',
    personId: known.id,
  } as const
  await app.call('attendance.correct', { actor: 'desk', draft: draft as never })
  const { entries } = await kiosk.call('kiosks.entries', { from: (at - 1) as never, limit: 5 })
  expect(entries).toMatchObject([{ person: { id: known.id, name: 'Ada' }, portrait }])
  expect((await kiosk.call('people.photo', { template: portrait })).photo).toEqual(
    (await app.call('people.photo', { template: portrait })).photo,
  )
  await expect(kiosk.call('people.photo', { template: (portrait + other.id) as never })).rejects.toMatchObject({
    reason: 'role-forbids',
  })
})

test('a door hears that there is an entry, and nothing of what it was decided by or why it was changed', async () => {
  const app = await openApp()
  const { id: personId } = await app.call('people.create', { name: 'Ada', employeeNumber: 'E-77' })
  const heard: unknown[] = []
  app.connect({ via: 'kiosk', kiosk: 'Lobby' }).subscribe((topic, message) => heard.push({ topic, message }))
  const draft = { action: 'add', direction: 'in', corrects: null, at: Date.now() - 60_000, zone: 'UTC' } as const
  await app.call('attendance.correct', { actor: 'Grace', draft: { ...draft, personId, reason: 'doctor' } as never })
  await app.call('settings.set', { restPort: null, visitorDays: 1 })
  expect(heard).toMatchObject([
    { topic: 'event.recorded', message: { person: { name: 'Ada' }, direction: 'in', reason: null, actor: null } },
    { topic: 'settings.changed' },
  ])
  expect(JSON.stringify(heard)).not.toMatch(/doctor|Grace|E-77/)
})

test('a kiosk shows as much of the last entries as the office has chosen for it, whatever its page asks', async () => {
  const app = await openApp()
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  const at = Date.now() - 60_000
  const draft = { action: 'add', direction: 'in', corrects: null, at, zone: 'UTC', reason: 'Paper', personId } as const
  await app.call('attendance.correct', { actor: 'desk', draft: draft as never })
  const seen = async (kiosk: string) =>
    (await app.connect({ via: 'kiosk', kiosk }).call('kiosks.entries', { from: (at - 1) as never, limit: 5 })).entries
  const kiosks = [
    { name: 'Lobby', entries: 'none' },
    { name: 'Gate', entries: 'names' },
  ] as const
  await app.call('kiosks.set', { kiosks: [...kiosks], version: 0 })
  expect(await seen('lobby')).toEqual([])
  expect(await seen('Gate')).toMatchObject([{ person: { name: 'Ada' }, portrait: null }])
  expect(await seen('Back door')).toMatchObject([{ person: { name: 'Ada' }, portrait: expect.any(Number) }])
})

test('a guest finds a host, and who is here themselves, by what they type; no list is handed out', async () => {
  const app = await openApp()
  for (let count = 1; count <= 8; count++) await app.call('people.create', { name: `Anna Number${count}` })
  const { id } = await app.call('people.create', { name: '王小明' })
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  expect(await kiosk.call('guests.hosts', { query: 'a' })).toEqual({ hosts: [], next: ['王'] })
  expect((await kiosk.call('guests.hosts', { query: 'ann' })).hosts).toHaveLength(6)
  expect(await kiosk.call('guests.hosts', { query: '王' })).toEqual({ hosts: [{ id, name: '王小明' }], next: ['小'] })
  const guest = await kiosk.call('guests.signIn', { name: 'Bo Berg', hostId: id, kiosk: 'Lobby' })
  expect(await kiosk.call('guests.find', { query: 'b' })).toEqual({ guests: [], next: [] })
  expect((await kiosk.call('guests.find', { query: 'berg' })).guests).toEqual([guest])
  await expect(kiosk.call('guests.list', { present: true })).rejects.toMatchObject({ reason: 'role-forbids' })
})

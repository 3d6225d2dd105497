import { expect, test } from 'vitest'
import type { Liveness } from '../../main/contract/entities.ts'
import { openScriptedKiosk, type Sighting } from '../helpers/scripted-kiosk.ts'

const day = 86_400_000
const crop = Uint8Array.of(0xff, 0xd8, 0xff, 1)
const box = { x: 0, y: 0, width: 120, height: 120 }
const alive: Liveness = { real: 0.9, cues: { frozen: 0, planar: 0 } }
const expired = { reason: 'question-expired' }

/** Ada and Grace with one photo each, at a kiosk that sees what the test says. */
async function door(liveness: 'required' | 'off' = 'required') {
  const office = await openScriptedKiosk(['Ada', 'Grace'])
  const { app, see } = office
  await app.call('settings.set', { cooldownSeconds: 0, askMinutes: 0, kiosk: 'Lobby', liveness, threshold: 0.5 })
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const good: Omit<Sighting, 'track'> = { like: [0.8, 0.1], quality: 90, liveness: alive, crop, box }
  /** Looks at a face for a moment. @returns what it is asked in the end */
  const look = async (track: number, sighting: Partial<Sighting> = {}, at = 'Lobby') => {
    let last = await see([], { kiosk: at })
    for (let frame = 0; frame < 12; frame++) last = await see([{ ...good, ...sighting, track }], { kiosk: at })
    return last.faces[0]!.keepLook
  }
  const keep = (track: number, pin: string | null = null) => kiosk.call('looks.keep', { kiosk: 'Lobby', track, pin })
  const list = async () => (await app.call('looks.list', {})).looks
  const templatesOf = async (place: 0 | 1) =>
    (await app.call('people.get', { id: office.people[place]! })).person.templates
  return { ...office, door: kiosk, look, keep, list, templatesOf }
}

test('who has one photo is asked after a check-in, agrees, and has two once the office accepts', async () => {
  const { app, clock, people, look, keep, list, templatesOf } = await door()
  expect(await look(1)).toEqual({ person: { id: people[0], name: 'Ada' }, purpose: 'second', pin: false })
  expect(await list()).toEqual([])
  expect(await keep(1)).toEqual({ kind: 'kept', until: clock.now() + 14 * day })
  expect(await templatesOf(0), 'nothing by itself').toBe(1)
  const [proposed] = await list()
  expect(proposed).toMatchObject({
    ...{ person: { id: people[0], name: 'Ada' }, kiosk: 'Lobby', quality: 90 },
    similarity: expect.closeTo(0.8, 3),
  })
  expect([...proposed!.photo]).toEqual([...crop])
  expect(await app.call('looks.accept', { id: proposed!.id })).toMatchObject({
    kind: 'accepted',
    person: { id: people[0], templates: 2 },
  })
  expect(await list()).toEqual([])
  await expect(app.call('looks.accept', { id: proposed!.id })).rejects.toMatchObject({ reason: 'photo-decided' })
  const entries = (await app.call('audit.list', { personId: people[0]! })).entries.map(({ action }) => action)
  expect(entries).toEqual(expect.arrayContaining(['look.keep', 'look.accept', 'template.add']))
  // With two photos nobody is asked again, so no look ever builds on another.
  clock.advance(40 * day)
  expect(await look(2)).toBeNull()
})

test('nobody is asked twice in a month, whatever they said', async () => {
  const { app, clock, door: kiosk, look, keep, list } = await door()
  expect(await look(1)).not.toBeNull()
  await kiosk.call('looks.decline', { kiosk: 'Lobby', track: 1 })
  await expect(keep(1)).rejects.toMatchObject(expired)
  expect(await look(2)).toBeNull()
  clock.advance(29 * day)
  expect(await look(3)).toBeNull()
  clock.advance(2 * day)
  expect(await look(4)).not.toBeNull()
  await keep(4)
  await app.call('looks.refuse', { id: (await list())[0]!.id })
  expect(await list()).toEqual([])
  expect(await look(5)).toBeNull()
})

test.each<[what: string, sighting: Partial<Sighting>]>([
  ['a picture', { liveness: { real: 0, cues: { frozen: 1, planar: 1 } } }],
  ['a face that nobody can say is alive', { liveness: null }],
  ['somebody who is only just named', { like: [0.6, 0.1] }],
  ['somebody who is like a colleague too', { like: [0.75, 0.65] }],
  ['a poor picture', { quality: 50 }],
  ['a face far away', { box: { x: 0, y: 0, width: 30, height: 30 } }],
  ['a face without a picture of it', { crop: null }],
])('the kiosk asks nothing of %s, also where liveness is not checked at the door', async (_, sighting) => {
  const { look, keep } = await door('off')
  expect(await look(1, sighting)).toBeNull()
  await expect(keep(1)).rejects.toMatchObject(expired)
})

test('a kiosk’s window keeps nothing of a face that was not asked, is gone, changed, or stands elsewhere', async () => {
  const { app, look, keep, see, door: kiosk, list } = await door()
  await expect(keep(7)).rejects.toMatchObject(expired)
  expect(await look(1, {}, 'Gate')).not.toBeNull()
  await expect(keep(1)).rejects.toMatchObject(expired)
  await expect(kiosk.call('looks.keep', { kiosk: 'Gate', track: 1 })).rejects.toMatchObject({ reason: 'role-forbids' })
  await expect(kiosk.call('looks.list', {})).rejects.toMatchObject({ reason: 'role-forbids' })
  expect(await look(2, { like: [0.1, 0.8] })).not.toBeNull()
  await see([{ track: 2, sure: false, box }], { kiosk: 'Lobby' })
  await expect(keep(2), 'it may be somebody else now').rejects.toMatchObject(expired)
  await see([], { kiosk: 'Lobby', ended: [2] })
  await expect(keep(2)).rejects.toMatchObject(expired)
  expect(await list()).toEqual([])
  expect((await app.call('audit.list', { action: 'look.keep' })).entries).toEqual([])
})

test('whoever has a PIN keeps a look with it; that of somebody else and guesses keep none', async () => {
  const { app, people, look, keep, list } = await door()
  await app.call('pin.set', { personId: people[0]!, pin: '482913' })
  await app.call('pin.set', { personId: people[1]!, pin: '771204' })
  expect(await look(1)).toMatchObject({ pin: true })
  expect(await keep(1)).toEqual({ kind: 'pin-needed' })
  expect(await keep(1, '771204')).toEqual({ kind: 'wrong' })
  expect(await list()).toEqual([])
  expect(await keep(1, '482913')).toMatchObject({ kind: 'kept' })
  expect(await list()).toHaveLength(1)
})

test('a look is destroyed when nobody decides, when its person is denied, withdraws, leaves or is erased', async () => {
  const { app, people, clock, look, keep, list, see } = await door()
  const [ada, grace] = people
  await look(1)
  await keep(1)
  const event = (await app.call('events.list', { personId: ada! })).events[0]!
  await app.call('kiosks.dispute', { event: event.id, wrong: 'person' })
  expect(await list(), 'denied').toEqual([])

  await look(2, { like: [0.1, 0.8] })
  await keep(2)
  expect(await list()).toHaveLength(1)
  await app.call('consent.withdraw', { personId: grace! })
  expect(await list(), 'withdrawn').toEqual([])
  await see([], { kiosk: 'Lobby', ended: [1, 2] })
  expect((await app.call('people.get', { id: grace! })).person.templates).toBe(0)

  clock.advance(31 * day)
  await app.call('disputes.decide', { event: event.id, verdict: 'dismissed' })
  expect(await look(3)).not.toBeNull()
  await keep(3)
  await app.call('people.erase', { id: ada! })
  expect(await list(), 'erased').toEqual([])
})

test('after two weeks without a decision a look is gone from the file, and that is written down', async () => {
  const { app, clock, look, keep, list } = await door()
  await look(1)
  await keep(1)
  clock.advance(14 * day - 1)
  await app.call('people.create', { name: 'Mary' })
  expect(await list()).toHaveLength(1)
  clock.advance(1)
  await app.call('people.create', { name: 'Joan' })
  await expect.poll(list).toEqual([])
  expect((await app.call('audit.list', { action: 'look.destroy' })).entries).toMatchObject([
    { via: 'app', details: { looks: 1 } },
  ])
})

test('without the photo that it was compared with, a look is not taken', async () => {
  const { app, people, look, keep, list } = await door()
  await look(1)
  await keep(1)
  const [template] = (await app.call('people.get', { id: people[0]! })).templates
  await app.call('people.eraseTemplate', { id: template!.id })
  expect(await app.call('looks.accept', { id: (await list())[0]!.id })).toMatchObject({ kind: 'refused' })
  expect((await app.call('people.get', { id: people[0]! })).person.templates).toBe(0)
  expect(await list()).toEqual([])
})

test('where consent is the basis, only who has given it is asked', async () => {
  const { app, people, look } = await door()
  const { version, policy } = await app.call('consent.policy', {})
  await app.call('consent.setPolicy', { version, policy: { ...policy, basis: 'consent' } })
  expect(await look(1), 'still recognised, by the time of grace').toBeNull()
  await app.call('consent.record', { personId: people[1]!, kind: 'given', language: 'en', name: 'Grace' })
  expect(await look(2, { like: [0.1, 0.8] })).not.toBeNull()
})

test('an office that switches it off asks nobody', async () => {
  const { app, look } = await door()
  await app.call('settings.set', { asksForLooks: false })
  expect(await look(1)).toBeNull()
})

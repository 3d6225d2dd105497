import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Liveness, ModelId } from '../../main/contract/entities.ts'
import { jpeg, ada as partOfAda } from '../helpers/pictures.ts'
import { openScriptedKiosk, type Sighting } from '../helpers/scripted-kiosk.ts'
import { writeModelsWithSecondPack } from '../helpers/second-pack.ts'

const day = 86_400_000
const box = { x: 0, y: 0, width: 120, height: 120 }
const alive: Liveness = { real: 0.9, cues: { frozen: 0, planar: 0 } }
const expired = { reason: 'question-expired' }
const pins = ['482913', '771204'] as const

const modelsFolder = mkdtempSync(join(tmpdir(), 'rollcall-models-'))
beforeAll(() => writeModelsWithSecondPack(modelsFolder))
afterAll(() => rmSync(modelsFolder, { recursive: true, force: true }))

/** Ada and Grace, of whom no photo was kept, at a kiosk that takes PINs. @param change whether other models are begun */
async function door({ change = true, model }: { change?: boolean; model?: ModelId } = {}) {
  const office = await openScriptedKiosk(['Ada', 'Grace'], { modelsFolder }, model)
  const { app, people, see } = office
  const crop = await sharp(await jpeg(partOfAda))
    .resize(112, 112)
    .jpeg()
    .toBuffer()
  await app.call('settings.set', { cooldownSeconds: 0, askMinutes: 0, kiosk: 'Lobby', threshold: 0.5 })
  const { version } = await app.call('kiosks.list', {})
  const employeeNumbers = ['7', '8'] as const
  await app.call('kiosks.set', { version, kiosks: [{ name: 'Lobby', pin: 'number' }] })
  for (const [place, employeeNumber] of employeeNumbers.entries()) {
    await app.call('people.update', { id: people[place]!, employeeNumber })
  }
  if (change) {
    await app.call('modelChange.begin', { pack: 'turned' })
    await app.call('modelChange.run', {})
  }
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const good: Omit<Sighting, 'track'> = { like: [0.8, 0.1], quality: 90, liveness: alive, crop, box }
  const sight = (track: number, sighting: Partial<Sighting> = {}) => ({ ...good, ...sighting, track })
  /** Looks at faces for a moment. @returns what the first one is asked in the end */
  const look = async (...faces: Sighting[]) => {
    let last = await see([], { kiosk: 'Lobby' })
    for (let frame = 0; frame < 12; frame++) last = await see(faces, { kiosk: 'Lobby' })
    return last.faces[0]!.keepLook
  }
  /** Somebody types their number and PIN. */
  const checkIn = async (place: 0 | 1) => {
    const pin = pins[place]
    await app.call('pin.set', { personId: people[place]!, pin })
    const answer = await kiosk.call('pin.check', { kiosk: 'Lobby', employeeNumber: employeeNumbers[place], pin })
    expect(answer).toMatchObject({ kind: 'known', outcome: { kind: 'recorded' } })
  }
  const keep = (track: number, pin: string | null = null) => kiosk.call('looks.keep', { kiosk: 'Lobby', track, pin })
  const list = async () => (await app.call('looks.list', {})).looks
  return { ...office, door: kiosk, sight, look, checkIn, keep, list, ada: { id: people[0]!, name: 'Ada' } }
}

/** Unlike the templates, but not as unlike as somebody else: the model in use does not name it. */
const unnamed: Partial<Sighting> = { like: [0.4, 0.1] }

test('who is recognised, and could not be by the other models, is asked for a photo that both read once the office accepts', async () => {
  const { app, ada, sight, look, keep, list } = await door()
  expect((await app.call('modelChange.missing', {})).total).toBe(2)
  expect(await look(sight(1))).toEqual({ person: ada, purpose: 'models', pin: false })
  expect(await keep(1)).toMatchObject({ kind: 'kept' })
  const [proposed] = await list()
  expect(proposed).toMatchObject({
    ...{ person: ada, purpose: 'models', namedBy: 'face', template: null },
    similarity: expect.closeTo(0.8, 3),
  })
  // Nothing is taken before the office has looked.
  expect((await app.call('modelChange.missing', {})).total).toBe(2)
  expect(await app.call('looks.accept', { id: proposed!.id })).toMatchObject({
    kind: 'accepted',
    person: { templates: 2 },
  })
  const { beside } = await app.call('modelChange.run', {})
  expect(beside).toMatchObject({ templates: 1, waiting: 0, missing: 1 })
  expect((await app.call('modelChange.missing', {})).people.map(({ name }) => name)).toEqual(['Grace'])
  expect(await look(sight(2)), 'there is a photo now').toBeNull()
})

test('who has a photo, or where no other models are begun, is asked for a second look at most', async () => {
  const { app, sight, look } = await door({ change: false })
  expect(await look(sight(1))).toMatchObject({ purpose: 'second' })
  await app.call('modelChange.begin', { pack: 'turned' })
  // What was asked for another purpose counts by itself.
  expect(await look(sight(2))).toMatchObject({ purpose: 'models' })
  await app.call('modelChange.end', {})
  expect(await look(sight(3))).toBeNull()
})

test('who said no, or was refused by the office, is asked again after a week, and while a look waits nobody is', async () => {
  const { app, clock, door: kiosk, sight, look, keep, list } = await door()
  await look(sight(1))
  await kiosk.call('looks.decline', { kiosk: 'Lobby', track: 1 })
  clock.advance(6 * day)
  expect(await look(sight(2))).toBeNull()
  clock.advance(2 * day)
  expect(await look(sight(3))).not.toBeNull()
  await keep(3)
  clock.advance(8 * day)
  expect(await look(sight(4)), 'one waits').toBeNull()
  await app.call('looks.refuse', { id: (await list())[0]!.id })
  expect(await look(sight(5))).not.toBeNull()
})

test('who is checked in by PIN before the camera alone is asked too, and their face is the one that was there', async () => {
  const { app, ada, sight, look, checkIn, keep, list } = await door()
  expect(await look(sight(1, unnamed))).toBeNull()
  await checkIn(0)
  expect(await look(sight(1, unnamed))).toEqual({ person: ada, purpose: 'models', pin: false })
  await keep(1)
  const [proposed] = await list()
  expect(proposed).toMatchObject({ person: ada, namedBy: 'pin', similarity: expect.closeTo(0.4, 3) })
  expect(await app.call('looks.accept', { id: proposed!.id })).toMatchObject({ kind: 'accepted' })
})

test.each<[what: string, faces: (sight: (track: number, more?: Partial<Sighting>) => Sighting) => Sighting[]]>([
  ['the face is quite unlike theirs', (sight) => [sight(1, { like: [0.05, 0.1] })]],
  ['the face is like a colleague’s', (sight) => [sight(1, { like: [0.3, 0.55] })]],
  [
    'the face is a picture',
    (sight) => [sight(1, { ...unnamed, liveness: { real: 0, cues: { frozen: 1, planar: 1 } } })],
  ],
  ['somebody else stands there too', (sight) => [sight(1, unnamed), sight(2, { like: [0.1, 0.1] })]],
  ['it may be another face by now', (sight) => [sight(1, { ...unnamed, sure: false })]],
])('after a PIN the kiosk asks nothing where %s', async (_, faces) => {
  const { sight, look, checkIn, keep } = await door()
  await look(...faces(sight))
  await checkIn(0)
  expect(await look(...faces(sight))).toBeNull()
  await expect(keep(1)).rejects.toMatchObject(expired)
})

test('a face that comes after the PIN, or that the camera loses, is not taken for the one that typed it', async () => {
  const { see, sight, look, checkIn, keep } = await door()
  await see([], { kiosk: 'Lobby' })
  await checkIn(0)
  expect(await look(sight(1, unnamed))).toBeNull()
  await look(sight(2, unnamed))
  await checkIn(0)
  expect(await look(sight(2, unnamed))).not.toBeNull()
  await see([sight(2, { ...unnamed, sure: false })], { kiosk: 'Lobby' })
  expect(await look(sight(2, unnamed))).toBeNull()
  await expect(keep(2)).rejects.toMatchObject(expired)
})

test('after the switch, a person whom the models in use cannot know is asked by their PIN, and recognised once accepted', async () => {
  const { app, ada, sight, look, checkIn, keep, list } = await door({ change: false, model: 'former' as ModelId })
  expect(await look(sight(1)), 'nobody knows this face').toBeNull()
  await checkIn(0)
  expect(await look(sight(1))).toEqual({ person: ada, purpose: 'models', pin: false })
  await keep(1)
  const [proposed] = await list()
  expect(proposed).toMatchObject({ person: ada, namedBy: 'pin', similarity: null })
  await app.call('looks.accept', { id: proposed!.id })
  await look(sight(2))
  const { events } = await app.call('events.list', { personId: ada.id })
  expect(events[0]).toMatchObject({ method: 'face', similarity: expect.closeTo(1, 3) })
})

test('an office that switches it off, and one that asks for consent first, ask only whom they may', async () => {
  const { app, people, sight, look } = await door()
  await app.call('settings.set', { asksForLooks: false })
  expect(await look(sight(1))).toBeNull()
  await app.call('settings.set', { asksForLooks: true })
  const { version, policy } = await app.call('consent.policy', {})
  await app.call('consent.setPolicy', { version, policy: { ...policy, basis: 'consent' } })
  expect(await look(sight(2)), 'still recognised, by the time of grace').toBeNull()
  await app.call('consent.record', { personId: people[1]!, kind: 'given', language: 'en', name: 'Grace' })
  expect(await look(sight(3, { like: [0.1, 0.8] }))).toMatchObject({ purpose: 'models' })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { openDoor, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { ada, adaAgain, frame, jpeg, type Part, stranger } from '../helpers/pictures.ts'
import { writeModelsWithSecondPack } from '../helpers/second-pack.ts'

const modelsFolder = mkdtempSync(join(tmpdir(), 'rollcall-models-'))
beforeAll(() => writeModelsWithSecondPack(modelsFolder))
afterAll(() => rmSync(modelsFolder, { recursive: true, force: true }))

async function enrol(app: App, name: string, part: Part): Promise<PersonId> {
  const { id } = await app.call('people.create', { name })
  const answer = await app.call('enrol.photo', { personId: id, photo: await jpeg(part) })
  if (answer.kind !== 'enrolled') throw new Error(answer.refusal.message)
  return id
}

const wall: Part = { sample: 1, left: 0, top: 0, width: 200, height: 200 }
let sequence = 0

/** Everything that a kiosk decides about two people before it. */
async function decisions(app: App) {
  const found = []
  for (const part of [adaAgain, wall, stranger, wall]) {
    for (let count = 0; count < 6; count++) {
      const { faces } = await app.pushFrame(await frame(part, ++sequence))
      found.push(faces.map(({ state, candidates }) => ({ state, candidates })))
    }
  }
  return found
}

const decided = (found: Awaited<ReturnType<typeof decisions>>) =>
  found.flatMap((faces) => faces.flatMap(({ state }) => (state.kind === 'decided' ? [state.decision] : [])))

test('forth and back: decisions by another model, and then those of before to the last bit', async () => {
  const dataFolder = scratchFolder()
  const options = { dataFolder, modelsFolder, ...stoppedClock() }
  const app = await openDoor(options)
  const person = await enrol(app, 'Ada', ada)
  const before = await decisions(app)
  expect(decided(before).some((decision) => decision.kind === 'known' && decision.person.id === person)).toBe(true)
  const settings = await app.call('settings.get', {})
  const first = await app.call('modelChange.state', {})
  expect(first).toMatchObject({ inUse: { pack: 'faceplugin', templates: 1 }, beside: null, heldBack: 0 })

  await app.call('modelChange.begin', { pack: 'turned' })
  // The present model decides meanwhile.
  expect(await decisions(app)).toEqual(before)
  const ready = await app.call('modelChange.run', {})
  expect(ready.beside).toMatchObject({
    ...{ pack: 'turned', direction: 'forth', templates: 1, waiting: 0, missing: 0, failure: null },
    threshold: { kind: 'starting', threshold: 0.51 },
  })
  const switched = await app.call('modelChange.switch', {})
  expect(switched.beside).toMatchObject({ pack: 'faceplugin', direction: 'back', waiting: 0 })
  // This app is of the former model, and the threshold no longer is.
  await expect(decisions(app)).rejects.toMatchObject({ code: 'model-mismatch' })
  await app.close()

  const turned = await openDoor(options)
  const state = await turned.call('modelChange.state', {})
  expect(state.inUse).toMatchObject({ pack: 'turned', templates: 1 })
  expect(state.beside).toMatchObject({ model: first.inUse.model, threshold: { kind: 'as-before', threshold: 0.51 } })
  const found = decided(await decisions(turned))
  expect(found.some((decision) => decision.kind === 'known' && decision.person.id === person)).toBe(true)
  expect(found.every((decision) => decision.kind !== 'known' || decision.person.id === person)).toBe(true)
  const { events } = await turned.call('events.list', {})
  expect(events[0]!.model).toBe(first.inUse.model)
  await turned.call('modelChange.switch', {})
  await turned.close()

  const back = await openDoor(options)
  expect(await decisions(back)).toEqual(before)
  const { thresholdVersion: _, ...same } = settings
  expect(await back.call('settings.get', {})).toMatchObject(same)
  expect((await back.call('modelChange.state', {})).inUse).toEqual(first.inUse)
}, 120_000)

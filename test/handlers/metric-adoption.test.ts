import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import { createLinearMap } from '../../main/matching/linear-map.ts'
import { recalibrate } from '../../main/metric/judging/verdict.ts'
import { openDoor, stoppedClock } from '../helpers/app.ts'
import { disturbedOffice, withStore } from '../helpers/disturbed-office.ts'
import { ada, adaAgain, frame, jpeg, type Part, stranger } from '../helpers/pictures.ts'

let sequence = 0

/** Shows somebody for a while at five frames a second. */
async function show(app: App, part: Part, frames = 8): Promise<FrameResult[]> {
  const results: FrameResult[] = []
  for (let i = 0; i < frames; i++) results.push(await app.pushFrame(await frame(part, ++sequence)))
  return results
}

const wall: Part = { sample: 1, left: 0, top: 0, width: 200, height: 200 }

/** The one event of a visit. */
async function visit(app: App, part: Part) {
  const events = (await show(app, part)).flatMap((result) => result.events)
  await show(app, wall)
  expect(events).toHaveLength(1)
  return events[0]!
}

/** Strangers are not named; the threshold that they were held against. */
async function strangersThreshold(app: App): Promise<number> {
  const last = (await show(app, stranger)).at(-1)!
  await show(app, wall)
  const { state } = last.faces[0]!
  if (state.kind !== 'decided') throw new Error(state.kind)
  expect(state.decision.kind).toBe('unknown')
  return state.decision.threshold
}

const hour = 3_600_000

test('a kiosk decides and records under the adopted metric, after a restart as well, and as before once it is undone', async () => {
  const { folder, model } = await disturbedOffice()
  const clock = stoppedClock()
  const app = await openDoor({ ...clock, dataFolder: folder })
  await app.call('thresholds.apply', { promise: null })
  const person = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId: person.id, photo: await jpeg(ada) })

  const standard = await visit(app, adaAgain)
  expect(standard).toMatchObject({ metric: null, threshold: 0.51, thresholdVersion: 1, model })

  const trained = await app.call('metric.train', { task: 't', loss: 'wccn', folds: 3 })
  if (trained.kind !== 'trained') throw new Error(trained.kind)
  await app.call('metric.adopt', { version: 1 })
  const threshold = recalibrate(0.51, trained.metric.thresholds)
  // What follows compares to the last bit: any difference tells which of the two was used.
  expect(threshold).not.toBe(0.51)
  clock.advance(hour)
  const adopted = await visit(app, adaAgain)
  expect(adopted).toMatchObject({ person: { id: person.id }, metric: 1, threshold, thresholdVersion: 2, model })
  expect(adopted.similarity).not.toBe(standard.similarity)
  expect(adopted.similarity!).toBeGreaterThan(threshold)
  expect(await strangersThreshold(app)).toBe(threshold)
  await app.close()

  const again = await openDoor({ ...clock, dataFolder: folder })
  clock.advance(hour)
  const restarted = await visit(again, adaAgain)
  expect(restarted).toMatchObject({ metric: 1, threshold, thresholdVersion: 2 })
  expect(restarted.similarity).toBe(adopted.similarity)
  expect(await strangersThreshold(again)).toBe(threshold)
  const compared = await again.call('search.compare', { first: await jpeg(ada), second: await jpeg(adaAgain) })
  if (compared.kind !== 'compared') throw new Error(compared.kind)

  await again.call('metric.undo', {})
  clock.advance(hour)
  const undone = await visit(again, adaAgain)
  expect(undone).toMatchObject({ metric: null, threshold: 0.51, thresholdVersion: 3 })
  expect(undone.similarity).toBe(standard.similarity)
  expect(await strangersThreshold(again)).toBe(0.51)
  const { events } = await again.call('events.list', {})
  expect(events.map(({ metric }) => metric)).toEqual([null, 1, 1, null])
  await again.call('enrol.photo', { personId: person.id, photo: await jpeg(adaAgain) })
  await again.close()

  withStore(folder, ({ templates, metrics }) => {
    const map = createLinearMap({ ...metrics.get(1), W: metrics.readMap(1) })
    const [a, b] = templates
      .listOfPerson(person.id)
      .map(({ id, model }) => map(templates.readEmbedding(id, model)!.vector))
    expect(compared.similarity).toBeCloseTo(
      a!.reduce((sum, x, i) => sum + x * b![i]!, 0),
      5,
    )
  })
}, 180_000)

test('until the gallery is read under the new metric everything is decided under the old one', async () => {
  const { folder, people } = await disturbedOffice()
  const app = await openDoor({ dataFolder: folder })
  await app.call('metric.train', { task: 't', loss: 'wccn', folds: 3 })
  const person = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId: person.id, photo: await jpeg(ada) })
  const search = async () => {
    const { faces } = await app.call('search.photo', { photo: await jpeg(adaAgain), top: 1 })
    const { decision } = faces[0]!
    return decision.threshold
  }
  const before = await search()

  const adopting = app.call('metric.adopt', { version: 1 })
  const second = app.call('metric.undo', {})
  expect((await app.call('settings.get', {})).threshold).toBe(before)
  expect((await app.call('metric.list', {})).current).toBeNull()
  expect(await second).toMatchObject({ current: null })
  // Enrolled while the templates are being read: found under the new metric too.
  const late = await app.call('people.create', { name: 'Late' })
  await app.call('enrol.photo', { personId: late.id, photo: await jpeg(stranger) })
  await adopting

  const { threshold } = await app.call('settings.get', {})
  expect(threshold).not.toBe(before)
  expect(await search()).toBe(threshold)
  const { faces } = await app.call('search.photo', { photo: await jpeg(stranger), top: 1 })
  expect(faces[0]!.decision).toMatchObject({ kind: 'known', person: { id: late.id } })
  expect(people).not.toContain(late.id)
}, 120_000)

import { expect, test } from 'vitest'
import { openApp } from '../helpers/app.ts'
import { ada, adaAgain, jpeg, type Part, stranger } from '../helpers/pictures.ts'

const promise = { kind: 'fpir' as const, rate: 0.01 }
const parts: readonly Part[] = [
  ada,
  stranger,
  { sample: 6, left: 1290, top: 60, width: 600, height: 600 },
  { sample: 5, left: 600, top: 0, width: 450, height: 400 },
]

async function enrolFour() {
  const app = await openApp()
  for (const [index, part] of parts.entries()) {
    const { id: personId } = await app.call('people.create', { name: `Person ${index}` })
    await app.call('enrol.photo', { personId, photo: await jpeg(part) })
    if (part === ada) await app.call('enrol.photo', { personId, photo: await jpeg(adaAgain) })
  }
  return app
}

test('a promise gives a threshold with its interval, and is kept with the settings', async () => {
  const app = await enrolFour()

  const calibration = await app.call('thresholds.calibrate', { promise })
  if (calibration.kind !== 'calibrated') throw new Error(calibration.message)
  expect(calibration.interval[0]).toBeLessThanOrEqual(calibration.threshold)
  expect(calibration.interval[1]).toBeGreaterThanOrEqual(calibration.threshold)
  expect(calibration.expectedFpir).toBeCloseTo(0.01, 3)
  expect(calibration).toMatchObject({ people: 4, templates: 5, promise })

  const { settings } = await app.call('thresholds.apply', { promise })
  expect(settings).toMatchObject({ promise, thresholdVersion: 2 })
  expect(settings.threshold).toBeCloseTo(calibration.threshold, 3)

  const byHand = await app.call('settings.set', { threshold: 0.5 })
  expect(byHand).toMatchObject({ promise: null, threshold: 0.5, thresholdVersion: 3 })
  expect((await app.call('thresholds.report', {})).history).toMatchObject([
    { version: 1, threshold: 0.51, promise: null },
    { version: 2, promise },
    { version: 3, threshold: 0.5, promise: null },
  ])
})

test('a stricter promise asks for a higher threshold and costs more colleagues', async () => {
  const app = await enrolFour()
  const loose = await app.call('thresholds.calibrate', { promise: { kind: 'fpir', rate: 0.05 } })
  const strict = await app.call('thresholds.calibrate', { promise: { kind: 'fpir', rate: 0.005 } })
  if (loose.kind !== 'calibrated' || strict.kind !== 'calibrated') throw new Error('not calibrated')
  expect(strict.threshold).toBeGreaterThan(loose.threshold)
  expect(strict.expectedFnir!).toBeGreaterThanOrEqual(loose.expectedFnir!)
})

test('an empty gallery promises nothing, in words', async () => {
  const app = await openApp()
  const { settings, calibration } = await app.call('thresholds.apply', { promise })
  expect(calibration).toMatchObject({ kind: 'too-little-data', best: null, people: 0 })
  expect(settings).toMatchObject({ threshold: 0.51, promise, thresholdVersion: 1 })
})

test('the promise is kept from the first person on: a command that enrolled somebody leaves the threshold they need', async () => {
  const app = await openApp()
  expect(await app.call('settings.get', {})).toMatchObject({ threshold: 0.51, promise })
  const { dataFolder } = await app.call('system.info', {})
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  const calibration = await app.call('thresholds.calibrate', { promise })
  if (calibration.kind !== 'calibrated') throw new Error(calibration.message)
  await app.close()
  const again = await openApp({ dataFolder })
  const { threshold, thresholdVersion } = await again.call('settings.get', {})
  expect(threshold).toBeCloseTo(calibration.threshold, 3)
  expect(threshold).toBeLessThan(0.42)
  expect(thresholdVersion).toBe(2)
  expect((await again.call('thresholds.report', {})).history).toMatchObject([
    { version: 1, promise: null, people: null },
    { version: 2, promise, people: 1 },
  ])
})

test('a threshold set by hand stays, whoever is enrolled', async () => {
  const app = await openApp()
  await app.call('settings.set', { threshold: 0.47 })
  const { dataFolder } = await app.call('system.info', {})
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  await app.close()
  const again = await openApp({ dataFolder })
  expect(await again.call('settings.get', {})).toMatchObject({ threshold: 0.47, promise: null, thresholdVersion: 2 })
})

test('the report counts the gallery’s own pairs', async () => {
  const app = await enrolFour()
  const report = await app.call('thresholds.report', {})
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
  // Ada’s two templates see each other; they meet three others each, and those three meet each other.
  expect(total(report.genuine.counts)).toBe(2)
  expect(total(report.impostor.counts)).toBe(2 * 3 + 3)
  expect(report.lookAlikes[0]!.similarity).toBeGreaterThanOrEqual(report.lookAlikes.at(-1)!.similarity)
  expect(report.hardest).toMatchObject([{ person: { name: 'Person 0' } }])
  // Ada alone has two photos.
  expect(report.singles.people).toBe(3)
  expect(report.singles.poorest.map(({ person }) => person.name).sort()).toEqual(['Person 1', 'Person 2', 'Person 3'])
  const qualities = report.singles.poorest.map(({ quality }) => quality)
  expect(qualities).toEqual(qualities.toSorted((a, b) => a - b))
  expect(report.curve[0]!.fmr).toBeGreaterThan(report.curve.at(-1)!.fmr)
  expect(report.drift).toEqual({ looked: 0, low: null, alarm: false })
})

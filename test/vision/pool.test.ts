import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVision } from '../../main/vision/create.ts'
import { createVisionPool } from '../../main/vision/pool.ts'
import type { Vision } from '../../main/vision/vision.ts'
import { frameOf, modelsFolder, sample } from './samples.ts'

const options = { largest: null, liveness: false }
let started = 0
let failing = false
let pool: Vision

async function start(): Promise<Vision> {
  started++
  if (failing) throw new Error('no more workers')
  return createVision({ modelsFolder, now: () => performance.now() })
}

beforeAll(async () => {
  pool = await createVisionPool(start, 2)
})
afterAll(() => pool.close())

test('one photo after another needs one worker', async () => {
  const photo = await sample(3)
  for (let time = 0; time < 2; time++) await pool.analysePhoto(photo, options)
  expect(started).toBe(1)
})

test('many photos at once are shared by as many workers as allowed, each with its own answer', async () => {
  const photos = await Promise.all(([1, 2, 3, 5, 6] as const).map(sample))
  const alone: number[] = []
  for (const photo of photos) alone.push((await pool.analysePhoto(photo, options)).faces.length)
  const together = await Promise.all(photos.map((photo) => pool.analysePhoto(photo, options)))
  expect(started).toBe(2)
  expect(together.map(({ faces }) => faces.length)).toEqual(alone)
})

test('frames of one kiosk stay with one worker, so that a face keeps its track', async () => {
  const photo = await sample(3)
  const part = { left: 500, top: 60, width: 1066, height: 800 }
  const busy = Promise.all([photo, photo, photo].map((each) => pool.analysePhoto(each, options)))
  const tracks: (number | undefined)[] = []
  for (let index = 0; index < 3; index++) {
    const { faces } = await pool.analyseFrame(await frameOf(photo, part, { capturedAt: index * 100 }))
    tracks.push(faces[0]?.track)
  }
  await busy
  expect(tracks[0]).toBeTypeOf('number')
  expect(new Set(tracks).size).toBe(1)
})

test('a worker that cannot be started leaves its photos to the first', async () => {
  const lonely = await createVisionPool(start, 2)
  failing = true
  const photo = await sample(3)
  const answers = await Promise.all([photo, photo, photo].map((each) => lonely.analysePhoto(each, options)))
  expect(answers.map(({ faces }) => faces.length)).toEqual(Array(3).fill(answers[0]!.faces.length))
  await lonely.close()
})

import { afterAll, expect, test } from 'vitest'
import { compareLosses } from '../../main/metric/compare.ts'
import { recipeFor } from '../../main/metric/learning/recipe.ts'
import { createMetricWorker } from '../../main/metric/metric-worker.ts'
import { trainMetric } from '../../main/metric/train-metric.ts'
import { madeUpPeople } from './people.ts'

const worker = createMetricWorker({ threads: 2 })
afterAll(() => worker.close())
const set = madeUpPeople()
const options = { losses: ['arcface', 'lda'], folds: 3, replicates: 50 }

/** Without what was timed. */
const figures = (table: Awaited<ReturnType<typeof compareLosses>>) => table.rows.map((row) => ({ ...row, seconds: 0 }))

test('threads give the same table as the own thread, with progress up to the end', async () => {
  const seen: [number, number][] = []
  const inThreads = await compareLosses(set, {
    ...options,
    run: worker.run,
    onProgress: (done, total) => seen.push([done, total]),
  })
  expect(figures(inThreads)).toEqual(figures(await compareLosses(set, options)))
  expect(seen.at(-1)![0]).toBe(seen.at(-1)![1])
})

test('a training in a thread reports its learning curve, is cancelled and resumed to the same W', async () => {
  const recipe = recipeFor('cosface', { steps: 4000, patience: 4000, checkEvery: 5 })
  const controller = new AbortController()
  const cancelled = await trainMetric(set, recipe, {
    folds: 3,
    run: worker.run,
    signal: controller.signal,
    onProgress: (_, __, ___, curve) => {
      if (curve.length > 2) controller.abort()
    },
  })
  if (cancelled.kind !== 'cancelled' || cancelled.resume === null) throw new Error(cancelled.kind)
  const { step } = cancelled.resume
  expect(step).toBeGreaterThan(5)
  expect(step).toBeLessThan(4000)
  const short = recipeFor('cosface', { steps: step + 10, patience: 4000, checkEvery: 5 })
  const options = { folds: 3, replicates: 10, run: worker.run }
  const resumed = await trainMetric(set, short, { ...options, resume: cancelled.resume })
  const whole = await trainMetric(set, short, options)
  if (resumed.kind !== 'trained' || whole.kind !== 'trained') throw new Error('not trained')
  expect(resumed.metric.W).toEqual(whole.metric.W)
})

test('an error in a thread arrives as what it was', async () => {
  await expect(trainMetric(madeUpPeople({ people: 3 }), recipeFor('wccn'), { run: worker.run })).rejects.toMatchObject({
    code: 'too-little-data',
  })
})

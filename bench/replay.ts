import { InferenceSession } from '../main/vision/runtime.ts'

/** Processor time in milliseconds, of all threads of this process. */
export interface Spent {
  readonly all: number
  /** Of the same runs of the models, done once more with nothing around them: they find their weights in the caches. */
  readonly models: number
}

type Run = (this: InferenceSession, ...words: never[]) => Promise<unknown>

/**
 * What a task costs beside the models it runs: the task is done, then its model runs are repeated alone. Processor time
 * is counted, and the two follow each other, so that other programs disturb little.
 */
export async function spentOn(task: () => Promise<unknown>): Promise<Spent> {
  const runs: (() => Promise<unknown>)[] = []
  const watched = (run: () => Promise<unknown>) => {
    runs.push(run)
    return run()
  }
  const all = await processorTime(() => watchingRuns(watched, task))
  const models = await processorTime(async () => {
    for (const run of runs) await run()
  })
  return { all, models }
}

/**
 * Processor time of the models' runs while they are part of the task. Looking at the clock so often takes time itself.
 */
export async function spentInModels(task: () => Promise<unknown>): Promise<number> {
  const looking = await clockCost()
  let spent = 0
  const watched = async (run: () => Promise<unknown>) => {
    let result: unknown
    const measured = await processorTime(async () => {
      result = await run()
    })
    spent += measured - looking
    return result
  }
  await watchingRuns(watched, task)
  return spent
}

/** What measuring nothing says, in the mean. */
async function clockCost(): Promise<number> {
  const times = 100
  let sum = 0
  for (let time = 0; time < times; time++) sum += await processorTime(async () => undefined)
  return sum / times
}

/** Has every run of a model done by `watched` during the task. */
async function watchingRuns(
  watched: (run: () => Promise<unknown>) => Promise<unknown>,
  task: () => Promise<unknown>,
): Promise<void> {
  const prototype = (InferenceSession as unknown as { readonly prototype: { run: Run } }).prototype
  const original = prototype.run
  prototype.run = function (this: InferenceSession, ...words) {
    return watched(() => original.apply(this, words))
  }
  try {
    await task()
  } finally {
    prototype.run = original
  }
}

export async function processorTime(task: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

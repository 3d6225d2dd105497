import { InferenceSession } from 'onnxruntime-node'

/** Processor time in milliseconds, of all threads of this process. */
export interface Spent {
  readonly all: number
  /** Of the same runs of the models, done once more with nothing around them: they find their weights in the caches. */
  readonly models: number
  /** Of the runs of the models as part of the task. */
  readonly modelsInPlace: number
}

type Run = (this: InferenceSession, ...words: never[]) => Promise<unknown>

/**
 * What a task costs beside the models it runs: the task is done, then its model runs are repeated alone. Processor time
 * is counted, and the two follow each other, so that other programs disturb little.
 */
export async function spentOn(task: () => Promise<unknown>): Promise<Spent> {
  const prototype = (InferenceSession as unknown as { readonly prototype: { run: Run } }).prototype
  const original = prototype.run
  const runs: (() => Promise<unknown>)[] = []
  let modelsInPlace = 0
  prototype.run = async function (this: InferenceSession, ...words) {
    const run = () => original.apply(this, words)
    runs.push(run)
    let result: unknown
    modelsInPlace += await processorTime(async () => {
      result = await run()
    })
    return result
  }
  try {
    const all = await processorTime(task)
    const models = await processorTime(async () => {
      for (const run of runs) await run()
    })
    return { all, models, modelsInPlace }
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

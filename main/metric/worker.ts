import type { Work } from '../threads/methods.ts'
import { serveThread } from '../threads/serve.ts'
import type { LearningPoint } from './learning/train.ts'
import { runHere, type TaskInput, type TaskName } from './tasks.ts'

/** How far a task is. */
export interface TaskProgress {
  readonly done: number
  readonly total: number
  readonly note: string
  readonly curve: readonly LearningPoint[]
}

const progressIntervalMs = 100

interface TaskOrder {
  readonly name: TaskName
  readonly input: TaskInput<TaskName>
}

const methods = {
  /** Runs a task until it is done or cancelled. */
  run({ name, input }: TaskOrder, work: Work<TaskProgress>): Promise<unknown> {
    let announced = Number.NEGATIVE_INFINITY
    return runHere(name, input, {
      signal: work.signal,
      progress(done, total, note, curve) {
        const now = performance.now()
        if (now - announced < progressIntervalMs && done < total) return
        announced = now
        work.progress({ done, total, note, curve })
      },
    })
  },
}
export type MetricMethods = typeof methods
serveThread(methods)

import { Worker } from 'node:worker_threads'
import { AppError, type ErrorBody } from '../contract/errors.ts'
import type { LearningPoint } from './learning/train.ts'
import type { RunTask, TaskInput, TaskName } from './tasks.ts'

/** What a metric thread is told. */
export type Order =
  | { readonly kind: 'run'; readonly id: number; readonly name: TaskName; readonly input: TaskInput<TaskName> }
  | { readonly kind: 'cancel'; readonly id: number }

/** What it tells. */
export type Answer =
  | {
      readonly kind: 'progress'
      readonly id: number
      readonly done: number
      readonly total: number
      readonly note: string
      readonly curve: readonly LearningPoint[]
    }
  | { readonly kind: 'done'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorBody }

export interface MetricWorker {
  /** Runs a task in the first thread that is free. Cancelling ends it at its next step. */
  readonly run: RunTask
  close(): Promise<void>
}

export interface MetricWorkerOptions {
  /** Where `worker.ts` is, when not beside this file (in a bundle). */
  readonly workerUrl?: URL
  /** Threads at most; each starts when it is first needed. */
  readonly threads?: number
}

interface Job {
  readonly id: number
  readonly order: Order
  readonly onAnswer: (answer: Answer) => void
  readonly onDeath: (cause: unknown) => void
}

interface Thread {
  readonly worker: Worker
  job: Job | null
}

/** Threads for the long computations of the metric lab. A thread that dies fails its task and is replaced. */
export function createMetricWorker({ workerUrl, threads = 2 }: MetricWorkerOptions = {}): MetricWorker {
  const pool = new Set<Thread>()
  const waiting: Job[] = []
  let lastId = 0

  function start(): Thread {
    const worker = new Worker(workerUrl ?? new URL('./worker.ts', import.meta.url))
    const thread: Thread = { worker, job: null }
    worker.on('message', (answer: Answer) => {
      const { job } = thread
      if (answer.kind !== 'progress') free(thread)
      job?.onAnswer(answer)
    })
    let cause: unknown
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => {
      pool.delete(thread)
      thread.job?.onDeath(cause)
      next()
    })
    worker.unref()
    pool.add(thread)
    return thread
  }

  function free(thread: Thread): void {
    thread.job = null
    thread.worker.unref()
    next()
  }

  function next(): void {
    if (waiting.length === 0) return
    const thread = [...pool].find(({ job }) => job === null) ?? (pool.size < threads ? start() : null)
    if (thread === null) return
    thread.job = waiting.shift()!
    thread.worker.ref()
    thread.worker.postMessage(thread.job.order)
    next()
  }

  function cancel(id: number): void {
    const queued = waiting.findIndex((job) => job.id === id)
    if (queued >= 0) waiting.splice(queued, 1)[0]!.onDeath(new AppError('cancelled', 'Cancelled. Nothing was changed.'))
    for (const { worker, job } of pool) if (job?.id === id) worker.postMessage({ kind: 'cancel', id } satisfies Order)
  }

  const run: RunTask = (name, input, { signal, progress }) => {
    const id = ++lastId
    return new Promise((resolve, reject) => {
      const onAbort = () => cancel(id)
      const settle = (end: () => void) => {
        signal.removeEventListener('abort', onAbort)
        end()
      }
      waiting.push({
        id,
        order: { kind: 'run', id, name, input },
        onAnswer(answer) {
          if (answer.kind === 'progress') progress(answer.done, answer.total, answer.note, answer.curve)
          else if (answer.kind === 'done') settle(() => resolve(answer.output as never))
          else {
            const { code, message, details } = answer.error
            settle(() => reject(new AppError(code, message, { details })))
          }
        },
        onDeath(cause) {
          const died = new AppError('internal', 'The metric lab stopped unexpectedly. Start it again.', { cause })
          settle(() => reject(cause instanceof AppError ? cause : died))
        },
      })
      signal.addEventListener('abort', onAbort)
      next()
    })
  }

  return {
    run,
    async close() {
      await Promise.all([...pool].map(({ worker }) => worker.terminate()))
    },
  }
}

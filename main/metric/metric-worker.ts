import { AppError } from '../contract/errors.ts'
import { startThread, type Thread } from '../threads/thread.ts'
import type { RunTask } from './tasks.ts'
import type { MetricMethods } from './worker.ts'

export interface MetricWorker {
  /** Runs a task in the first thread that is free. Cancelling ends it at its next step. */
  readonly run: RunTask
  close(): Promise<void>
}

export interface MetricWorkerOptions {
  /** Where `worker.ts` is when it is not beside this file (in a bundle). */
  readonly workerUrl?: URL
  /** Threads at most; each starts when it is first needed. */
  readonly threads?: number
}

/** Creates threads for the long computations of the metric lab. A thread that dies fails its task and is replaced. */
export function createMetricWorker({ workerUrl, threads = 2 }: MetricWorkerOptions = {}): MetricWorker {
  const pool = new Set<Thread<MetricMethods>>()
  const idle = new Set<Thread<MetricMethods>>()
  /** Tasks that wait for a thread, in the order they came. */
  const waiting = new Set<(thread: Thread<MetricMethods>) => void>()

  function start(): Thread<MetricMethods> {
    const thread = startThread<MetricMethods>(workerUrl ?? new URL('./worker.ts', import.meta.url), {
      toError: (cause) => new AppError('internal', 'The metric lab stopped unexpectedly. Start it again.', { cause }),
    })
    pool.add(thread)
    void thread.ended.then(() => {
      pool.delete(thread)
      idle.delete(thread)
      serveNext()
    })
    return thread
  }

  function serveNext(): void {
    const [next] = waiting
    if (next === undefined) return
    const [free] = idle
    const thread = free ?? (pool.size < threads ? start() : null)
    if (thread === null) return
    waiting.delete(next)
    idle.delete(thread)
    next(thread)
  }

  function take(signal: AbortSignal): Promise<Thread<MetricMethods>> {
    return new Promise((resolve, reject) => {
      waiting.add(resolve)
      const onAbort = () => {
        if (waiting.delete(resolve)) reject(new AppError('cancelled', 'Cancelled. Nothing was changed.'))
      }
      signal.addEventListener('abort', onAbort, { once: true })
      serveNext()
    })
  }

  const run: RunTask = async (name, input, { signal, progress }) => {
    const thread = await take(signal)
    thread.holdProcess(true)
    try {
      const output = await thread.call(
        'run',
        { name, input },
        {
          signal,
          progress: ({ done, total, note, curve }) => progress(done, total, note, curve),
        },
      )
      return output as never
    } finally {
      thread.holdProcess(false)
      if (thread.running) idle.add(thread)
      serveNext()
    }
  }

  return {
    run,
    async close() {
      await Promise.all([...pool].map((thread) => thread[Symbol.asyncDispose]()))
    },
  }
}

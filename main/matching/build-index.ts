import { Worker } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import type { BuildData, BuildReply, BuildRequest } from './build-worker.ts'
import type { GalleryEntry } from './match.ts'

export interface BuildOptions extends BuildData {
  /** Read a portion at a time, when the worker wants more. */
  readonly portions: Iterable<GalleryEntry[]>
  readonly signal: AbortSignal
  /** Called with the number of templates inserted so far. */
  readonly onProgress: (done: number) => void
}

/**
 * Builds a graph in a thread of its own and writes it to `file`; the caller's thread goes on searching.
 * @throws AppError `cancelled` when the signal was given, `internal` when the worker died
 */
export function buildIndex(options: BuildOptions): Promise<void> {
  const { portions, signal, onProgress, dimensions, capacity, file } = options
  const rest = portions[Symbol.iterator]()
  let done = 0
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./build-worker.ts', import.meta.url), {
      workerData: { dimensions, capacity, file } satisfies BuildData,
    })
    const fail = (error: unknown) => {
      reject(error)
      void worker.terminate()
    }
    const cancel = () => fail(new AppError('cancelled', 'Building the search index was stopped.'))
    signal.addEventListener('abort', cancel, { once: true })
    worker.on('message', (reply: BuildReply) => {
      if (reply === 'written') return resolve()
      try {
        onProgress(done)
        const { value } = rest.next()
        done += value?.length ?? 0
        worker.postMessage((value ?? null) satisfies BuildRequest)
      } catch (error) {
        fail(error)
      }
    })
    worker.on('error', (error) => reject(error))
    worker.on('exit', () => {
      signal.removeEventListener('abort', cancel)
      reject(new AppError('internal', 'The thread that builds the search index has stopped.'))
    })
  })
}

import { Worker } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import type { BuildData, BuildReply, BuildRequest } from './build-worker.ts'
import type { GalleryEntry } from './match.ts'

export interface BuildOptions extends Omit<BuildData, 'stop'> {
  /** Read a portion at a time, when the worker wants more. */
  readonly portions: Iterable<GalleryEntry[]>
  readonly signal: AbortSignal
  /** Called with the number of templates inserted so far. */
  readonly onProgress: (done: number) => void
}

/**
 * Builds a graph in a thread of its own and writes it to `file`; the caller's thread goes on searching. The thread ends
 * itself, also when it is stopped: hnswlib takes the whole process down when a thread is ended in the middle of a call.
 * @throws AppError `cancelled` when the signal was given, `internal` when the worker died
 */
export function buildIndex(options: BuildOptions): Promise<void> {
  const { portions, signal, onProgress, dimensions, capacity, file } = options
  const rest = portions[Symbol.iterator]()
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  let done = 0
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./build-worker.ts', import.meta.url), {
      workerData: { dimensions, capacity, file, stop } satisfies BuildData,
    })
    let failure: unknown = new AppError('internal', 'The thread that builds the search index has stopped.')
    const fail = (error: unknown) => {
      failure = error
      Atomics.store(stop, 0, 1)
      worker.postMessage(null satisfies BuildRequest)
    }
    const cancel = () => fail(new AppError('cancelled', 'Building the search index was stopped.'))
    signal.addEventListener('abort', cancel, { once: true })
    worker.on('message', (reply: BuildReply) => {
      if (reply === 'written') return resolve()
      if (signal.aborted) return
      try {
        onProgress(done)
        const { value } = rest.next()
        done += value?.length ?? 0
        worker.postMessage((value ?? null) satisfies BuildRequest)
      } catch (error) {
        fail(error)
      }
    })
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', () => {
      signal.removeEventListener('abort', cancel)
      reject(failure)
    })
  })
}

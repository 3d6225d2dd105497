import { AppError } from '../contract/errors.ts'
import { startThread } from '../threads/thread.ts'
import type { BuildMethods } from './build-worker.ts'
import type { GalleryEntry } from './match.ts'

export interface BuildOptions {
  readonly dimensions: number
  readonly capacity: number
  readonly file: string
  /** Read a portion at a time, when the thread wants more. */
  readonly portions: Iterable<GalleryEntry[]>
  readonly signal: AbortSignal
  /** Called with the number of templates inserted so far. */
  readonly onProgress: (done: number) => void
}

/**
 * Builds a graph in a thread of its own and writes it to `file`, while the caller's thread goes on searching. The
 * thread ends itself even when it is cancelled, since hnswlib takes the whole process down when a thread is ended in
 * the middle of a call.
 * @throws AppError `cancelled` when the signal aborts, `internal` when the thread died
 */
export async function buildIndex(options: BuildOptions): Promise<void> {
  const { portions, signal, onProgress, dimensions, capacity, file } = options
  const stopIfCancelled = () => {
    if (signal.aborted) throw new AppError('cancelled', 'Building the search index was stopped.')
  }
  stopIfCancelled()
  const thread = startThread<BuildMethods>(new URL('./build-worker.ts', import.meta.url), {
    toError: (cause) => new AppError('internal', 'The thread that builds the search index has stopped.', { cause }),
  })
  try {
    await thread.call('begin', { dimensions, capacity })
    let done = 0
    stopIfCancelled()
    onProgress(done)
    for (const entries of portions) {
      await thread.call('add', entries, { signal })
      stopIfCancelled()
      done += entries.length
      onProgress(done)
    }
    await thread.call('save', file)
  } finally {
    await thread.end()
  }
}

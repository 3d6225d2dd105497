import { Worker, type WorkerOptions } from 'node:worker_threads'
import { errorFromThread } from '../contract/errors.ts'
import type { InputOf, Methods, OutputOf, ProgressOf, Reply, Request } from './methods.ts'

export interface ThreadOptions extends Pick<WorkerOptions, 'env' | 'resourceLimits' | 'stdout' | 'stderr'> {
  /** What calls fail with once the thread is gone; `cause` is why it ended, if that is known. */
  readonly stopped?: (cause: unknown) => Error
}

export interface CallOptions<Progress> {
  /** Tells the thread that the answer is not wanted any more; what it answers then is up to the method. */
  readonly signal?: AbortSignal
  readonly progress?: (progress: Progress) => void
  /** Memory that is handed over instead of copied. */
  readonly transfer?: readonly ArrayBuffer[]
}

/** A thread that answers the methods of its file: see `serveThread`. Given up at once when it is disposed of. */
export interface Thread<M extends Methods> extends AsyncDisposable {
  readonly running: boolean
  /** Resolves when the thread is gone, for whatever reason. */
  readonly ended: Promise<void>
  /** @throws what the method throws: an AppError with its code, and its words and stack as the cause of `internal` */
  call<N extends keyof M & string>(
    method: N,
    input: InputOf<M, N>,
    options?: CallOptions<ProgressOf<M, N>>,
  ): Promise<OutputOf<M, N>>
  /** Lets it end itself: open calls are cancelled, and it is gone once they have answered. */
  end(): Promise<void>
  /**
   * Gives it up: calls fail at once, and the process does not wait for it. Never while it may be in code outside of
   * JavaScript that does not stand this (hnswlib, onnxruntime): the process would end with it.
   */
  giveUp(cause?: unknown): void
  /** Whether the process stays because of this thread; it does at first. */
  holdProcess(hold: boolean): void
}

interface OpenCall {
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
  readonly progress: ((progress: never) => void) | undefined
}

/**
 * Starts a thread.
 * @param url of a file that calls `serveThread`; scripts/build.ts finds it by `new URL('./NAME-worker.ts', ...)`
 */
export function startThread<M extends Methods>(url: URL, options: ThreadOptions = {}): Thread<M> {
  const { stopped = (cause) => new Error('The thread ended without an answer.', { cause }), ...rest } = options
  const worker = new Worker(url, rest)
  const calls = new Map<number, OpenCall>()
  const { promise: ended, resolve: hasEnded } = Promise.withResolvers<void>()
  let lastId = 0
  let failure: Error | null = null
  let givenUp = false

  worker.on('message', (reply: Reply) => {
    const call = calls.get(reply.id)
    if (reply.kind === 'progress') return call?.progress?.(reply.progress as never)
    calls.delete(reply.id)
    if (reply.kind === 'done') call?.resolve(reply.value as never)
    else call?.reject(errorFromThread(reply.error))
  })
  worker.on('error', failAll)
  worker.on('exit', () => {
    failAll(undefined)
    hasEnded()
  })

  function failAll(cause: unknown): void {
    failure ??= stopped(cause)
    for (const { reject } of calls.values()) reject(failure)
    calls.clear()
  }

  const post = (request: Request, transfer: readonly ArrayBuffer[] = []) => worker.postMessage(request, transfer)

  return {
    get running() {
      return failure === null
    },
    ended,
    call(method, input, { signal, progress, transfer } = {}) {
      if (failure !== null) return Promise.reject(failure)
      const id = ++lastId
      const cancel = () => post({ kind: 'cancel', id })
      const answer = new Promise<never>((resolve, reject) => calls.set(id, { resolve, reject, progress }))
      post({ kind: 'call', id, method, input }, transfer)
      if (signal === undefined) return answer
      if (signal.aborted) cancel()
      signal.addEventListener('abort', cancel, { once: true })
      return answer.finally(() => signal.removeEventListener('abort', cancel))
    },
    end() {
      post({ kind: 'end' })
      return ended
    },
    giveUp(cause) {
      failAll(cause)
      givenUp = true
      worker.unref()
      void worker.terminate()
    },
    holdProcess: (hold) => (hold ? worker.ref() : worker.unref()),
    async [Symbol.asyncDispose]() {
      // It may be where it cannot be ended at once.
      if (!givenUp) await worker.terminate()
    },
  }
}

/**
 * Asks a thread of its own one thing, and ends the thread with the answer. When the signal aborts, the call fails with
 * its reason at once, and the thread is given up.
 */
export async function callOnce<M extends Methods, N extends keyof M & string>(
  url: URL,
  method: N,
  input: InputOf<M, N>,
  options: ThreadOptions & CallOptions<ProgressOf<M, N>> = {},
): Promise<OutputOf<M, N>> {
  const { signal, progress, transfer, ...rest } = options
  signal?.throwIfAborted()
  await using thread = startThread<M>(url, rest)
  const giveUp = () => thread.giveUp(signal?.reason)
  signal?.addEventListener('abort', giveUp, { once: true })
  try {
    return await thread.call(method, input, { ...(progress && { progress }), ...(transfer && { transfer }) })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', giveUp)
  }
}

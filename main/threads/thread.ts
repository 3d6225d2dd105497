import { Worker, type WorkerOptions } from 'node:worker_threads'
import { errorFromThread } from '../contract/errors.ts'
import type { InputOf, Methods, OutputOf, ProgressOf, Reply, Request } from './methods.ts'

export interface ThreadOptions extends Pick<WorkerOptions, 'env' | 'resourceLimits' | 'stdout' | 'stderr'> {
  /** Makes the error that calls fail with once the thread is gone; `cause` is why it ended, if known. */
  readonly toError?: (cause: unknown) => Error
  /** Its methods run native code that would end the whole process if it was interrupted. */
  readonly isNative?: boolean
}

export interface CallOptions<Progress> {
  /** Cancels the call; what it answers then is up to the method. */
  readonly signal?: AbortSignal
  readonly progress?: (progress: Progress) => void
  /** Memory that is transferred instead of copied. */
  readonly transfer?: readonly ArrayBuffer[]
}

/** A worker thread whose methods can be called (see `serveThread`). Disposing of it ends it. */
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
  /** Cancels open calls, and ends the thread once they have answered. */
  end(): Promise<void>
  /**
   * Fails all calls without waiting for the thread, and terminates it. One that is native is only told to end, and
   * keeps no process from ending meanwhile. Never call this of another one that may be inside of hnswlib, onnxruntime
   * or better-sqlite3: the whole process would end.
   */
  abandon(cause?: unknown): void
  /** Sets whether the thread keeps the process alive; it does at first. */
  holdProcess(hold: boolean): void
}

interface OpenCall {
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
  readonly progress: ((progress: never) => void) | undefined
}

/** Milliseconds that a thread that is disposed of has to end by itself. */
const maxEndingMs = 2000

/**
 * Starts a worker thread.
 * @param url of a file that calls `serveThread`; scripts/build.ts finds it by `new URL('./NAME-worker.ts', ...)`
 */
export function startThread<M extends Methods>(url: URL, options: ThreadOptions = {}): Thread<M> {
  const {
    toError: stopped = (cause) => new Error('The thread ended without an answer.', { cause }),
    isNative = false,
    ...rest
  } = options
  const worker = new Worker(url, rest)
  const calls = new Map<number, OpenCall>()
  const { promise: ended, resolve: hasEnded } = Promise.withResolvers<void>()
  let lastId = 0
  let failure: Error | null = null
  let isAbandoned = false

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
    abandon(cause) {
      failAll(cause)
      isAbandoned = true
      worker.unref()
      if (isNative) post({ kind: 'end' })
      else void worker.terminate()
    },
    holdProcess: (hold) => (hold ? worker.ref() : worker.unref()),
    async [Symbol.asyncDispose]() {
      if (isAbandoned) return
      // Termination may fall into native code that is still being left (better-sqlite3 issue 1507).
      post({ kind: 'end' })
      const late = isNative ? undefined : setTimeout(() => worker.terminate(), maxEndingMs)
      await ended
      clearTimeout(late)
    },
  }
}

/**
 * Makes one call to a thread of its own and ends the thread with the answer. When the signal aborts, the call fails at
 * once with its reason, and the thread is abandoned.
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
  const giveUp = () => thread.abandon(signal?.reason)
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

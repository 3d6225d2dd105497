import { SHARE_ENV, Worker } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import type { Reply, Request, WorkerData } from './messages.ts'
import type { ModelOptions } from './models.ts'
import { defaultFrameOptions, type FrameAnalysis, type PhotoAnalysis, type Vision, type VisionInfo } from './vision.ts'

export interface VisionOptions extends ModelOptions {
  /** Where `worker.ts` is, when not beside this file (in a bundle). */
  readonly workerUrl?: URL
  /** Milliseconds, for the time that a frame waits for the worker. */
  readonly now: () => number
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
}

type Question = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

/**
 * Starts the vision pipeline in a thread of its own.
 * When the thread dies, every open and later call fails with `vision-stopped`.
 * @throws AppError `model-missing`, `model-damaged`, `model-unsupported`, `vision-stopped`
 */
export async function createVision(options: VisionOptions): Promise<Vision> {
  const { workerUrl, now, ...workerData } = options
  const worker = new Worker(workerUrl ?? new URL('./worker.ts', import.meta.url), {
    workerData: workerData satisfies WorkerData,
    // For what runtime.ts sets.
    env: SHARE_ENV,
  })
  const pending = new Map<number, Pending>()
  let lastId = 0
  let stopped: AppError | null = null

  worker.on('message', (reply: Reply) => {
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if (reply.ok) waiting?.resolve(reply.value)
    else waiting?.reject(new AppError(reply.error.code, reply.error.message, { details: reply.error.details }))
  })
  worker.on('error', (error) => stop(error))
  worker.on('exit', () => stop(undefined))

  function stop(cause: unknown): void {
    stopped ??= new AppError('vision-stopped', 'The part of Rollcall that sees has stopped. Restart Rollcall.', {
      cause,
    })
    for (const { reject } of pending.values()) reject(stopped)
    pending.clear()
  }

  function expect(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => pending.set(id, { resolve, reject }))
  }

  function ask(question: Question, transfer: readonly ArrayBuffer[]): Promise<unknown> {
    if (stopped !== null) return Promise.reject(stopped)
    const id = ++lastId
    const answer = expect(id)
    worker.postMessage({ ...question, id }, transfer)
    return answer
  }

  try {
    await expect(0)
  } catch (error) {
    await worker.terminate()
    throw error
  }

  return {
    async analysePhoto(photo, photoOptions) {
      const copy = new Uint8Array(photo)
      return (await ask({ kind: 'photo', photo: copy, options: photoOptions }, [copy.buffer])) as PhotoAnalysis
    },
    async analyseFrame(frame, frameOptions = defaultFrameOptions) {
      const start = now()
      const { buffer } = frame.data
      const transfer = buffer instanceof ArrayBuffer && buffer.byteLength >= largestPooled ? [buffer] : []
      const analysis = (await ask({ kind: 'frame', frame, options: frameOptions }, transfer)) as FrameAnalysis
      const worked = analysis.stages.reduce((sum, stage) => sum + stage.milliseconds, 0)
      const wait = { name: 'wait', milliseconds: Math.max(0, now() - start - worked) }
      return { ...analysis, stages: [wait, ...analysis.stages] }
    },
    async info() {
      return (await ask({ kind: 'info' }, [])) as VisionInfo
    },
    async close() {
      if (stopped !== null) return
      const ended = new Promise((resolve) => worker.once('exit', resolve))
      await ask({ kind: 'close' }, [])
      await ended
    },
  }
}

/** Node cuts small buffers from a shared pool, which must not be handed over. */
const largestPooled = 64 * 1024

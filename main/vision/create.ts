import { SHARE_ENV } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import { type HeartbeatOptions, watchHeartbeat } from '../heartbeat.ts'
import { startThread } from '../threads/thread.ts'
import type { ModelOptions } from './models.ts'
import { defaultFrameOptions, type Vision } from './vision.ts'
import type { VisionMethods } from './worker.ts'

export interface VisionOptions extends ModelOptions {
  /** Where `worker.ts` is when it is not beside this file (in a bundle). */
  readonly workerUrl?: URL
  /** A clock in milliseconds, for measuring how long a frame waits for the worker. */
  readonly now: () => number
  /** When a worker that does not answer counts as hung; after a minute by default. */
  readonly heartbeat?: Pick<HeartbeatOptions, 'intervalMs' | 'maxUnanswered'>
}

/**
 * Starts the vision pipeline in a thread of its own. When the thread dies or hangs, every open and later call fails
 * with `vision-stopped`.
 * @throws AppError `model-missing`, `model-damaged`, `model-unsupported`, `vision-stopped`
 */
export async function createVision(options: VisionOptions): Promise<Vision> {
  const { workerUrl, now, heartbeat: heartbeatOptions = defaultHeartbeat, ...modelOptions } = options
  const thread = startThread<VisionMethods>(workerUrl ?? new URL('./worker.ts', import.meta.url), {
    // runtime.ts sets a variable that native code reads.
    env: SHARE_ENV,
    toError: (cause) => new AppError('vision-stopped', 'The vision engine has stopped. Restart Rollcall.', { cause }),
  })
  try {
    await thread.call('open', modelOptions)
  } catch (error) {
    await thread[Symbol.asyncDispose]()
    throw error
  }

  const heartbeat = watchHeartbeat({
    ask: () => void thread.call('ping', undefined).then(heartbeat.recordAnswer, () => undefined),
    // Native code cannot be interrupted, and the process must not wait for it.
    onStall: () => thread.abandon(new Error('The thread does not answer any more.')),
    ...heartbeatOptions,
  })
  heartbeat.recordAnswer()
  void thread.ended.then(heartbeat.close)

  return {
    async analysePhoto(photo, photoOptions) {
      const copy = new Uint8Array(photo)
      return thread.call('photo', { photo: copy, options: photoOptions }, { transfer: [copy.buffer] })
    },
    async analyseFrame(frame, frameOptions = defaultFrameOptions) {
      const start = now()
      const { buffer } = frame.data
      const transfer = buffer instanceof ArrayBuffer && buffer.byteLength >= maxPooledBytes ? [buffer] : []
      const analysis = await thread.call('frame', { frame, options: frameOptions }, { transfer })
      const worked = analysis.stages.reduce((sum, stage) => sum + stage.milliseconds, 0)
      const wait = { name: 'wait', milliseconds: Math.max(0, now() - start - worked) }
      return { ...analysis, stages: [wait, ...analysis.stages] }
    },
    info: () => thread.call('info', undefined),
    async close() {
      if (!thread.running) return
      heartbeat.close()
      await thread.call('close', undefined)
      await thread.end()
    },
  }
}

/** On the slowest machine a photo takes seconds, and each model that it goes through one at most. */
const defaultHeartbeat = { intervalMs: 5_000, maxUnanswered: 12 }

/** Node cuts small buffers from a shared pool, which must not be transferred. */
const maxPooledBytes = 64 * 1024

import nodeModule from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Reply, Request, WorkerData } from './messages.ts'
import type { Vision } from './vision.ts'

/** The thread that `createVision` starts: answers its requests, and ends after `close`. */
const port = parentPort
if (port === null) throw new Error('worker.ts runs in a worker thread only')

// A thread does not take over its process's cache of compiled sources, which is worth a third of its start.
if (process.env.NODE_COMPILE_CACHE !== undefined) nodeModule.enableCompileCache?.()
const { errorBody } = await import('../contract/errors.ts')
const { freeBytes } = await import('./bitmap.ts')
const { createLocalVision } = await import('./pipeline.ts')

const now = () => performance.now()
const vision = createLocalVision({ ...(workerData as WorkerData), now })

async function answer(request: Request): Promise<unknown> {
  const ready = await vision
  switch (request.kind) {
    case 'photo':
      return ready.analysePhoto(request.photo, request.options)
    case 'frame':
      // It came here alone, and its memory goes back at once: see `freeBitmap`.
      return ready.analyseFrame(request.frame, request.options).finally(() => freeBytes(request.frame.data))
    case 'info':
      return ready.info()
    case 'close':
      return ready.close()
  }
}

async function reply(id: number, work: Promise<unknown>): Promise<void> {
  let message: Reply
  try {
    message = { id, ok: true, value: await work }
  } catch (error) {
    message = { id, ok: false, error: errorBody(error) }
  }
  port?.postMessage(message)
}

port.on('message', async (request: Request) => {
  await reply(request.id, answer(request))
  if (request.kind === 'close') port.close()
})
await reply(
  0,
  vision.then((_: Vision) => null),
)

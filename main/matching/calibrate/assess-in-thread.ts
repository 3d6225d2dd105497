import { Worker } from 'node:worker_threads'
import { AppError, type ErrorBody } from '../../contract/errors.ts'
import type { Assessment } from './assess.ts'
import type { AssessData } from './assess-worker.ts'

type Reply = { readonly ok: true; readonly value: Assessment } | { readonly ok: false; readonly error: ErrorBody }

/** `assess` in a thread of its own: the caller's goes on answering. @throws AppError `internal` */
export function assessInThread(data: AssessData): Promise<Assessment> {
  const worker = new Worker(new URL('./assess-worker.ts', import.meta.url), { workerData: data })
  return new Promise((resolve, reject) => {
    worker.once('message', (reply: Reply) => {
      if (reply.ok) resolve(reply.value)
      else reject(new AppError(reply.error.code, reply.error.message))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new AppError('internal', 'The thread that weighs the threshold has stopped.')))
  })
}

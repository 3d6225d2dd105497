/** The vision worker, made to hang at its first photo, as in a graphics driver that does not come back. */
import { parentPort } from 'node:worker_threads'
import '../../main/vision/worker.ts'

parentPort?.on('message', ({ method }: { method?: string }) => {
  while (method === 'photo') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
})

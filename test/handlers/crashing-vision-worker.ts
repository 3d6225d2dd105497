/** The vision worker, made to die as under a broken graphics driver: at its third frame, and at its second photo. */
import { parentPort } from 'node:worker_threads'
import '../../main/vision/worker.ts'

const left = new Map([
  ['frame', 3],
  ['photo', 2],
])

parentPort?.on('message', ({ method }: { method?: string }) => {
  if (method === undefined) return
  left.set(method, (left.get(method) ?? 0) - 1)
  if (left.get(method) === 0) throw new Error('The device was lost.')
})

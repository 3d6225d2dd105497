import { parentPort } from 'node:worker_threads'
import { errorBody } from '../contract/errors.ts'
import type { Answer, Order } from './metric-worker.ts'
import { runHere } from './tasks.ts'

/** The thread's side of metric-worker.ts: runs the tasks that it is sent, each until it is done or cancelled. */
const port = parentPort!
const running = new Map<number, AbortController>()
const progressEvery = 100

port.on('message', (order: Order) => {
  if (order.kind === 'cancel') running.get(order.id)?.abort()
  else void work(order)
})

async function work({ id, name, input }: Extract<Order, { kind: 'run' }>): Promise<void> {
  const controller = new AbortController()
  running.set(id, controller)
  const answer = (message: Answer) => port.postMessage(message)
  let announced = Number.NEGATIVE_INFINITY
  try {
    const output = await runHere(name, input, {
      signal: controller.signal,
      progress(done, total, note, curve) {
        const now = performance.now()
        if (now - announced < progressEvery && done < total) return
        announced = now
        answer({ kind: 'progress', id, done, total, note, curve })
      },
    })
    answer({ kind: 'done', id, output })
  } catch (error) {
    answer({ kind: 'failed', id, error: errorBody(error) })
  } finally {
    running.delete(id)
  }
}

import { parentPort } from 'node:worker_threads'
import { toThreadFailure } from '../contract/errors.ts'
import type { Methods, Reply, Request, Work } from './methods.ts'

/**
 * Answers calls from the thread that started this one until it is told to end. Several calls may run at a time. A
 * method that throws fails its own call only.
 */
export function serveThread(methods: Methods): void {
  const port = parentPort
  if (port === null) throw new Error('Methods are served in a worker thread only.')
  const running = new Map<number, AbortController>()
  let ending = false

  async function answer({ id, method, input }: Extract<Request, { kind: 'call' }>): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    const transferred: ArrayBuffer[] = []
    const work: Work<unknown> = {
      signal: controller.signal,
      progress: (progress) => port!.postMessage({ kind: 'progress', id, progress } satisfies Reply),
      transfer: (buffer) => void transferred.push(buffer),
    }
    try {
      const value = await methods[method]!(input as never, work as never)
      port!.postMessage({ kind: 'done', id, value } satisfies Reply, transferred)
    } catch (error) {
      port!.postMessage({ kind: 'failed', id, error: toThreadFailure(error) } satisfies Reply)
    }
    running.delete(id)
    if (ending && running.size === 0) port!.close()
  }

  port.on('message', (request: Request) => {
    switch (request.kind) {
      case 'call':
        return void answer(request)
      case 'cancel':
        return running.get(request.id)?.abort()
      case 'end':
        ending = true
        for (const controller of running.values()) controller.abort()
        if (running.size === 0) port.close()
    }
  })
}

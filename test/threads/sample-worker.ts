import { AppError } from '../../main/contract/errors.ts'
import type { Work } from '../../main/threads/methods.ts'
import { serveThread } from '../../main/threads/serve.ts'

const methods = {
  double: (value: number) => 2 * value,
  fill(size: number, { transfer }: Work) {
    const bytes = new Uint8Array(size).fill(7)
    transfer(bytes.buffer)
    return bytes
  },
  sizeOf: (bytes: Uint8Array) => bytes.length,
  async untilCancelled(steps: number, { signal, progress }: Work<number>) {
    for (let step = 1; step <= steps; step++) progress(step)
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return 'stopped' as const
  },
  refuse(): never {
    throw new AppError('kiosk-name-taken', 'Two kiosks have the same name.', { details: { name: 'Door' } })
  },
  fail(): never {
    throw new RangeError('out of bounds')
  },
  loop(): never {
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
  },
  /** Cannot be interrupted in between, but by ending the thread. */
  finishSlowly(finished: Int32Array) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    Atomics.store(finished, 0, 1)
  },
  die(): never {
    process.exit(3)
  },
}
export type SampleMethods = typeof methods
serveThread(methods)

import type { Part } from './part.ts'

/** Work that nobody waits for until the app is closed. */
export interface Background extends Part {
  /** Work that notes its own failure. */
  add(work: Promise<unknown>): void
  /** Waits for all of it. */
  close(): Promise<void>
}

/** Opened before what such work uses up to its last step, so that this is closed only after it. */
export function createBackground(): Background {
  const running = new Set<Promise<unknown>>()
  return {
    add(work) {
      const ended = work
        .catch(() => undefined)
        .finally(() => {
          running.delete(ended)
        })
      running.add(ended)
    },
    async close() {
      await Promise.all(running)
    },
  }
}

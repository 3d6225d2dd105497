import type { Part } from './part.ts'

/** Work that goes on after the call that started it was answered. */
export interface Background extends Part {
  /** Adds work that logs its own failure. */
  add(work: Promise<unknown>): void
  /** Waits until all of it is done. */
  close(): Promise<void>
}

/** Opens the background. Open it before whatever its work needs, so that it is closed first. */
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

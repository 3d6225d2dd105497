import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../contract/errors.ts'
import type { WatchedDatabase } from './watch.ts'

/** Longest wait for programs that are reading; after that, scrubbing goes on in the background. */
const maxWaitMs = 10_000
const retryEvery = 50
const laterEvery = 5_000

/**
 * Makes deleted data unrecoverable. `secure_delete` overwrites it on the database's pages; this writes those pages into
 * the file and truncates the write-ahead log. A program that reads an older state prevents it until it is done.
 */
export interface Scrubber {
  /** @returns false when a reader prevents it; it is then tried again until it succeeds */
  scrub(): Promise<boolean>
  close(): void
}

export function createScrubber(database: WatchedDatabase): Scrubber {
  const checkpoint = database.prepare<{ busy: number }>('pragma wal_checkpoint(truncate)')
  let later: NodeJS.Timeout | null = null
  let closed = false

  /** Never blocks: this thread answers the kiosk. */
  function tryOnce(): boolean {
    database.exec('pragma busy_timeout = 0')
    try {
      return database.guardWrite(() => checkpoint.get()!.busy === 0)
    } catch (error) {
      if (error instanceof AppError && error.code === 'database-busy') return false
      throw error
    } finally {
      database.exec('pragma busy_timeout = 5000')
    }
  }

  function tryLater(): void {
    if (later !== null || closed) return
    later = setInterval(() => {
      try {
        if (!tryOnce()) return
      } catch {
        return
      }
      stop()
    }, laterEvery)
    later.unref()
  }

  function stop(): void {
    if (later !== null) clearInterval(later)
    later = null
  }

  return {
    async scrub() {
      for (const end = performance.now() + maxWaitMs; !closed; await pause(retryEvery)) {
        if (tryOnce()) return true
        if (performance.now() > end) break
      }
      tryLater()
      return false
    },
    close() {
      closed = true
      stop()
    },
  }
}

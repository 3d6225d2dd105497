import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../contract/errors.ts'
import type { Database } from './database.ts'

/** Milliseconds: another program that reads longer than this is waited for in the background. */
const patience = 10_000
const retryEvery = 50
const laterEvery = 5_000

/**
 * Overwrites what was deleted: `secure_delete` does so on the pages of the database, and this brings those pages into the
 * file and cuts the write-ahead log to nothing. A program that reads an older state holds that back.
 */
export interface Scrubber {
  /** @returns false when a reader still holds it back; it is then tried again until it is done */
  scrub(): Promise<boolean>
  close(): void
}

export function createScrubber(database: Database): Scrubber {
  const checkpoint = database.prepare<{ busy: number }>('pragma wal_checkpoint(truncate)')
  let later: NodeJS.Timeout | null = null
  let closed = false

  /** Never waits: the thread has faces to answer. */
  function tryOnce(): boolean {
    database.exec('pragma busy_timeout = 0')
    try {
      return checkpoint.get()!.busy === 0
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
      for (const end = performance.now() + patience; !closed; await pause(retryEvery)) {
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

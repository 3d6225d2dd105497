import type { Context } from './context.ts'

/** Rows of the log that are sealed in one go: a check-in waits no longer than this takes, some milliseconds. */
const rowsAtOnce = 200
/** Milliseconds between two goes. */
const pauseMs = 50

/**
 * Says in the audit log that rows of an earlier version got their seals: nobody can tell what happened to them before.
 */
export function noteSealing({ store, self }: Context): void {
  const rows = store.seals.begun
  if (rows === null) return
  store.audit.appendIfPossible({ ...self, action: 'records.seal', subject: 'database', details: { rows } })
}

/**
 * Seals entries that an earlier version wrote, a few at a time, until all of them are; goes on after the next start.
 */
export function startSealing({ store, logger }: Context): { close(): void } {
  const timer = setInterval(() => {
    try {
      if (store.seals.goOn(rowsAtOnce) === 0) clearInterval(timer)
    } catch (error) {
      // The disk may be full, or another process may write: the next go tries again.
      logger.warn('task-failed', { task: 'sealing', error })
    }
  }, pauseMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}

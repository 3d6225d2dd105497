export interface HeartbeatOptions {
  /** Sends a question that a working process answers at once. */
  readonly ask: () => void
  /** Called once, when no answer came for too long. */
  readonly onStall: () => void
  /** Milliseconds between two questions. */
  readonly intervalMs: number
  /** Questions in a row that may stay unanswered. */
  readonly maxUnanswered: number
}

/** Watches a process or thread that can hang without ending. */
export interface Heartbeat {
  /** Says that an answer came. */
  recordAnswer(): void
  close(): void
}

/**
 * Watches a process by asking it regularly. It counts unanswered questions, not time, because none are asked while the
 * machine sleeps or this thread is busy. Counting begins with the first answer, so that a slow start is no failure.
 */
export function watchHeartbeat({ ask, onStall, intervalMs, maxUnanswered }: HeartbeatOptions): Heartbeat {
  let unanswered: number | null = null
  const timer = setInterval(() => {
    if (unanswered !== null) unanswered += 1
    if (unanswered !== null && unanswered > maxUnanswered) {
      clearInterval(timer)
      return onStall()
    }
    ask()
  }, intervalMs)
  timer.unref?.()
  return {
    recordAnswer() {
      unanswered = 0
    },
    close: () => clearInterval(timer),
  }
}

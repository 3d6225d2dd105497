/** Work that is requested often and done at most once in a while. */
export interface Throttle {
  /** Does it now, or when the pause since the last time is over. */
  soon(): void
  close(): void
}

/** @param pause milliseconds at least between two times */
export function throttle(pause: number, work: () => void): Throttle {
  let timer: NodeJS.Timeout | null = null
  let wanted = false
  let closed = false
  function run(): void {
    wanted = false
    timer = setTimeout(() => {
      timer = null
      if (wanted) run()
    }, pause)
    timer.unref()
    work()
  }
  return {
    soon() {
      if (closed) return
      if (timer === null) run()
      else wanted = true
    },
    close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}

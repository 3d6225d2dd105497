/** Work that is wanted often and done now and then. */
export interface Throttle {
  /** Does it now, or at the end of the pause since the last time. */
  soon(): void
  close(): void
}

/** @param pause milliseconds between two times at least */
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

/** Decides how long to wait before the engine is started again. */
export interface RestartPause {
  /**
   * @param served whether the engine that ended had answered before; one that had not may be on a broken machine
   * @param lived milliseconds that it ran
   * @returns milliseconds
   */
  next(served: boolean, lived: number): number
}

/** A pause that people do not notice. */
const firstPauseMs = 250
/** The longest pause for an engine that works between crashes: somebody may be waiting at the kiosk. */
const maxPauseAfterServiceMs = 1_000
/** The longest pause when the engine never starts, to spare the machine. */
const maxPauseAtStartMs = 30_000
/** An engine that ran this long counts as healthy. */
const healthyAfterMs = 60_000

export function createRestartPause(): RestartPause {
  let pause = firstPauseMs
  return {
    next(served, lived) {
      if (lived > healthyAfterMs) pause = firstPauseMs
      const max = served ? maxPauseAfterServiceMs : maxPauseAtStartMs
      const now = Math.min(pause, max)
      pause = Math.min(now * 2, max)
      return now
    },
  }
}

import { type ClockWatch, watchClock } from '../attendance/clock.ts'
import type { Context } from './context.ts'

/** The wall clock, and whether it can be believed. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds that only ever go on, also while the machine sleeps. */
  readonly steady: () => number
}

/** How often the clocks are compared while nothing happens. */
const lookEvery = 60_000

/**
 * Watches for the wall clock being set, and says so once.
 * @returns `marked`: whether an event recorded now must carry `clockMoved`
 */
export function watchClocks(clock: Clock, publish: Context['publish']): { marked(): boolean; close(): void } {
  let watch: ClockWatch | null = null

  function marked(): boolean {
    const look = watchClock(watch, { wall: clock.now(), steady: clock.steady() })
    watch = look.watch
    if (look.change.kind === 'moved') {
      const seconds = Math.round(look.change.by / 1000)
      const message = `The clock of this computer was set ${seconds > 0 ? 'forward' : 'back'} by ${Math.abs(seconds)} seconds. Entries of the next hour are marked; check the time.`
      publish('notice', { level: 'warning', code: 'clock-moved', message, details: { seconds } })
    }
    return look.marked
  }

  marked()
  const timer = setInterval(marked, lookEvery)
  timer.unref()
  return { marked, close: () => clearInterval(timer) }
}

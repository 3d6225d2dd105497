import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type ClockReading, type ClockWatch, watchClock } from '../attendance/clock.ts'
import type { Publish } from '../contract/topics.ts'
import { replacePrivateFile } from '../store/private-files.ts'

/** The system clock, with a warning when it may be wrong. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds that never go back and count on while the machine sleeps. */
  readonly steady: () => number
}

export interface ClockWatchOptions extends Clock {
  /** Where the last reading is kept between starts; null keeps none. */
  readonly file: string | null
  /** When the newest entry was recorded, by the clock at that time. */
  readonly newestEntry: () => number | null
  readonly publish: Publish
}

export interface WatchedClock {
  /** Whether an event recorded now must carry `clockMoved`. */
  isMarked(): boolean
  /**
   * Whether data may be erased because of their age. They may not while entries are marked, nor on the first day after
   * the clock moved on by weeks while the app was closed, since a wrong clock looks the same.
   */
  mayEraseByAge(): boolean
  close(): void
}

const Kept = z.object({
  last: z.object({ wall: z.number(), steady: z.number() }),
  markedUntil: z.number().nullable(),
})

const lookIntervalMs = 60_000
const dayMs = 86_400_000
/** After a longer absence, the clock is not trusted for ages at first. */
const maxAbsenceMs = 14 * dayMs
/** An entry further in the future was recorded by a clock that was ahead. */
const toleranceMs = 5_000

/** Notices that the system clock was changed, even while the app was closed, and announces it once. */
export function watchClocks({ now, steady, file, newestEntry, publish }: ClockWatchOptions): WatchedClock {
  const read = (): ClockReading => ({ wall: now(), steady: steady() })
  const start = read()
  let watch = readKept(file) ?? watchFromEntries(start, newestEntry())
  const absence = watch === null ? 0 : start.wall - watch.last.wall
  const trustedFrom = absence > maxAbsenceMs ? start.steady + dayMs : start.steady

  function isMarked(): boolean {
    const look = watchClock(watch, read())
    watch = look.watch
    if (look.change.kind === 'moved') {
      const seconds = Math.round(look.change.by / 1000)
      const message = `The clock of this computer was set ${seconds > 0 ? 'forward' : 'back'} by ${Math.abs(seconds)} seconds. Entries of the next hour are marked; check the time.`
      publish('notice', { level: 'warning', code: 'clock-moved', message, details: { seconds } })
    }
    return look.marked
  }

  function keep(): void {
    // Without the file, only entries can show that the clock was changed while the app was closed.
    if (file !== null && watch !== null) replacePrivateFile(file, JSON.stringify(watch))
  }

  isMarked()
  keep()
  const timer = setInterval(() => {
    isMarked()
    keep()
  }, lookIntervalMs)
  timer.unref()
  return {
    isMarked: isMarked,
    mayEraseByAge: () => !isMarked() && steady() >= trustedFrom,
    close() {
      clearInterval(timer)
      isMarked()
      keep()
    },
  }
}

/**
 * Derives a watch from the entries when no reading was kept: an entry in the future shows that the clock was ahead, or
 * is behind now.
 */
function watchFromEntries(start: ClockReading, newestEntry: number | null): ClockWatch | null {
  if (newestEntry === null || newestEntry - start.wall <= toleranceMs) return null
  return { last: { ...start, wall: newestEntry }, markedUntil: null }
}

function readKept(file: string | null): ClockWatch | null {
  if (file === null) return null
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

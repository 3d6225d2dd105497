import { wallClock } from '../attendance/zone.ts'
import type { Examination, Thoroughness } from '../store/examination.ts'
import type { Context } from './context.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** From the start to the quick check; whoever stands at the door comes first. */
const afterStartMs = 5_000
/** Between two looks at whether it is quiet. */
const lookEveryMs = 10 * minuteMs
/** The machine's own hours, from 1 until before 5. */
const night = { from: 1 * 60, to: 5 * 60 }
/** Nobody came for so long. */
const quietMs = 30 * minuteMs
/** A whole check is due at night after so long, and at any quiet time where the machine is off at night. */
const dueAtNightMs = 20 * hourMs
const dueByDayMs = 3 * 24 * hourMs

/**
 * Looks for damage without being asked: quickly after every start, wholly once a night. What is found is a standing
 * notice.
 */
export function startSelfCheck(context: Context): { close(): void } {
  const { store, now, zone, logger } = context
  const stop = new AbortController()
  let busy = false

  async function look(how: Thoroughness): Promise<void> {
    if (busy) return
    busy = true
    try {
      takeIn(context, await store.examine(how, { signal: stop.signal }), how)
      if (how === 'whole') store.installation.noteWholeCheck(now())
    } catch (error) {
      // Nobody asked: whoever does is told why the database cannot be looked at.
      if (!stop.signal.aborted) logger.warn('task-failed', { task: 'self-check', error })
    } finally {
      busy = false
    }
  }

  function isDue(): boolean {
    const at = now()
    const newest = store.events.findNewestTime()
    if (newest !== null && Math.abs(at - newest) < quietMs) return false
    const { minutes } = wallClock(at, zone())
    const isNight = minutes >= night.from && minutes < night.to
    const last = store.installation.findLastWholeCheck()
    // One that lies in the future was noted while the clock was wrong.
    return last === null || last > at || at - last >= (isNight ? dueAtNightMs : dueByDayMs)
  }

  const first = setTimeout(() => void look('quick'), afterStartMs)
  const timer = setInterval(() => {
    try {
      if (isDue()) void look('whole')
    } catch (error) {
      // The same: whoever asks is told.
      logger.warn('task-failed', { task: 'self-check', error })
    }
  }, lookEveryMs)
  first.unref()
  timer.unref()
  return {
    close() {
      clearTimeout(first)
      clearInterval(timer)
      stop.abort()
    },
  }
}

/** Says what a check found in notices that stay until they are dismissed. */
export function takeIn(
  { store, publish }: Pick<Context, 'store' | 'publish'>,
  { integrity, audit, damages }: Examination,
  how: Thoroughness,
): void {
  if (how === 'whole') store.damages.replace(damages)
  else damages.forEach(store.damages.report)
  if (integrity !== null) {
    const message = `The database is damaged (${integrity}). Make a backup under a new name, and restore the last one from before the damage.`
    publish('notice', { level: 'error', code: 'database-damaged', message, details: { found: integrity } })
  }
  if (audit.kind === 'broken') {
    const message = `The audit log was changed or shortened from entry ${audit.id} on. Compare it with a backup.`
    publish('notice', { level: 'error', code: 'audit-broken', message, details: { entry: audit.id } })
  }
}

import { wallClock } from '../attendance/zone.ts'
import { dayOfHead, type HeadVerdict, type RecordHead } from '../contract/record-head.ts'
import type { Examination, Thoroughness } from '../store/examination.ts'
import type { Context } from './context.ts'
import type { OutsideHeads } from './outside-heads.ts'
import { describeDifferent, recordsSentence, rowName } from './record-sentences.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Time from the start to the quick check, so that people at the door come first. */
const afterStartMs = 5_000
/** Time between two attempts to find a quiet moment. */
const lookEveryMs = 10 * minuteMs
/** Local hours, from 1 until before 5. */
const night = { from: 1 * 60, to: 5 * 60 }
/** It is quiet when nobody came for this long. */
const quietMs = 30 * minuteMs
/**
 * How long after the last full check the next is due at night, and at any quiet time where the machine is off at night.
 */
const dueAtNightMs = 20 * hourMs
const dueByDayMs = 3 * 24 * hourMs

/**
 * Looks for damage by itself: quickly after every start, thoroughly once a night. Findings are shown in a lasting
 * notice.
 */
export function startSelfCheck(context: Context, outsideHeads: Pick<OutsideHeads, 'read'>): { close(): void } {
  const { store, now, zone, logger } = context
  const stop = new AbortController()
  let busy = false

  async function look(how: Thoroughness): Promise<void> {
    if (busy) return
    busy = true
    try {
      const heads = how === 'whole' ? await outsideHeads.read() : []
      const found = await store.examine(how, { signal: stop.signal, heads })
      takeIn(context, found, how)
      noteDifferent(context, heads, found.records.heads)
      if (how === 'whole') store.installation.noteWholeCheck(now())
    } catch (error) {
      // Nobody is waiting; the next call says why the database cannot be read.
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
    // A check in the future was recorded while the clock was wrong.
    return last === null || last > at || at - last >= (isNight ? dueAtNightMs : dueByDayMs)
  }

  const first = setTimeout(() => void look('quick'), afterStartMs)
  const timer = setInterval(() => {
    try {
      if (isDue()) void look('whole')
    } catch (error) {
      // As above.
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

/** Shows that records from before a head were altered. */
function noteDifferent(
  { publish }: Pick<Context, 'publish'>,
  heads: readonly RecordHead[],
  verdicts: readonly HeadVerdict[],
) {
  const head = heads[verdicts.indexOf('differs')]
  if (head === undefined) return
  const details = { made: dayOfHead(head) }
  publish('notice', { level: 'error', code: 'records-differ', message: describeDifferent(head.made), details })
}

/** Rows named in a notice. */
const maxRows = 20

/** Shows the findings of a check in notices that stay until they are dismissed. */
export function takeIn(
  { store, publish }: Pick<Context, 'store' | 'publish'>,
  { integrity, audit, records, damages }: Examination,
  how: Thoroughness,
): void {
  if (how === 'whole') store.damages.replace(damages)
  else damages.forEach(store.damages.report)
  if (integrity !== null) {
    const message = `The database is damaged (${integrity}). Make a backup under a new name, and restore the last one from before the damage.`
    publish('notice', { level: 'error', code: 'database-damaged', message, details: { found: integrity } })
  }
  if (records.total > 0) {
    const { faults, total } = records
    const details = { rows: faults.slice(0, maxRows).map(rowName).join(', '), total }
    const message = recordsSentence(faults, total)
    publish('notice', { level: 'error', code: 'records-changed', message, details })
  }
  if (audit.kind === 'broken') {
    const message = `The audit log was changed or shortened from entry ${audit.id} on. Compare it with a backup.`
    publish('notice', { level: 'error', code: 'audit-broken', message, details: { entry: audit.id } })
  }
}

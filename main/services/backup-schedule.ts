import { dateOf, weekBegin } from '../attendance/date.ts'
import { instantAt, wallClock } from '../attendance/zone.ts'
import type { Instant } from '../contract/entities.ts'

/** How many daily, weekly and monthly backups are kept; the newest of each period counts. */
const keptBackups = { days: 7, weeks: 4, months: 12 } as const

/** A time of day at which something happens once a day. */
export interface DailyTime {
  /** Minutes after midnight, 0..1439. */
  readonly minute: number
  /** IANA name of the time zone. */
  readonly zone: string
}

/** Returns the last scheduled time at or before `now`. */
export function lastDue(now: number, { minute, zone }: DailyTime): Instant {
  const { day } = wallClock(now, zone)
  const today = instantAt(day, minute, zone)
  return today <= now ? today : instantAt(day - 1, minute, zone)
}

/** Returns the first scheduled time after `now`. */
export function nextDue(now: number, { minute, zone }: DailyTime): Instant {
  const { day } = wallClock(now, zone)
  const today = instantAt(day, minute, zone)
  return today > now ? today : instantAt(day + 1, minute, zone)
}

/**
 * Tells whether a backup must be made now: none was made since the last scheduled time, or the last one was made by a
 * clock that was ahead.
 * @param served when the last backup was made; null when there was none
 */
export function isBackupDue(now: number, time: DailyTime, served: number | null): boolean {
  return served === null || served > now || served < lastDue(now, time)
}

/**
 * Returns the backups to delete: all but the newest of each of the last 7 days, 4 weeks (from Monday) and 12 months
 * that have one. Days without a backup do not count, so nothing is deleted because the machine was off.
 */
export function findOutdatedBackups<T extends { readonly at: number }>(backups: readonly T[], zone: string): T[] {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at)
  const kept = new Set<T>()
  const keepNewest = (count: number, spanOf: (day: number) => number | string) => {
    const spans = new Set<number | string>()
    for (const backup of newestFirst) {
      const span = spanOf(wallClock(backup.at, zone).day)
      if (spans.has(span)) continue
      if (spans.size === count) return
      spans.add(span)
      kept.add(backup)
    }
  }
  keepNewest(keptBackups.days, (day) => day)
  keepNewest(keptBackups.weeks, (day) => weekBegin(day, 1))
  keepNewest(keptBackups.months, (day) => dateOf(day).slice(0, 'yyyy-mm'.length))
  return newestFirst.filter((backup) => !kept.has(backup))
}

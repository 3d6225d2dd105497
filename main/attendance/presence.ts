import type { Direction, Instant } from '../contract/entities.ts'
import { applyCorrections, type CheckEvent, type Entry } from './corrections.ts'
import { instantAt, wallClock } from './zone.ts'

/** How a kiosk turns a recognised person into an entry. */
export interface CheckRule {
  /** Shorter than this after the person's last entry nothing is written. */
  readonly cooldownSeconds: number
  /** `toggle`: in and out by turns, starting with in on every attendance day. */
  readonly direction: 'toggle' | Direction
  readonly kiosk: string
}

export type NextCheck =
  | { readonly kind: 'record'; readonly direction: Direction }
  | { readonly kind: 'cooldown'; readonly last: Entry; readonly until: Instant }

/** Minutes after local midnight at which an attendance day begins where nothing else is set: 04:00. */
export const defaultDayBoundary = 240

/** When the attendance day that contains `at` began. */
export function attendanceDayStart(at: Instant, zone: string, dayBoundary = defaultDayBoundary): Instant {
  const { day } = wallClock(at, zone)
  const start = instantAt(day, dayBoundary, zone)
  return start <= at ? start : instantAt(day - 1, dayBoundary, zone)
}

/**
 * What a kiosk does with a person it recognised at `at`.
 * The cooldown holds for the same kiosk, and for every other one that would not record the opposite of its own will:
 * somebody who passes an entry and then an exit is written twice, somebody seen by two cameras at once is not.
 * A clock set back does not lose an entry: only entries nearer than the cooldown, before or after, hold one off.
 *
 * @param recent the person's events of this attendance day at least, corrections included, in any order
 * @param dayStart when the attendance day began
 */
export function nextCheck(rule: CheckRule, recent: readonly CheckEvent[], at: Instant, dayStart: Instant): NextCheck {
  const last = lastEntry(recent)
  if (last === null) return { kind: 'record', direction: rule.direction === 'toggle' ? 'in' : rule.direction }
  const cooldown = rule.cooldownSeconds * 1000
  const opposite = rule.direction !== 'toggle' && rule.direction !== last.direction && rule.kiosk !== last.source.kiosk
  if (Math.abs(at - last.at) < cooldown && !opposite) {
    return { kind: 'cooldown', last, until: (last.at + cooldown) as Instant }
  }
  if (rule.direction !== 'toggle') return { kind: 'record', direction: rule.direction }
  return { kind: 'record', direction: last.at >= dayStart && last.direction === 'in' ? 'out' : 'in' }
}

/** The latest entry; checks that claim to be later than a check recorded after them come from a clock that was set back since. */
function lastEntry(recent: readonly CheckEvent[]): Entry | null {
  const { entries } = applyCorrections(recent)
  const checks = entries.filter((entry) => entry.correction === null)
  const newest = checks.reduce<Entry | null>(
    (best, entry) => (best && best.source.id > entry.source.id ? best : entry),
    null,
  )
  return entries.findLast((entry) => entry.correction !== null || entry.at <= newest!.at) ?? null
}

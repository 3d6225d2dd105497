import type { Instant } from '../contract/entities.ts'
import type { Direction } from '../contract/events.ts'
import { applyCorrections, type CheckEvent, type Entry } from './corrections.ts'

/** The rule by which a kiosk turns a recognised person into an entry. */
export interface CheckRule {
  /** No entry is written within this time of the person's last one. */
  readonly cooldownSeconds: number
  /**
   * `toggle`: in and out by turns. Who came longer ago than the longest session forgot to check out, and comes in
   * again.
   */
  readonly direction: 'toggle' | Direction
  /** Minutes after a check-in within which a check-out needs a confirmation; 0 never asks. */
  readonly askMinutes: number
  readonly kiosk: string
}

export type NextCheck =
  | { readonly kind: 'record'; readonly direction: Direction }
  /** The person may only be passing by, so a check-out needs a confirmation. */
  | { readonly kind: 'ask'; readonly direction: 'out'; readonly last: Entry }
  | { readonly kind: 'cooldown'; readonly last: Entry; readonly until: Instant }

/**
 * What a kiosk does with a person it recognised at `at`.
 * The cooldown holds for the same kiosk, and for every other one that would not record the opposite of its own will:
 * somebody who passes an entry and then an exit is written twice, somebody seen by two cameras at once is not.
 * A clock set back does not lose an entry: only entries nearer than the cooldown, before or after, hold one off.
 *
 * @param recent the person's events of the longest session at least, corrections included, in any order
 * @param maxSession how long a stay that began then may last, in milliseconds
 */
export function nextCheck(
  rule: CheckRule,
  recent: readonly CheckEvent[],
  at: Instant,
  maxSession: (since: Instant) => number,
): NextCheck {
  const last = lastEntry(recent)
  if (last === null) return { kind: 'record', direction: rule.direction === 'toggle' ? 'in' : rule.direction }
  const cooldown = rule.cooldownSeconds * 1000
  const opposite = rule.direction !== 'toggle' && rule.direction !== last.direction && rule.kiosk !== last.source.kiosk
  if (Math.abs(at - last.at) < cooldown && !opposite) {
    return { kind: 'cooldown', last, until: (last.at + cooldown) as Instant }
  }
  if (rule.direction !== 'toggle') return { kind: 'record', direction: rule.direction }
  const stay = at - last.at
  if (last.direction === 'out' || stay > maxSession(last.at)) return { kind: 'record', direction: 'in' }
  if (Math.abs(stay) < rule.askMinutes * 60_000) return { kind: 'ask', direction: 'out', last }
  return { kind: 'record', direction: 'out' }
}

/**
 * The latest entry; checks that claim to be later than a check recorded after them come from a clock that was set back
 * since.
 */
function lastEntry(recent: readonly CheckEvent[]): Entry | null {
  const { entries } = applyCorrections(recent)
  const checks = entries.filter((entry) => entry.correction === null)
  const newest = checks.reduce<Entry | null>(
    (best, entry) => (best && best.source.id > entry.source.id ? best : entry),
    null,
  )
  return entries.findLast((entry) => entry.correction !== null || entry.at <= newest!.at) ?? null
}

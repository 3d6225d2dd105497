import type { Direction, Instant } from '../contract/entities.ts'
import { applyCorrections, type CheckEvent, type Entry } from './corrections.ts'

/** How a kiosk turns a recognised person into an entry. */
export interface CheckRule {
  /** Shorter than this after the person's last entry nothing is written. */
  readonly cooldownSeconds: number
  /** `toggle`: in and out by turns. Who came longer ago than the longest session forgot to check out, and comes in again. */
  readonly direction: 'toggle' | Direction
  /** Who turns up again within so many minutes of coming in is asked before a check-out is written; 0 asks nobody. */
  readonly askMinutes: number
  readonly kiosk: string
}

export type NextCheck =
  | { readonly kind: 'record'; readonly direction: Direction }
  /** It may be a passage, and not the way out: only who says so goes. */
  | { readonly kind: 'ask'; readonly direction: 'out'; readonly last: Entry }
  | { readonly kind: 'cooldown'; readonly last: Entry; readonly until: Instant }

/**
 * What a kiosk does with a person it recognised at `at`.
 * The cooldown holds for the same kiosk, and for every other one that would not record the opposite of its own will:
 * somebody who passes an entry and then an exit is written twice, somebody seen by two cameras at once is not.
 * A clock set back does not lose an entry: only entries nearer than the cooldown, before or after, hold one off.
 *
 * @param recent the person's events of the longest session at least, corrections included, in any order
 * @param longestSession milliseconds
 */
export function nextCheck(
  rule: CheckRule,
  recent: readonly CheckEvent[],
  at: Instant,
  longestSession: number,
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
  if (last.direction === 'out' || stay > longestSession) return { kind: 'record', direction: 'in' }
  if (Math.abs(stay) < rule.askMinutes * 60_000) return { kind: 'ask', direction: 'out', last }
  return { kind: 'record', direction: 'out' }
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
